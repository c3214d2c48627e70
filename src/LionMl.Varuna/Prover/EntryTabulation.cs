using LionMl.Algebra;
using LionMl.R1cs;

namespace LionMl.Varuna;

/// <summary>Tabulates formulas over the domain K of a matrix: its entries row by row, the zero-knowledge row's, padding.</summary>
internal static class EntryTabulation
{
    /// <summary>Entries are handed out in multiples of this, so that no two threads share a block of a vector.</summary>
    private const int Grain = 256;

    internal static FrVector Tabulate<TFormula>(
        IndexedCircuit circuit, int matrix, CoefficientTable table, TFormula formula, Workers workers)
        where TFormula : struct, IEntryFormula
    {
        R1csMatrix<Fr> entries = circuit.Matrix(matrix);
        int count = entries.EntryCount;
        var values = new FrVector(circuit.Info.NonZeroDomainSize(matrix));
        if (!formula.Padding.IsZero)
            values.Fill(formula.Padding);
        workers.For((count + Grain - 1) / Grain, 4, (startGrain, endGrain) =>
        {
            ReadOnlySpan<int> starts = entries.RowStarts, columns = entries.Columns, indices = entries.CoefficientIndices;
            Span<Fr> buffer = stackalloc Fr[Grain];
            int row = RowOf(starts, startGrain * Grain);
            for (int grain = startGrain; grain < endGrain; grain++)
            {
                int start = grain * Grain, used = Math.Min(Grain, count - start);
                for (int i = 0; i < used; i++)
                {
                    int k = start + i;
                    while (starts[row + 1] <= k)
                        row++;
                    buffer[i] = formula.At(row, columns[k], indices[k], table);
                }

                values.CopyFrom(buffer[..used], start);
            }
        });
        values[count] = ZeroKnowledgeEntry(circuit, matrix, formula);
        return values;
    }

    private static Fr ZeroKnowledgeEntry<TFormula>(IndexedCircuit circuit, int matrix, TFormula formula)
        where TFormula : struct, IEntryFormula =>
        formula.At(circuit.ZeroKnowledgeRow, circuit.ZeroKnowledgeColumn + matrix, 0, CoefficientTable.OfOne);

    /// <summary>The row that holds entry <paramref name="entry"/>; empty rows before it are skipped.</summary>
    private static int RowOf(ReadOnlySpan<int> starts, int entry)
    {
        int low = 0, high = starts.Length - 1;
        while (high - low > 1)
        {
            int middle = (low + high) / 2;
            if (starts[middle] <= entry)
                low = middle;
            else
                high = middle;
        }

        return low;
    }
}
