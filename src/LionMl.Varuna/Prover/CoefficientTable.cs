using System.Runtime.CompilerServices;
using LionMl.Algebra;
using LionMl.R1cs;

namespace LionMl.Varuna;

/// <summary>A matrix whose coefficients one and minus one, most of all, are multiplied without a multiplication.</summary>
internal sealed class CoefficientTable
{
    private readonly R1csMatrix<Fr> _matrix;
    private readonly Fr[] _coefficients;
    private readonly CoefficientKind[] _kinds;

    internal CoefficientTable(R1csMatrix<Fr> matrix)
    {
        _matrix = matrix;
        _coefficients = matrix.Coefficients.ToArray();
        _kinds = new CoefficientKind[_coefficients.Length];
        Fr minusOne = -Fr.One;
        for (int i = 0; i < _kinds.Length; i++)
        {
            _kinds[i] = _coefficients[i] == Fr.One ? CoefficientKind.One
                : _coefficients[i] == minusOne ? CoefficientKind.MinusOne
                : CoefficientKind.Other;
        }
    }

    private enum CoefficientKind : byte
    {
        Other,
        One,
        MinusOne,
    }

    /// <summary>The inner product of a row with a vector over the columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal Fr RowTimes(int row, Fr[] columns)
    {
        ReadOnlySpan<int> starts = _matrix.RowStarts;
        int start = starts[row], count = starts[row + 1] - start;
        ReadOnlySpan<int> places = _matrix.Columns.Slice(start, count);
        ReadOnlySpan<int> indices = _matrix.CoefficientIndices.Slice(start, count);
        Fr sum = Fr.Zero;
        for (int k = 0; k < places.Length; k++)
        {
            int index = indices[k];
            switch (_kinds[index])
            {
                case CoefficientKind.One:
                    sum += columns[places[k]];
                    break;
                case CoefficientKind.MinusOne:
                    sum -= columns[places[k]];
                    break;
                default:
                    sum += _coefficients[index] * columns[places[k]];
                    break;
            }
        }

        return sum;
    }

    /// <summary>Adds to sums[column], for the columns in [low, high), each entry times the factor of its row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void AddTransposed(Fr[] rowFactors, Fr[] sums, int low, int high)
    {
        ReadOnlySpan<int> starts = _matrix.RowStarts, places = _matrix.Columns, indices = _matrix.CoefficientIndices;
        for (int row = 0; row < _matrix.RowCount; row++)
        {
            Fr factor = rowFactors[row];
            for (int k = starts[row]; k < starts[row + 1]; k++)
            {
                int place = places[k];
                if (place >= low && place < high)
                    sums[place] += Times(indices[k], factor);
            }
        }
    }

    /// <summary>The coefficient at <paramref name="index"/> times <paramref name="value"/>.</summary>
    private Fr Times(int index, Fr value) => _kinds[index] switch
    {
        CoefficientKind.One => value,
        CoefficientKind.MinusOne => -value,
        _ => _coefficients[index] * value,
    };
}
