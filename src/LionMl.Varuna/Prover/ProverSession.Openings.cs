using LionMl.Algebra;

namespace LionMl.Varuna;

internal sealed partial class ProverSession
{
    /// <summary>g_1(beta) and, per circuit, g_a(gamma), g_b(gamma), g_c(gamma).</summary>
    private (Fr G1AtBeta, MatrixTriple<Fr>[] GAtGamma) Evaluate()
    {
        MatrixTriple<Fr>[] gAtGamma =
        [
            .. _circuits.Select(circuit =>
                MatrixTriple<Fr>.From(matrix => EvaluateWithoutConstant(circuit.Rational[matrix], _transcript.Gamma))),
        ];
        return (EvaluateWithoutConstant(_xG1!, _transcript.Beta), gAtGamma);
    }

    /// <summary>(p(x) - p(0)) / x.</summary>
    private Fr EvaluateWithoutConstant(FrVector polynomial, Fr x) => (polynomial.Evaluate(x, _workers) - polynomial[0]) * x.Inverse();

    private Opening[] OpenAll(IReadOnlyList<OpeningPoint> points)
    {
        var openings = new Opening[OpeningPoints.Count];
        for (int i = 0; i < openings.Length; i++)
        {
            OpeningPoint point = points[i];
            var challenges = new Fr[point.Combinations.Count];
            for (int k = 0; k < challenges.Length; k++)
                challenges[k] = _transcript.SqueezeOpeningChallenge();

            // The verifier separates the points by a further challenge; the openings do not depend on it, the transcript does.
            _transcript.SqueezeOpeningChallenge();
            Dictionary<CommittedPolynomial, Fr> terms = Combine(point, challenges);
            openings[i] = i switch
            {
                0 => FinishRowCheckOpening(terms),
                1 => OpenLineEvaluation(point, terms),
                _ => OpenMatrices(point, terms),
            };
        }

        EndStep("openings");
        return openings;
    }

    /// <summary>The coefficient of every committed polynomial in the combination of a point's combinations.</summary>
    private static Dictionary<CommittedPolynomial, Fr> Combine(OpeningPoint point, Fr[] challenges)
    {
        var coefficients = new Dictionary<CommittedPolynomial, Fr>();
        for (int k = 0; k < challenges.Length; k++)
        {
            foreach (LinearTerm term in point.Combinations[k].Terms)
            {
                coefficients.TryGetValue(term.Polynomial, out Fr sum);
                coefficients[term.Polynomial] = sum + (challenges[k] * term.Coefficient);
            }
        }

        return coefficients;
    }

    private Opening FinishRowCheckOpening(Dictionary<CommittedPolynomial, Fr> terms)
    {
        G1Affine quotient = _rowCheckOpening!.GetAwaiter().GetResult();
        Fr factor = terms[new CommittedPolynomial(PolynomialKind.H0)];
        _progress.Add("openings", _statement.ConstraintDomainSize);
        return new Opening((G1Projective.FromAffine(quotient) * factor).ToAffine(), null);
    }

    private Opening OpenLineEvaluation(OpeningPoint point, Dictionary<CommittedPolynomial, Fr> terms)
    {
        int size = _statement.VariableDomainSize;
        using var sum = new FrVector(size + MaskQuotientCount);
        var blinding = new Fr[UniversalSrs.BlindingCount];

        // g_1 starts at the second coefficient of its vector: build it there and move it once.
        Fr g1 = terms[new CommittedPolynomial(PolynomialKind.G1)];
        sum.CopyFrom(_xG1!, 1, 0, size - 1);
        sum.Scale(g1, _workers);
        AddBlinding(blinding, g1, _g1Blinding);
        for (int i = 0; i < _circuits.Length; i++)
        {
            // The instances' coefficients are a common factor times their combiners, as in the combined assignment.
            ProverCircuit circuit = _circuits[i];
            using FrVector witness = PrivatePart(circuit.CombinedAssignment!, circuit.Info.PublicDomainSize);
            sum.AddScaled(terms[new CommittedPolynomial(PolynomialKind.Witness, i, 0)], witness, _workers);
            for (int j = 0; j < circuit.Instances.Length; j++)
                AddBlinding(blinding, terms[new CommittedPolynomial(PolynomialKind.Witness, i, j)], circuit.Instances[j].Blinding);
        }

        sum.AddScaled(terms[new CommittedPolynomial(PolynomialKind.H1)], _h1!, _workers);
        AddMask(sum, terms[new CommittedPolynomial(PolynomialKind.Mask)]);
        return Open(point, sum, blinding);
    }

    private void AddMask(FrVector sum, Fr factor)
    {
        var low = new Fr[MaskRestCount];
        AddMaskLow(low, factor);
        AddTo(sum, low);
        for (int i = 0; i < MaskQuotientCount; i++)
            sum[_statement.VariableDomainSize + i] += factor * _maskQuotient[i];
    }

