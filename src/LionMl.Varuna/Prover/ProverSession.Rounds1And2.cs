using System.Runtime.CompilerServices;
using LionMl.Algebra;

namespace LionMl.Varuna;

internal sealed partial class ProverSession
{
    /// <summary>Computes Az, Bz, Cz of every instance and refuses assignments that satisfy nothing.</summary>
    private void MultiplyMatrices()
    {
        foreach (ProverCircuit circuit in _circuits)
        {
            for (int j = 0; j < circuit.Instances.Length; j++)
            {
                ProverInstance instance = circuit.Instances[j];
                instance.Products = MatrixTriple<FrVector>.From(_ => new FrVector(circuit.Info.ConstraintDomainSize));
                int row = SparseProducts.Multiply(circuit.Index, circuit.Tables, instance.Columns, instance.Products, _workers);
                if (row >= 0)
                    throw new UnsatisfiedConstraintException(circuit.Input, j, row, circuit.Index.Circuit.ScopeOf(row));
            }
        }

        EndStep("products");
    }

    /// <summary>Round 1: w of each instance, the quotient of the interpolated assignment by v_X.</summary>
    private G1Affine[][] CommitWitnesses()
    {
        var commitments = new G1Affine[_circuits.Length][];
        for (int i = 0; i < _circuits.Length; i++)
        {
            ProverCircuit circuit = _circuits[i];
            commitments[i] = new G1Affine[circuit.Instances.Length];
            for (int j = 0; j < circuit.Instances.Length; j++)
            {
                ProverInstance instance = circuit.Instances[j];
                instance.Assignment = circuit.Index.Place(instance.Columns);
                EvaluationDomain.Of(instance.Assignment.Length).Inverse(instance.Assignment, _workers);
                using FrVector witness = PrivatePart(instance.Assignment, circuit.Info.PublicDomainSize);
                _randomness.NextBlinding(instance.Blinding);
                var name = new CommittedPolynomial(PolynomialKind.Witness, i, j);
                commitments[i][j] = Commit("witness", name, witness, 0, witness.Length, instance.Blinding);
            }
        }

        EndStep("round 1: w");
        return commitments;
    }

    /// <summary>The mask has ten coefficients: the quotient times X^|C| - 1, and the rest.</summary>
    private G1Affine CommitMask()
    {
        _randomness.NextBlinding([]);
        int size = _statement.VariableDomainSize;
        var low = new Fr[MaskRestCount];
        AddMaskLow(low, Fr.One);
        var points = new G1Affine[MaskRestCount + MaskQuotientCount];
        for (int i = 0; i < points.Length; i++)
            points[i] = _srs.Powers[i < MaskRestCount ? i : size + i - MaskRestCount];
        if (_trace is { KeepsPolynomials: true })
        {
            Fr[] mask = [.. low, .. new Fr[size - MaskRestCount], .. _maskQuotient];
            _trace.Polynomials.Add(new CommittedPolynomial(PolynomialKind.Mask), mask);
        }

        return Msm.Compute(points, [.. low, .. _maskQuotient]).ToAffine();
    }

    /// <summary>Adds the coefficients of the mask below X^|C|, scaled.</summary>
    private void AddMaskLow(Span<Fr> low, Fr scale)
    {
        for (int i = 0; i < MaskRestCount; i++)
            low[i] += scale * (i < MaskQuotientCount ? _maskRest[i] - _maskQuotient[i] : _maskRest[i]);
    }

