using LionMl.Algebra;

namespace LionMl.Varuna;

/// <summary>Builds the combinations that a proof opens at alpha, beta and gamma; one text for the prover and the verifier.</summary>
internal static class OpeningPoints
{
    /// <summary>The number of points.</summary>
    internal const int Count = 3;

    /// <summary>The three points in opening order.</summary>
    /// <exception cref="DivideByZeroException">See <see cref="Transcript.HasDegenerateChallenge"/>.</exception>
    internal static IReadOnlyList<OpeningPoint> Build(
        Statement statement,
        Transcript transcript,
        IReadOnlyList<MatrixTriple<Fr>[]> thirdSums,
        IReadOnlyList<MatrixTriple<Fr>> fourthSums,
        Fr g1AtBeta,
        IReadOnlyList<MatrixTriple<Fr>> gAtGamma)
    {
        var gamma = new List<LinearCombination>();
        for (int i = 0; i < statement.Circuits.Count; i++)
        {
            for (int matrix = 0; matrix < MatrixTriple<Fr>.Count; matrix++)
            {
                var term = new LinearTerm(Fr.One, new CommittedPolynomial(PolynomialKind.G, i, matrix));
                gamma.Add(new LinearCombination($"g_{"abc"[matrix]}", gAtGamma[i][matrix], Fr.Zero, [term]));
            }
        }

        gamma.Add(MatrixSumcheck(statement, transcript, fourthSums, gAtGamma));
        var g1 = new LinearCombination(
            "g_1", g1AtBeta, Fr.Zero, [new LinearTerm(Fr.One, new CommittedPolynomial(PolynomialKind.G1))]);
        LinearCombination lineEvaluation = LineEvaluation(statement, transcript, thirdSums, fourthSums, g1AtBeta);
        return
        [
            new OpeningPoint("alpha", transcript.Alpha, [RowCheck(statement, transcript, thirdSums)]),
            new OpeningPoint("beta", transcript.Beta, [g1, lineEvaluation]),
            new OpeningPoint("gamma", transcript.Gamma, gamma),
        ];
    }

    /// <summary>The vanishing polynomial x^size - 1.</summary>
    internal static Fr Vanishing(int size, Fr x) => x.Pow((ulong)size) - Fr.One;

    /// <summary>The polynomial that is one on the smaller subgroup and zero on the rest of the larger one, at x.</summary>
    private static Fr Selector(int large, int small, Fr x) =>
        large == small
            ? Fr.One
            : Vanishing(large, x) * Fr.FromInt64(small) * (Vanishing(small, x) * Fr.FromInt64(large)).Inverse();

    /// <summary>The interpolation of <paramref name="values"/> over the subgroup of their number, at x.</summary>
    private static Fr InterpolateAt(ReadOnlySpan<Fr> values, Fr x)
    {
        // Trailing zeros (padding) contribute nothing: only the elements in use are inverted.
        int used = values.Length;
        while (used > 0 && values[used - 1].IsZero)
            used--;
        Fr generator = Fr.RootOfUnity(int.Log2(values.Length));
        var elements = new Fr[used];
        var differences = new Fr[used];
        Fr element = Fr.One;
        for (int i = 0; i < used; i++)
        {
            elements[i] = element;
            differences[i] = x - element;
            element *= generator;
        }

        FieldMath.InvertBatch(differences.AsSpan());
        Fr sum = Fr.Zero;
        for (int i = 0; i < used; i++)
            sum += values[i] * elements[i] * differences[i];
        return sum * Vanishing(values.Length, x) * Fr.FromInt64(values.Length).Inverse();
    }

    /// <summary>The row check at alpha: the rows' products agree, (Az)(Bz) - Cz = h_0 v_R.</summary>
    private static LinearCombination RowCheck(Statement statement, Transcript transcript, IReadOnlyList<MatrixTriple<Fr>[]> sums)
    {
        Fr constant = Fr.Zero;
        for (int i = 0; i < statement.Circuits.Count; i++)
        {
            Combiners combiners = transcript.RowCombiners[i];
            Fr ofCircuit = Fr.Zero;
            for (int j = 0; j < sums[i].Length; j++)
                ofCircuit += combiners.Instances[j] * ((sums[i][j].A * sums[i][j].B) - sums[i][j].C);
            int size = statement.Circuits[i].Key.Info.ConstraintDomainSize;
            constant += combiners.Circuit * Selector(statement.ConstraintDomainSize, size, transcript.Alpha) * ofCircuit;
        }

        var h0 = new LinearTerm(
            -Vanishing(statement.ConstraintDomainSize, transcript.Alpha), new CommittedPolynomial(PolynomialKind.H0));
        return new LinearCombination("rowcheck_zerocheck", Fr.Zero, constant, [h0]);
    }

