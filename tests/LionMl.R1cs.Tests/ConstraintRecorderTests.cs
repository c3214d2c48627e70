using LionMl.Algebra;

namespace LionMl.R1cs.Tests;

public class ConstraintRecorderTests
{
    [Fact]
    public void Rows_are_merged_sorted_and_without_zeros()
    {
        var system = new ConstraintRecorder<Fr>();
        Variable p = system.AllocatePublic(Fr.Zero);
        Variable x = system.AllocatePrivate(Fr.Zero);
        Variable y = system.AllocatePrivate(Fr.Zero);
        Variable q = system.AllocatePublic(Fr.Zero);
        LinearCombinationBuilder<Fr> sum = system.Combine();
        LinearCombination<Fr> a = sum.Add(2, y).Add(5, x).Add(3, y).Add(7, q).Add(-7, q).Add(p).Build();
        LinearCombination<Fr> b = sum.Add(3, a).AddConstant(4).Add(-15, x).Build();
        system.Enforce(a, b, x);
        system.Enforce(q, y, default);
        R1csCircuit<Fr> circuit = system.Build();
        Assert.Equal((3, 2, 2), (circuit.PublicCount, circuit.PrivateCount, circuit.ConstraintCount - Padding(circuit)));
        Assert.Equal([(1, 1L), (3, 5L), (4, 5L)], Row(circuit.A, 0));
        Assert.Equal([(0, 4L), (1, 3L), (4, 15L)], Row(circuit.B, 0));
        Assert.Equal([(3, 1L)], Row(circuit.C, 0));
        Assert.Equal([(2, 1L)], Row(circuit.A, 1));
        Assert.Empty(Row(circuit.C, 1));
        Assert.Equal(2, circuit.A.Coefficients.Length);
    }

    [Fact]
    public void A_matrix_with_fewer_than_two_entries_is_padded()
    {
        var system = new ConstraintRecorder<Fr>();
        Variable x = system.AllocatePrivate(Fr.Zero);
        system.Enforce(x, x, default);
        R1csCircuit<Fr> circuit = system.Build();
        Assert.Equal(3, circuit.ConstraintCount);
        Assert.Equal(2, circuit.C.EntryCount);
        Assert.Equal("padding", circuit.ScopeOf(1));
        Assert.Null(R1csCheck.FirstUnsatisfied(circuit, new R1csAssignment<Fr>([Fr.One], [Fr.Zero])));
    }

    [Fact]
    public void Constraints_remember_the_scope_that_recorded_them()
    {
        var system = new ConstraintRecorder<Fr>();
        Variable x = system.AllocatePrivate(Fr.Zero);
        void Record() => system.Enforce(x, x, x);
        Record();
        using (system.Scope("conv1"))
        {
            Record();
            using (system.Scope("empty"))
            {
            }

            using (system.Scope("relu"))
                Record();
            Record();
        }

        Record();
        R1csCircuit<Fr> circuit = system.Build();
        Assert.Equal(["", "conv1", "conv1/relu", "conv1", ""], Enumerable.Range(0, 5).Select(circuit.ScopeOf));
        Assert.Equal(5, circuit.ConstraintCount);
    }

    [Fact]
    public void Scopes_are_closed_in_order()
    {
        var system = new ConstraintRecorder<Fr>();
        ScopeToken outer = system.Scope("outer");
        ScopeToken inner = system.Scope("inner");
        Assert.Equal("outer/inner", system.CurrentScope);
        _ = Assert.Throws<InvalidOperationException>(outer.Dispose);
        inner.Dispose();
        outer.Dispose();
        _ = Assert.Throws<InvalidOperationException>(outer.Dispose);
    }

    [Fact]
    public void The_same_text_gives_the_same_circuit()
    {
        R1csCircuit<Fr> left = SampleText.Record(2000, 11), right = SampleText.Record(2000, 11);
        foreach ((R1csMatrix<Fr> a, R1csMatrix<Fr> b) in ((R1csMatrix<Fr>, R1csMatrix<Fr>)[])[(left.A, right.A), (left.B, right.B), (left.C, right.C)])
        {
            Assert.True(a.RowStarts.SequenceEqual(b.RowStarts));
            Assert.True(a.Columns.SequenceEqual(b.Columns));
            Assert.True(a.CoefficientIndices.SequenceEqual(b.CoefficientIndices));
            Assert.True(a.Coefficients.SequenceEqual(b.Coefficients));
        }

        Assert.Equal(left.Scopes, right.Scopes);
    }

    [Fact]
    public void A_combination_without_terms_kept_cannot_be_recorded()
    {
        var system = new ConstraintRecorder<Fr>();
        _ = Assert.Throws<InvalidOperationException>(() => system.EnforceZero(LinearCombination<Fr>.Untracked));
        _ = Assert.Throws<InvalidOperationException>(() => system.Combine().Add(LinearCombination<Fr>.Untracked));
    }

    internal static (int Column, long Coefficient)[] Row(R1csMatrix<Fr> matrix, int row)
    {
        var entries = new List<(int, long)>();
        for (int i = matrix.RowStarts[row]; i < matrix.RowStarts[row + 1]; i++)
            entries.Add((matrix.Columns[i], (long)matrix.Coefficients[matrix.CoefficientIndices[i]].ToBigInteger()));
        return [.. entries];
    }

    private static int Padding(R1csCircuit<Fr> circuit) =>
        Enumerable.Range(0, circuit.ConstraintCount).Count(row => circuit.ScopeOf(row) == "padding");
}