    /// <summary>Round 2: h_0, the combined quotient of (Az)(Bz) - Cz by v_R, computed on a coset of R.</summary>
    private G1Affine CommitRowCheck()
    {
        _h0 = new FrVector(_statement.ConstraintDomainSize);
        for (int i = 0; i < _circuits.Length; i++)
        {
            int size = _circuits[i].Info.ConstraintDomainSize;
            EvaluationDomain domain = EvaluationDomain.Of(size);
            Combiners combiners = _transcript.RowCombiners[i];
            FrVector products = _scratch.Of(size, 0), results = _scratch.Of(size, 1);
            products.Clear();
            results.Clear();
            for (int j = 0; j < combiners.Instances.Length; j++)
            {
                MatrixTriple<FrVector> rows = _circuits[i].Instances[j].Products;
                FrVector a = ToCoset(rows.A, domain, _scratch.Of(size, 2)), b = ToCoset(rows.B, domain, _scratch.Of(size, 3));
                a.Multiply(b, _workers);
                products.AddScaled(combiners.Instances[j], a, _workers);
                results.AddScaled(combiners.Instances[j], rows.C, _workers);
            }

            // (Az)(Bz) = high X^n + low. The coset's interpolation is low + g^n high, that of R (equal to Cz) is low + high.
            domain.InverseCoset(products, _workers);
            domain.Inverse(results, _workers);
            products.Subtract(results, _workers);
            Fr scale = combiners.Circuit * Ratio(size, _statement.ConstraintDomainSize);
            _h0.AddScaled(scale * OpeningPoints.Vanishing(size, Fr.Generator).Inverse(), products, _workers);
        }

        EndStep("round 2: h_0 polynomial");
        _randomness.NextBlinding([]);
        G1Affine commitment = Commit("row check", new CommittedPolynomial(PolynomialKind.H0), _h0, 0, _h0.Length - 1);
        EndStep("round 2: h_0");
        return commitment;
    }

    /// <summary>
    /// The row check is opened at alpha: its quotient is that of h_0 up to a factor, so that it can run beside the next rounds.
    /// </summary>
    private void StartRowCheckOpening()
    {
        FrVector quotient = _h0!.Clone();
        Fr alpha = _transcript.Alpha;
        _rowCheckOpening = _workers.Cores > 1 ? Task.Run(Open) : Task.FromResult(Open());

        G1Affine Open()
        {
            using (quotient)
            {
                quotient.DivideByLinear(alpha, _workers);
                return Committer.Commit(_srs, quotient, 0, quotient.Length - 1, null, default, _workers);
            }
        }
    }

    /// <summary>The sums of the third message: (Az)(alpha), (Bz)(alpha), (Cz)(alpha) of every instance.</summary>
    private MatrixTriple<Fr>[][] SumRows(out Fr[][] rowLagrange)
    {
        var sums = new MatrixTriple<Fr>[_circuits.Length][];
        rowLagrange = new Fr[_circuits.Length][];
        for (int i = 0; i < _circuits.Length; i++)
        {
            EvaluationDomain domain = EvaluationDomain.Of(_circuits[i].Info.ConstraintDomainSize);
            using FrVector lagrange = domain.LagrangeAt(_transcript.Alpha, _workers);
            sums[i] = new MatrixTriple<Fr>[_circuits[i].Instances.Length];
            for (int j = 0; j < sums[i].Length; j++)
            {
                ProverInstance instance = _circuits[i].Instances[j];
                sums[i][j] = MatrixTriple<Fr>.From(matrix => instance.Products[matrix].InnerProduct(lagrange, _workers));
                instance.DisposeProducts();
            }

            rowLagrange[i] = lagrange.ToArray();
        }

        return sums;
    }

    /// <summary>The quotient of an assignment's polynomial by v_X.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static FrVector PrivatePart(FrVector assignment, int publicSize)
    {
        // Division by X^m - 1: the quotient's coefficients are sums of every m-th coefficient from the top.
        Fr[] coefficients = assignment.ToArray();
        for (int i = coefficients.Length - 1; i >= 2 * publicSize; i--)
            coefficients[i - publicSize] += coefficients[i];
        return FrVector.FromSpan(coefficients.AsSpan(publicSize));
    }

    private FrVector ToCoset(FrVector evaluations, EvaluationDomain domain, FrVector target)
    {
        target.CopyFrom(evaluations, 0, 0, evaluations.Length);
        domain.Inverse(target, _workers);
        domain.ForwardCoset(target, _workers);
        return target;
    }

    private static Fr Ratio(int part, int whole) => part == whole ? Fr.One : Fr.FromInt64(part) * Fr.FromInt64(whole).Inverse();
}
