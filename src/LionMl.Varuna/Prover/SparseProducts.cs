using LionMl.Algebra;
using LionMl.R1cs;

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
        (CoefficientTable a, CoefficientTable b, CoefficientTable c) = (tables[0], tables[1], tables[2]);
        workers.For((rows + RowGrain - 1) / RowGrain, 16, (startGrain, endGrain) =>
        {
            Span<Fr> valuesA = stackalloc Fr[RowGrain], valuesB = stackalloc Fr[RowGrain], valuesC = stackalloc Fr[RowGrain];
            for (int grain = startGrain; grain < endGrain; grain++)
            {
                int start = grain * RowGrain, count = Math.Min(RowGrain, rows - start);
                for (int i = 0; i < count; i++)
                {
                    valuesA[i] = a.RowTimes(start + i, assignment);
                    valuesB[i] = b.RowTimes(start + i, assignment);
                    valuesC[i] = c.RowTimes(start + i, assignment);
                    if (valuesA[i] * valuesB[i] != valuesC[i])
                        LowerTo(ref firstBad, start + i);
                }

                products.A.CopyFrom(valuesA[..count], start);
                products.B.CopyFrom(valuesB[..count], start);
                products.C.CopyFrom(valuesC[..count], start);
            }
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
