using LionMl.Algebra;
using LionMl.R1cs;

namespace LionMl.Varuna;

/// <summary>A matrix whose coefficients one and minus one, most of all, are multiplied without a multiplication.</summary>
internal sealed class CoefficientTable
{
    private readonly R1csMatrix<Fr>? _matrix;
    private readonly Fr[] _coefficients;
    private readonly CoefficientKind[] _kinds;

    internal CoefficientTable(R1csMatrix<Fr> matrix)
        : this(matrix.Coefficients.ToArray()) => _matrix = matrix;

    private CoefficientTable(Fr[] coefficients)
    {
        _coefficients = coefficients;
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

    /// <summary>A table with the single coefficient one and no matrix: that of the zero-knowledge row.</summary>
    internal static CoefficientTable OfOne { get; } = new([Fr.One]);

    private R1csMatrix<Fr> Matrix => _matrix ?? throw new InvalidOperationException("This table has no matrix.");

    /// <summary>The entry with coefficient <paramref name="index"/> times <paramref name="value"/>.</summary>
    internal Fr Times(int index, Fr value) => _kinds[index] switch
    {
        CoefficientKind.One => value,
        CoefficientKind.MinusOne => -value,
        _ => _coefficients[index] * value,
    };

    /// <summary>The inner product of a row with a vector over the columns.</summary>
    internal Fr RowTimes(int row, Fr[] columns)
    {
        ReadOnlySpan<int> starts = Matrix.RowStarts;
        int start = starts[row], count = starts[row + 1] - start;
        ReadOnlySpan<int> places = Matrix.Columns.Slice(start, count);
        ReadOnlySpan<int> indices = Matrix.CoefficientIndices.Slice(start, count);
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
    internal void AddTransposed(Fr[] rowFactors, Fr[] sums, int low, int high)
    {
        ReadOnlySpan<int> starts = Matrix.RowStarts, places = Matrix.Columns, indices = Matrix.CoefficientIndices;
        for (int row = 0; row < Matrix.RowCount; row++)
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
}
