using LionMl.Algebra;

namespace LionMl.Varuna;

internal sealed partial class ProverSession
{
    /// <summary>
    /// Round 3: the product of the combined matrices' row polynomial at alpha with the combined assignment, divided by v_C into the
    /// quotient h_1 and a remainder whose constant coefficient is the claimed sum; g_1 is the rest of the remainder.
    /// </summary>
    private (G1Affine G1, G1Affine H1) CommitLineEvaluation(Fr[][] rowLagrange)
    {
        int whole = _statement.VariableDomainSize;
        _h1 = new FrVector(whole);
        _xG1 = new FrVector(whole);
        for (int i = 0; i < _circuits.Length; i++)
        {
            ProverCircuit circuit = _circuits[i];
            Combiners combiners = _transcript.LineCombiners[i];
            FrVector assignment = CombineAssignments(circuit, combiners);
            circuit.CombinedAssignment = assignment;
            int size = assignment.Length;
            EvaluationDomain domain = EvaluationDomain.Of(size);
            using FrVector matrices = circuit.Index.Place(CombineMatrices(circuit, rowLagrange[i]));
            using FrVector remainder = assignment.Clone();
            domain.Forward(remainder, _workers);
            remainder.Multiply(matrices, _workers);
            domain.Inverse(remainder, _workers);

            using FrVector quotient = assignment.Clone();
            domain.ForwardCoset(quotient, _workers);
            domain.Inverse(matrices, _workers);
            domain.ForwardCoset(matrices, _workers);
            quotient.Multiply(matrices, _workers);
            domain.InverseCoset(quotient, _workers);
            quotient.Subtract(remainder, _workers);
            Fr scale = combiners.Circuit * Ratio(size, whole);
            _h1.AddScaled(scale * OpeningPoints.Vanishing(size, Fr.Generator).Inverse(), quotient, _workers);
            AddRepeated(_xG1, scale, remainder);
        }

        AddTo(_h1, _maskQuotient);
        AddTo(_xG1, _maskRest);
        EndStep("round 3: g_1, h_1 polynomials");
        _randomness.NextBlinding(_g1Blinding);
        G1Affine g1 = Commit("line evaluation", new CommittedPolynomial(PolynomialKind.G1), _xG1, 1, whole - 1, _g1Blinding);
        _randomness.NextBlinding([]);
        G1Affine h1 = Commit("line evaluation", new CommittedPolynomial(PolynomialKind.H1), _h1, 0, whole - 1);
        EndStep("round 3: g_1, h_1");
        return (g1, h1);
    }

    /// <summary>Sum over the instances; the single instances are not needed afterwards.</summary>
    private FrVector CombineAssignments(ProverCircuit circuit, Combiners combiners)
    {
        FrVector combined = circuit.Instances[0].Assignment!;
        circuit.Instances[0].Assignment = null;
        for (int j = 1; j < circuit.Instances.Length; j++)
        {
            ProverInstance instance = circuit.Instances[j];
            combined.AddScaled(combiners.Instances[j], instance.Assignment!, _workers);
            instance.Assignment!.Dispose();
            instance.Assignment = null;
        }

        return combined;
    }

    /// <summary>The row polynomials of the three matrices at alpha, combined by eta: one value per column.</summary>
    private Fr[] CombineMatrices(ProverCircuit circuit, Fr[] rowLagrange)
    {
        MatrixTriple<Fr[]> factors = MatrixTriple<Fr[]>.From(matrix =>
        {
            Fr eta = _transcript.Eta[matrix];
            if (eta.IsOne)
                return rowLagrange;
            using FrVector scaled = FrVector.FromSpan(rowLagrange);
            scaled.Scale(eta, _workers);
            return scaled.ToArray();
        });
        return SparseProducts.MultiplyTransposed(circuit.Index, circuit.Tables, factors, _workers);
    }

    /// <summary>Adds part * v_C / v_(its own domain): the part is repeated along the larger domain.</summary>
    private void AddRepeated(FrVector sum, Fr scale, FrVector part)
    {
        if (part.Length == sum.Length)
        {
            sum.AddScaled(scale, part, _workers);
            return;
        }

        using var repeated = new FrVector(sum.Length);
        for (int start = 0; start < sum.Length; start += part.Length)
            repeated.CopyFrom(part, 0, start, part.Length);
        sum.AddScaled(scale, repeated, _workers);
    }

    private static void AddTo(FrVector sum, ReadOnlySpan<Fr> lowCoefficients)
    {
        for (int i = 0; i < lowCoefficients.Length; i++)
            sum[i] += lowCoefficients[i];
    }

    /// <summary>
    /// Round 4: f interpolates entry * L_row(alpha) * L_column(beta) over the entries of a matrix; its constant coefficient is the sum
    /// of the fourth message, the rest is g.
    /// </summary>
    private (MatrixTriple<G1Affine>[] G, MatrixTriple<Fr>[] Sums) CommitRationals(Fr[][] rowLagrange)
    {
        var commitments = new MatrixTriple<G1Affine>[_circuits.Length];
        var sums = new MatrixTriple<Fr>[_circuits.Length];
        for (int i = 0; i < _circuits.Length; i++)
        {
            ProverCircuit circuit = _circuits[i];
            Fr[] columnLagrange = ColumnLagrange(circuit);
            var formula = new RowColumnValueFormula(rowLagrange[i], columnLagrange);
            var g = new G1Affine[MatrixTriple<int>.Count];
            for (int matrix = 0; matrix < g.Length; matrix++)
            {
                FrVector rational = EntryTabulation.Tabulate(circuit.Index, matrix, circuit.Tables[matrix], formula, _workers);
                circuit.Rational[matrix] = rational;
                EvaluationDomain.Of(rational.Length).Inverse(rational, _workers);
            }

            EndStep("round 4: g polynomials");
            for (int matrix = 0; matrix < g.Length; matrix++)
            {
                FrVector rational = circuit.Rational[matrix];
                _randomness.NextBlinding([]);
                var name = new CommittedPolynomial(PolynomialKind.G, i, matrix);
                g[matrix] = Commit("matrices", name, rational, 1, rational.Length - 1);
            }

            commitments[i] = MatrixTriple<G1Affine>.From(g);
            sums[i] = MatrixTriple<Fr>.From(matrix => circuit.Rational[matrix][0]);
            EndStep("round 4: g");
        }

        return (commitments, sums);
    }

