using System.Runtime.CompilerServices;
using LionMl.Algebra;
using LionMl.R1cs;

namespace LionMl.Varuna;

/// <summary>
/// Spreads what belongs to rows, columns or coefficients over the domain K of a matrix's entries: the entries row by row, then that of
/// the zero-knowledge row, then padding.
/// </summary>
/// <remarks>Products of such vectors are left to the vector kernels, which multiply ten times faster than single elements.</remarks>
internal static class EntryGather
{
    /// <summary>Entries are handed out in multiples of this, so that no two threads share a block of a vector.</summary>
    private const int Grain = 512;

    private interface IEntrySource
    {
        /// <summary>Fills the values of entries first, first + 1, …</summary>
        void Fill(int first, Span<Fr> values);

        Fr AtZeroKnowledgeRow { get; }
    }

    /// <summary>The value of each entry's row.</summary>
    internal static void Rows(FrVector target, IndexedCircuit circuit, int matrix, Fr[] rows, Fr padding, Workers workers)
    {
        var source = new RowSource(circuit.Matrix(matrix), rows, rows[circuit.ZeroKnowledgeRow]);
        Gather(target, circuit.Matrix(matrix).EntryCount, source, padding, workers);
    }

    /// <summary>The value of each entry's column.</summary>
    internal static void Columns(FrVector target, IndexedCircuit circuit, int matrix, Fr[] columns, Fr padding, Workers workers)
    {
        var source = new ColumnSource(circuit.Matrix(matrix), columns, columns[circuit.ZeroKnowledgeColumn + matrix]);
        Gather(target, circuit.Matrix(matrix).EntryCount, source, padding, workers);
    }

    /// <summary>Each entry's coefficient; zero where there is no entry.</summary>
    internal static void Coefficients(FrVector target, IndexedCircuit circuit, int matrix, Workers workers) =>
        Gather(target, circuit.Matrix(matrix).EntryCount, new CoefficientSource(circuit.Matrix(matrix)), Fr.Zero, workers);

    private static void Gather<TSource>(FrVector target, int count, TSource source, Fr padding, Workers workers)
        where TSource : struct, IEntrySource
    {
        workers.For((count + Grain - 1) / Grain, 8, (startGrain, endGrain) =>
            FillGrains(target, source, startGrain, endGrain, count));
        target[count] = source.AtZeroKnowledgeRow;
        var rest = new Fr[Math.Min(Grain, target.Length - count - 1)];
        Array.Fill(rest, padding);
        for (int start = count + 1; start < target.Length; start += rest.Length)
            target.CopyFrom(rest.AsSpan(0, Math.Min(rest.Length, target.Length - start)), start);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FillGrains<TSource>(FrVector values, TSource source, int startGrain, int endGrain, int count)
        where TSource : struct, IEntrySource
    {
        Span<Fr> buffer = stackalloc Fr[Grain];
        for (int start = startGrain * Grain; start < Math.Min(count, endGrain * Grain); start += Grain)
        {
            Span<Fr> used = buffer[..Math.Min(Grain, count - start)];
            source.Fill(start, used);
            values.CopyFrom(used, start);
        }
    }

    private readonly struct RowSource(R1csMatrix<Fr> matrix, Fr[] rows, Fr last) : IEntrySource
    {
        public Fr AtZeroKnowledgeRow => last;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Fill(int first, Span<Fr> values)
        {
            ReadOnlySpan<int> starts = matrix.RowStarts;
            int row = RowOf(starts, first);
            for (int done = 0; done < values.Length; row++)
            {
                int end = Math.Min(starts[row + 1] - first, values.Length);
                Fr value = rows[row];
                for (; done < end; done++)
                    values[done] = value;
            }
        }

        /// <summary>A row at or before the one that holds an entry, with no entries between.</summary>
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

    private readonly struct ColumnSource(R1csMatrix<Fr> matrix, Fr[] columns, Fr last) : IEntrySource
    {
        public Fr AtZeroKnowledgeRow => last;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Fill(int first, Span<Fr> values)
        {
            ReadOnlySpan<int> places = matrix.Columns.Slice(first, values.Length);
            for (int k = 0; k < values.Length; k++)
                values[k] = columns[places[k]];
        }
    }

    private readonly struct CoefficientSource(R1csMatrix<Fr> matrix) : IEntrySource
    {
        public Fr AtZeroKnowledgeRow => Fr.One;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Fill(int first, Span<Fr> values)
        {
            ReadOnlySpan<Fr> coefficients = matrix.Coefficients;
            ReadOnlySpan<int> indices = matrix.CoefficientIndices.Slice(first, values.Length);
            for (int k = 0; k < values.Length; k++)
                values[k] = coefficients[indices[k]];
        }
    }
}