    private static void AddBlinding(Span<Fr> sum, Fr factor, ReadOnlySpan<Fr> blinding)
    {
        for (int i = 0; i < sum.Length; i++)
            sum[i] += factor * blinding[i];
    }

    private Opening OpenMatrices(OpeningPoint point, Dictionary<CommittedPolynomial, Fr> terms)
    {
        int size = _statement.NonZeroDomainSize;
        CombineDifferences(terms);
        FrVector rationals = _scratch.Of(size, 0), sum = _scratch.Of(size, 1);
        rationals.Clear();
        for (int i = 0; i < _circuits.Length; i++)
        {
            for (int matrix = 0; matrix < MatrixTriple<int>.Count; matrix++)
                rationals.AddScaled(terms[new CommittedPolynomial(PolynomialKind.G, i, matrix)], _circuits[i].Rational[matrix], _workers);
        }

        // Each g is its rational function's polynomial without the constant coefficient, shifted down by one.
        sum.CopyFrom(rationals, 1, 0, size - 1);
        sum[size - 1] = Fr.Zero;
        Fr common = CommonValueFactor(terms[new CommittedPolynomial(PolynomialKind.RowColVal)]);
        foreach (SumcheckGroup group in _sumcheckGroups.Values)
        {
            sum.Add(group.Products, _workers);
            sum.AddScaled(common * OpeningPoints.Vanishing(group.Size, _transcript.Gamma).Inverse(), group.Values, _workers);
        }

        sum.AddScaled(terms[new CommittedPolynomial(PolynomialKind.H2)], _h2!, _workers);
        return Open(point, sum, []);
    }

    /// <summary>Per size of K, the row_col, col and row parts as coefficients, up to a constant: a quotient does not see it.</summary>
    /// <remarks>row_col - alpha col - beta row is (alpha - row)(beta - col) up to a constant.</remarks>
    private void CombineDifferences(Dictionary<CommittedPolynomial, Fr> terms)
    {
        foreach (SumcheckGroup group in _sumcheckGroups.Values)
            group.Products.Clear();
        for (int i = 0; i < _circuits.Length; i++)
        {
            for (int matrix = 0; matrix < MatrixTriple<int>.Count; matrix++)
            {
                int size = _circuits[i].Info.NonZeroDomainSize(matrix);
                FrVector rows = _scratch.Of(size, 0), columns = _scratch.Of(size, 1);
                GatherElements(_circuits[i], matrix, rows, columns);
                Fr factor = terms[new CommittedPolynomial(PolynomialKind.RowCol, i, matrix)];
                _sumcheckGroups[size].Products.AddScaled(factor, MultiplyDifferences(rows, columns), _workers);
            }
        }

        foreach (SumcheckGroup group in _sumcheckGroups.Values)
            EvaluationDomain.Of(group.Size).Inverse(group.Products, _workers);
    }

    /// <summary>Round 5 has combined the row_col_val alike, up to this factor divided by v_K(gamma) of their K.</summary>
    /// <param name="first">The coefficient of the first circuit's row_col_val_a.</param>
    private Fr CommonValueFactor(Fr first)
    {
        // The coefficient of any of them is challenge * delta * selector * v_R(alpha) v_C(beta), where the selector is
        // |K_M| v_K / (|K| v_(K_M)); round 5 has taken delta * |K_M| / |K| * v_R(alpha) v_C(beta). The very first delta is one.
        CircuitInfo info = _circuits[0].Info;
        int size = info.NonZeroDomainSize(0);
        return first * OpeningPoints.Vanishing(size, _transcript.Gamma)
            * (Ratio(size, _statement.NonZeroDomainSize) * Vanishing(info)).Inverse();
    }

    /// <summary>Commits to the quotients of the polynomial and of its blinding by X - point; overwrites the polynomial.</summary>
    private Opening Open(OpeningPoint point, FrVector polynomial, ReadOnlySpan<Fr> blinding)
    {
        polynomial.DivideByLinear(point.Point, _workers);
        Fr[] blindingQuotient = blinding.IsEmpty ? [] : new Fr[blinding.Length - 1];
        Fr value = Fr.Zero;
        for (int i = blinding.Length - 1; i >= 0; i--)
        {
            value = (value * point.Point) + blinding[i];
            if (i > 0)
                blindingQuotient[i - 1] = value;
        }

        int count = polynomial.Length - 1;
        if (_trace is { KeepsPolynomials: true })
            _trace.Quotients.Add(point.Name, [.. polynomial.ToArray().AsSpan(0, count)]);
        G1Affine witness = Committer.Commit(_srs, polynomial, 0, count, null, blindingQuotient, _workers);
        _progress.Add("openings", count);
        EndStep($"opening at {point.Name}");
        return new Opening(witness, blinding.IsEmpty ? null : value);
    }
}
