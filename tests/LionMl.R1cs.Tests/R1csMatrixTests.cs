using LionMl.Algebra;

namespace LionMl.R1cs.Tests;

public class R1csMatrixTests
{
    [Fact]
    public void Rows_are_sorted_and_coefficients_held_once()
    {
        Fr two = Fr.FromInt64(2);
        R1csMatrix<Fr> matrix = R1csMatrix<Fr>.FromRows([[(4, two), (1, Fr.One)], [], [(0, two), (3, Fr.Zero)]]);
        Assert.Equal((3, 4), (matrix.RowCount, matrix.EntryCount));
        Assert.Equal([0, 2, 2, 4], matrix.RowStarts.ToArray());
        Assert.Equal([1, 4, 0, 3], matrix.Columns.ToArray());
        Assert.Equal([Fr.One, two, Fr.Zero], matrix.Coefficients.ToArray());
        Assert.Equal(Fr.FromInt64(13), matrix.RowValue(0, [Fr.Zero, Fr.FromInt64(3), Fr.Zero, Fr.Zero, Fr.FromInt64(5)]));
    }

    /// <summary>Arrays that are not a matrix.</summary>
    public static TheoryData<int[], int[], int[], int> Broken => new()
    {
        { [], [], [], 0 },
        { [1], [0], [0], 1 },
        { [0, 2], [0], [0], 1 },
        { [0, 1], [0], [], 1 },
        { [0, 1], [0], [1], 1 },
        { [0, 1], [0], [-1], 1 },
        { [0, 1], [-1], [0], 1 },
        { [0, 2], [3, 3], [0, 0], 1 },
        { [0, 2], [3, 2], [0, 0], 1 },
        { [0, 2, 1, 2], [2, 3], [0, 0], 1 },
        { [0, 7, 2], [2, 3], [0, 0], 1 },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Arrays_that_are_no_matrix_are_refused(int[] rowStarts, int[] columns, int[] indices, int coefficients) =>
        Assert.Throws<ArgumentException>(() => new R1csMatrix<Fr>(rowStarts, columns, indices, new Fr[coefficients]));

    [Fact]
    public void Parts_that_do_not_fit_together_are_no_circuit()
    {
        R1csMatrix<Fr> one = R1csMatrix<Fr>.FromRows([[(2, Fr.One)]]), two = R1csMatrix<Fr>.FromRows([[], []]);
        _ = Assert.Throws<ArgumentException>(() => new R1csCircuit<Fr>(1, 1, one, one, one));
        _ = Assert.Throws<ArgumentException>(() => new R1csCircuit<Fr>(1, 2, one, one, two));
        _ = Assert.Throws<ArgumentOutOfRangeException>(() => new R1csCircuit<Fr>(0, 5, one, one, one));
        _ = Assert.Throws<ArgumentException>(() => new R1csCircuit<Fr>(1, 2, one, one, one, [new("b", 3), new("a", 1)]));
        Assert.Equal(1, new R1csCircuit<Fr>(1, 2, one, one, one).ConstraintCount);
    }
}
