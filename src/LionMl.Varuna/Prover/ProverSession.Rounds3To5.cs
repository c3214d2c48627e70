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
            FrVector remainder = _scratch.Of(size, 0), quotient = _scratch.Of(size, 1);
            remainder.CopyFrom(assignment, 0, 0, size);
            domain.Forward(remainder, _workers);
            remainder.Multiply(matrices, _workers);
            domain.Inverse(remainder, _workers);

            quotient.CopyFrom(assignment, 0, 0, size);
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
            TabulateEntries(circuit, rowLagrange[i]);
            EndStep("round 4: g polynomials");
            var g = new G1Affine[MatrixTriple<int>.Count];
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

    /// <summary>The coefficients of f, per matrix.</summary>
    private void TabulateEntries(ProverCircuit circuit, Fr[] rowLagrange)
    {
        IndexedCircuit index = circuit.Index;
        Fr[] columnLagrange;
        using (FrVector lagrange = EvaluationDomain.Of(circuit.Info.VariableDomainSize).LagrangeAt(_transcript.Beta, _workers))
            columnLagrange = index.Collect(lagrange);
        for (int matrix = 0; matrix < MatrixTriple<int>.Count; matrix++)
        {
            EvaluationDomain domain = EvaluationDomain.Of(circuit.Info.NonZeroDomainSize(matrix));
            FrVector factor = _scratch.Of(domain.Size, 0);
            FrVector rational = circuit.Rational[matrix] = new FrVector(domain.Size);
            EntryGather.Coefficients(rational, index, matrix, _workers);
            EntryGather.Rows(factor, index, matrix, rowLagrange, Fr.Zero, _workers);
            rational.Multiply(factor, _workers);
            EntryGather.Columns(factor, index, matrix, columnLagrange, Fr.Zero, _workers);
            rational.Multiply(factor, _workers);
            domain.Inverse(rational, _workers);
        }
    }

    /// <summary>
    /// Round 5: h_2 sums the quotients of v_R(alpha) v_C(beta) row_col_val - |R||C| (alpha - row)(beta - col) f by v_K, on cosets of K.
    /// </summary>
    /// <remarks>
    /// |R||C| (alpha - row)(beta - col) f = high X^n + low, where low + high interpolates v_R(alpha) v_C(beta) row_col_val over K: the
    /// quotient is -high, and the coset's interpolation is low + g^n high. All is linear: matrices with equal |K| are summed first.
    /// </remarks>
    private G1Affine CommitMatrixSumcheck()
    {
        int whole = _statement.NonZeroDomainSize;
        _h2 = new FrVector(whole);
        for (int i = 0; i < _circuits.Length; i++)
        {
            CircuitInfo info = _circuits[i].Info;
            using FrVector rows = EvaluationDomain.Of(info.ConstraintDomainSize).Elements(_workers);
            using FrVector columns = EvaluationDomain.Of(info.VariableDomainSize).Elements(_workers);
            _circuits[i].Elements = (rows.ToArray(), _circuits[i].Index.Collect(columns));
            for (int matrix = 0; matrix < MatrixTriple<int>.Count; matrix++)
                AddToSumcheck(i, matrix);
        }

        foreach (SumcheckGroup group in _sumcheckGroups.Values)
        {
            EvaluationDomain domain = EvaluationDomain.Of(group.Size);
            domain.InverseCoset(group.Products, _workers);
            domain.Inverse(group.Values, _workers);
            Fr scale = OpeningPoints.Vanishing(group.Size, Fr.Generator).Inverse();
            _h2.AddScaled(scale, group.Values, _workers);
            _h2.AddScaled(-scale, group.Products, _workers);
        }

        EndStep("round 5: h_2 polynomial");
        _randomness.NextBlinding([]);
        G1Affine commitment = Commit("matrices", new CommittedPolynomial(PolynomialKind.H2), _h2, 0, whole - 1);
        EndStep("round 5: h_2");
        return commitment;
    }

    private void AddToSumcheck(int i, int matrix)
    {
        ProverCircuit circuit = _circuits[i];
        CircuitInfo info = circuit.Info;
        int size = info.NonZeroDomainSize(matrix);
        EvaluationDomain domain = EvaluationDomain.Of(size);
        if (!_sumcheckGroups.TryGetValue(size, out SumcheckGroup? group))
            _sumcheckGroups.Add(size, group = new SumcheckGroup(size));
        FrVector rows = _scratch.Of(size, 0), columns = _scratch.Of(size, 1), values = _scratch.Of(size, 2);
        GatherElements(circuit, matrix, rows, columns);
        EntryGather.Coefficients(values, circuit.Index, matrix, _workers);
        values.Multiply(rows, _workers);
        values.Multiply(columns, _workers);
        Fr scale = _transcript.Delta[i][matrix] * Ratio(size, _statement.NonZeroDomainSize);
        group.Values.AddScaled(scale * Vanishing(info), values, _workers);

        FrVector product = MultiplyDifferences(rows, columns);
        domain.Inverse(product, _workers);
        domain.ForwardCoset(product, _workers);
        FrVector rational = columns;
        rational.CopyFrom(circuit.Rational[matrix], 0, 0, size);
        domain.ForwardCoset(rational, _workers);
        product.Multiply(rational, _workers);
        Fr sizes = Fr.FromInt64(info.ConstraintDomainSize) * Fr.FromInt64(info.VariableDomainSize);
        group.Products.AddScaled(scale * sizes, product, _workers);
    }

    /// <summary>v_R(alpha) v_C(beta).</summary>
    private Fr Vanishing(CircuitInfo info) =>
        OpeningPoints.Vanishing(info.ConstraintDomainSize, _transcript.Alpha)
        * OpeningPoints.Vanishing(info.VariableDomainSize, _transcript.Beta);

    /// <summary>The polynomials row and col of a matrix, over K.</summary>
    private void GatherElements(ProverCircuit circuit, int matrix, FrVector rows, FrVector columns)
    {
        EntryGather.Rows(rows, circuit.Index, matrix, circuit.Elements.Rows, Fr.One, _workers);
        EntryGather.Columns(columns, circuit.Index, matrix, circuit.Elements.Columns, Fr.One, _workers);
    }

    /// <summary>(alpha - row)(beta - col) over K, in the place of row; overwrites both.</summary>
    private FrVector MultiplyDifferences(FrVector rows, FrVector columns)
    {
        // (row - alpha)(col - beta) is the same.
        rows.AddConstant(-_transcript.Alpha, _workers);
        columns.AddConstant(-_transcript.Beta, _workers);
        rows.Multiply(columns, _workers);
        return rows;
    }

    /// <summary>The matrices with one size of K, combined.</summary>
    private sealed class SumcheckGroup(int size) : IDisposable
    {
        internal int Size { get; } = size;

        /// <summary>The combination of the multiples of row_col_val: over K, later as coefficients.</summary>
        internal FrVector Values { get; } = new(size);

        /// <summary>The combination of the products (alpha - row)(beta - col) f on the coset; the opening reuses it.</summary>
        internal FrVector Products { get; } = new(size);

        public void Dispose()
        {
            Values.Dispose();
            Products.Dispose();
        }
    }
}
