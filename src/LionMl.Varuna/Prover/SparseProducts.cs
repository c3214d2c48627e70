using System.Runtime.CompilerServices;
using LionMl.Algebra;

namespace LionMl.Varuna;

/// <summary>Products of the circuit's matrices with dense vectors, the zero-knowledge row included.</summary>
internal static class SparseProducts
{
    /// <summary>Rows are handed out in multiples of this, so that no two threads share a block of a vector.</summary>
    private const int RowGrain = 64;

    /// <summary>Writes Az, Bz and Cz over the domain R and checks that Az * Bz = Cz in every row.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="tables">Its matrices.</param>
    /// <param name="assignment">One value per column.</param>
    /// <param name="products">Three zero vectors over R.</param>
    /// <param name="workers">Cores and cancellation.</param>
    /// <returns>The first row that is not satisfied, or -1.</returns>
    internal static int Multiply(
        IndexedCircuit circuit, CoefficientTable[] tables, Fr[] assignment, MatrixTriple<FrVector> products, Workers workers)
    {
        int rows = circuit.Circuit.ConstraintCount;
        int firstBad = int.MaxValue;
        workers.For((rows + RowGrain - 1) / RowGrain, 16, (startGrain, endGrain) =>
        {
            int bad = MultiplyRows(tables, assignment, products, startGrain * RowGrain, Math.Min(rows, endGrain * RowGrain));
            if (bad >= 0)
                LowerTo(ref firstBad, bad);
        });
        for (int matrix = 0; matrix < MatrixTriple<int>.Count; matrix++)
            products[matrix][circuit.ZeroKnowledgeRow] = assignment[circuit.ZeroKnowledgeColumn + matrix];
        return firstBad == int.MaxValue ? -1 : firstBad;
    }

    /// <summary>The sum over the matrices of their transposes times a vector over the rows: one value per column.</summary>
    internal static Fr[] MultiplyTransposed(
        IndexedCircuit circuit, CoefficientTable[] tables, MatrixTriple<Fr[]> rowFactors, Workers workers)
    {
        var sums = new Fr[circuit.ColumnCount];
        // Every thread reads all entries and adds those of its own columns: no conflicts, no second copy of the sums.
        int parts = Math.Max(1, Math.Min(workers.Cores, circuit.ColumnCount / 4096));
        int width = (circuit.ColumnCount + parts - 1) / parts;
        workers.For(parts, 1, (startPart, endPart) =>
        {
            for (int matrix = 0; matrix < tables.Length; matrix++)
            {
                workers.Cancellation.ThrowIfCancellationRequested();
                tables[matrix].AddTransposed(rowFactors[matrix], sums, startPart * width, Math.Min(sums.Length, endPart * width));
            }
        });
        for (int matrix = 0; matrix < MatrixTriple<int>.Count; matrix++)
            sums[circuit.ZeroKnowledgeColumn + matrix] += rowFactors[matrix][circuit.ZeroKnowledgeRow];
        return sums;
    }

    /// <summary>The products of a range of rows.</summary>
    /// <returns>The first of them that is not satisfied, or -1.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int MultiplyRows(CoefficientTable[] tables, Fr[] assignment, MatrixTriple<FrVector> products, int start, int end)
    {
        Span<Fr> a = stackalloc Fr[RowGrain], b = stackalloc Fr[RowGrain], c = stackalloc Fr[RowGrain];
        int bad = -1;
        for (; start < end; start += RowGrain)
        {
            int count = Math.Min(RowGrain, end - start);
            for (int i = 0; i < count; i++)
            {
                a[i] = tables[0].RowTimes(start + i, assignment);
                b[i] = tables[1].RowTimes(start + i, assignment);
                c[i] = tables[2].RowTimes(start + i, assignment);
                if (a[i] * b[i] != c[i] && bad < 0)
                    bad = start + i;
            }

            products.A.CopyFrom(a[..count], start);
            products.B.CopyFrom(b[..count], start);
            products.C.CopyFrom(c[..count], start);
        }

        return bad;
    }

    private static void LowerTo(ref int target, int value)
    {
        int seen = Volatile.Read(ref target);
        while (value < seen)
        {
            int before = Interlocked.CompareExchange(ref target, value, seen);
            if (before == seen)
                return;
            seen = before;
        }
    }
}