    /// <summary>The line evaluation at beta: the third message's sums are those of the matrices at alpha with the assignments.</summary>
    private static LinearCombination LineEvaluation(
        Statement statement,
        Transcript transcript,
        IReadOnlyList<MatrixTriple<Fr>[]> thirdSums,
        IReadOnlyList<MatrixTriple<Fr>> fourthSums,
        Fr g1AtBeta)
    {
        Fr beta = transcript.Beta;
        MatrixTriple<Fr> eta = transcript.Eta;
        List<LinearTerm> terms = [new LinearTerm(Fr.One, new CommittedPolynomial(PolynomialKind.Mask))];
        Fr constant = Fr.Zero, total = Fr.Zero;
        for (int i = 0; i < statement.Circuits.Count; i++)
        {
            StatementCircuit circuit = statement.Circuits[i];
            CircuitInfo info = circuit.Key.Info;
            Combiners combiners = transcript.LineCombiners[i];
            Fr matrices = Fr.Zero;
            for (int matrix = 0; matrix < MatrixTriple<Fr>.Count; matrix++)
                matrices += eta[matrix] * fourthSums[i][matrix] * Fr.FromInt64(info.NonZeroDomainSize(matrix));
            Fr ofCircuit = combiners.Circuit * Selector(statement.VariableDomainSize, info.VariableDomainSize, beta) * matrices;
            Fr publicVanishing = Vanishing(info.PublicDomainSize, beta);
            for (int j = 0; j < circuit.PublicInputs.Count; j++)
            {
                Fr factor = ofCircuit * combiners.Instances[j];
                constant += factor * InterpolateAt(circuit.PublicInputs[j], beta);
                terms.Add(new LinearTerm(factor * publicVanishing, new CommittedPolynomial(PolynomialKind.Witness, i, j)));
                MatrixTriple<Fr> sums = thirdSums[i][j];
                Fr combined = (eta.A * sums.A) + (eta.B * sums.B) + (eta.C * sums.C);
                total += combiners.Circuit * combiners.Instances[j] * combined;
            }
        }

        constant -= (beta * g1AtBeta) + (total * Fr.FromInt64(statement.VariableDomainSize).Inverse());
        terms.Add(new LinearTerm(-Vanishing(statement.VariableDomainSize, beta), new CommittedPolynomial(PolynomialKind.H1)));
        return new LinearCombination("lineval_sumcheck", Fr.Zero, constant, terms);
    }

    /// <summary>The matrix sumcheck at gamma: the sums of round 4 are those of the committed matrices at (alpha, beta).</summary>
    private static LinearCombination MatrixSumcheck(
        Statement statement, Transcript transcript, IReadOnlyList<MatrixTriple<Fr>> sums, IReadOnlyList<MatrixTriple<Fr>> gAtGamma)
    {
        (Fr alpha, Fr beta, Fr gamma) = (transcript.Alpha, transcript.Beta, transcript.Gamma);
        var terms = new List<LinearTerm>();
        Fr constant = Fr.Zero;
        for (int i = 0; i < statement.Circuits.Count; i++)
        {
            CircuitInfo info = statement.Circuits[i].Key.Info;
            Fr vanishing = Vanishing(info.ConstraintDomainSize, alpha) * Vanishing(info.VariableDomainSize, beta);
            Fr sizes = Fr.FromInt64(info.ConstraintDomainSize) * Fr.FromInt64(info.VariableDomainSize);
            for (int matrix = 0; matrix < MatrixTriple<Fr>.Count; matrix++)
            {
                Fr scale = transcript.Delta[i][matrix] * Selector(statement.NonZeroDomainSize, info.NonZeroDomainSize(matrix), gamma);
                Fr value = (gamma * gAtGamma[i][matrix]) + sums[i][matrix];
                Fr denominator = -(scale * value * sizes);
                terms.Add(new LinearTerm(scale * vanishing, new CommittedPolynomial(PolynomialKind.RowColVal, i, matrix)));
                terms.Add(new LinearTerm(denominator, new CommittedPolynomial(PolynomialKind.RowCol, i, matrix)));
                terms.Add(new LinearTerm(-(denominator * alpha), new CommittedPolynomial(PolynomialKind.Col, i, matrix)));
                terms.Add(new LinearTerm(-(denominator * beta), new CommittedPolynomial(PolynomialKind.Row, i, matrix)));
                constant += denominator * alpha * beta;
            }
        }

        terms.Add(new LinearTerm(-Vanishing(statement.NonZeroDomainSize, gamma), new CommittedPolynomial(PolynomialKind.H2)));
        return new LinearCombination("matrix_sumcheck", Fr.Zero, constant, terms);
    }
}