    private Fr[] ColumnLagrange(ProverCircuit circuit)
    {
        using FrVector lagrange = EvaluationDomain.Of(circuit.Info.VariableDomainSize).LagrangeAt(_transcript.Beta, _workers);
        return circuit.Index.Collect(lagrange);
    }

    /// <summary>
    /// Round 5: h_2 sums the quotients of v_R(alpha) v_C(beta) row_col_val - |R||C| (alpha - row)(beta - col) f by v_K, on cosets of K.
    /// </summary>
    private G1Affine CommitMatrixSumcheck()
    {
        int whole = _statement.NonZeroDomainSize;
        _h2 = new FrVector(whole);
        var cosets = new SortedDictionary<int, FrVector>();
        try
        {
            for (int i = 0; i < _circuits.Length; i++)
                AddMatrixSumcheck(i, cosets);
            foreach ((int size, FrVector products) in cosets)
            {
                EvaluationDomain.Of(size).InverseCoset(products, _workers);
                _h2.AddScaled(-OpeningPoints.Vanishing(size, Fr.Generator).Inverse(), products, _workers);
            }
        }
        finally
        {
            foreach (FrVector products in cosets.Values)
                products.Dispose();
        }

        EndStep("round 5: h_2 polynomial");
        _randomness.NextBlinding([]);
        G1Affine commitment = Commit("matrices", new CommittedPolynomial(PolynomialKind.H2), _h2, 0, whole - 1);
        EndStep("round 5: h_2");
        return commitment;
    }

    /// <summary>Adds the products of a circuit to those of their domains' cosets, and what needs no coset to h_2.</summary>
    private void AddMatrixSumcheck(int i, SortedDictionary<int, FrVector> cosets)
    {
        ProverCircuit circuit = _circuits[i];
        CircuitInfo info = circuit.Info;
        (Fr alpha, Fr beta) = (_transcript.Alpha, _transcript.Beta);
        EvaluationDomain rowDomain = EvaluationDomain.Of(info.ConstraintDomainSize);
        EvaluationDomain columnDomain = EvaluationDomain.Of(info.VariableDomainSize);
        using FrVector rowElements = rowDomain.Elements(_workers);
        using FrVector columnElements = columnDomain.Elements(_workers);
        Fr[] rows = rowElements.ToArray(), columns = circuit.Index.Collect(columnElements);
        Fr[] rowDifferences = Differences(rowElements, alpha).ToArray();
        Fr[] columnDifferences = circuit.Index.Collect(Differences(columnElements, beta));
        Fr vanishing = OpeningPoints.Vanishing(info.ConstraintDomainSize, alpha) * OpeningPoints.Vanishing(info.VariableDomainSize, beta);
        Fr sizes = Fr.FromInt64(info.ConstraintDomainSize) * Fr.FromInt64(info.VariableDomainSize);
        var values = new RowColumnValueFormula(rows, columns);
        var denominators = new RowColumnFormula(rowDifferences, columnDifferences, (alpha - Fr.One) * (beta - Fr.One));
        for (int matrix = 0; matrix < MatrixTriple<int>.Count; matrix++)
        {
            int size = info.NonZeroDomainSize(matrix);
            EvaluationDomain domain = EvaluationDomain.Of(size);
            CoefficientTable table = circuit.Tables[matrix];
            FrVector value = circuit.RowColValues[matrix] = EntryTabulation.Tabulate(circuit.Index, matrix, table, values, _workers);
            domain.Inverse(value, _workers);
            FrVector denominator = circuit.Denominators[matrix] =
                EntryTabulation.Tabulate(circuit.Index, matrix, table, denominators, _workers);
            domain.Inverse(denominator, _workers);

            // denominator * f = high X^n + low, where low + high is the multiple of row_col_val that it equals on K:
            // the quotient by v_K is -high, and the coset's interpolation is low + g^n high.
            using FrVector product = denominator.Clone(), rational = circuit.Rational[matrix].Clone();
            domain.ForwardCoset(product, _workers);
            domain.ForwardCoset(rational, _workers);
            product.Multiply(rational, _workers);
            Fr scale = _transcript.Delta[i][matrix] * Ratio(size, _statement.NonZeroDomainSize);
            _h2!.AddScaled(scale * vanishing * OpeningPoints.Vanishing(size, Fr.Generator).Inverse(), value, _workers);
            if (!cosets.TryGetValue(size, out FrVector? sum))
                cosets.Add(size, sum = new FrVector(size));
            sum.AddScaled(scale * sizes, product, _workers);
        }
    }

    /// <summary>point - element, for every element; overwrites the elements.</summary>
    private FrVector Differences(FrVector elements, Fr point)
    {
        elements.Scale(-Fr.One, _workers);
        elements.AddConstant(point, _workers);
        return elements;
    }
}
