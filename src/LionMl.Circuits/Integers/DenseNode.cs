namespace LionMl.Circuits;

/// <summary>A product with a constant matrix: rows of the input (its last axis) times weights, plus a bias for each column.</summary>
public sealed class DenseNode : LinearNode
{
    private readonly int[] _weights;
    private readonly long[] _bias;
    private readonly int _inner;

    /// <param name="header">The header; its last dimension is the number of columns.</param>
    /// <param name="weights">[columns, inner], row-major: one run of weights for each column.</param>
    /// <param name="bias">One for each column.</param>
    internal DenseNode(NodeHeader header, int[] weights, long[] bias)
        : base(header)
    {
        _weights = weights;
        _bias = bias;
        _inner = bias.Length == 0 ? 0 : weights.Length / bias.Length;
    }

    /// <inheritdoc/>
    public override long Macs => (long)Count * _inner;

    internal override NodeTag Tag => NodeTag.Dense;

    internal static DenseNode Read(NodeHeader header, ArtifactReader reader) =>
        new(header, reader.SmallIntegers("weights"), reader.Integers("a bias"));

    internal override IntegerRange Bound(IReadOnlyList<IntegerNode> inputs)
    {
        Require(inputs.Count == 1, "it reads one tensor");
        int columns = _bias.Length;
        Require(columns > 0 && _inner > 0 && _weights.Length == columns * _inner, "the number of weights");
        Require(Shape.Rank > 0 && Shape[Shape.Rank - 1] == columns, "the number of columns");
        Require((long)(Count / columns) * _inner == inputs[0].Count, "the length of its rows");
        Int128 low = Int128.MaxValue, high = Int128.MinValue;
        for (int column = 0; column < columns; column++)
        {
            var (positive, negative) = SumBySign(_weights.AsSpan(column * _inner, _inner));
            var (l, h) = Combine(_bias[column], positive, negative, inputs[0].Range);
            low = Int128.Min(low, l);
            high = Int128.Max(high, h);
        }

        return IntegerRange.Checked(low, high, Layer);
    }

    internal override void Run(long[][] inputs, long[] output, WidthObserver? observed)
    {
        int columns = _bias.Length;
        for (int row = 0; row < output.Length / columns; row++)
        {
            var x = inputs[0].AsSpan(row * _inner, _inner);
            for (int column = 0; column < columns; column++)
            {
                var w = _weights.AsSpan(column * _inner, _inner);
                long sum = _bias[column];
                for (int i = 0; i < w.Length; i++)
                {
                    sum += w[i] * x[i];
                }

                output[(row * columns) + column] = sum;
            }
        }
    }

    internal override void Expand(int element, TermBuffer terms)
    {
        var (row, column) = Math.DivRem(element, _bias.Length);
        terms.Constant += _bias[column];
        for (int i = 0; i < _inner; i++)
        {
            terms.Add(0, (row * _inner) + i, _weights[(column * _inner) + i]);
        }
    }

    internal override void Write(ArtifactWriter writer)
    {
        writer.Integers(_weights);
        writer.Integers(_bias);
    }

    internal static (long Positive, long Negative) SumBySign(ReadOnlySpan<int> weights)
    {
        long positive = 0, negative = 0;
        foreach (int weight in weights)
        {
            if (weight > 0)
            {
                positive += weight;
            }
            else
            {
                negative += weight;
            }
        }

        return (positive, negative);
    }
}
