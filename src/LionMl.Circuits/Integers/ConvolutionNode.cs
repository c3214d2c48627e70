using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>A convolution with constant weights over any number of spatial axes; also sums over pooling windows.</summary>
public sealed partial class ConvolutionNode : LinearNode
{
    private readonly ConvolutionWindow _window;
    private readonly int[] _weights;
    private readonly long[] _bias;
    private TensorShape _input = TensorShape.Scalar;

    /// <param name="header">The header; its shape is [batch, output channels, spatial…].</param>
    /// <param name="window">How the kernel moves.</param>
    /// <param name="weights">[output channels, input channels of a group, kernel…], row-major.</param>
    /// <param name="bias">One for each output channel.</param>
    internal ConvolutionNode(NodeHeader header, ConvolutionWindow window, int[] weights, long[] bias)
        : base(header)
    {
        _window = window;
        _weights = weights;
        _bias = bias;
    }

    /// <inheritdoc/>
    public override long Macs => _bias.Length == 0 ? 0 : (long)Count * (_weights.Length / _bias.Length);

    internal override NodeTag Tag => NodeTag.Convolution;

    /// <summary>Output channels that read the same input channels.</summary>
    internal int ChannelsPerGroup => Math.Max(1, _bias.Length / _window.Groups);

    /// <summary>How the kernel moves.</summary>
    internal ConvolutionWindow Window => _window;

    private int GroupInputs => _input[1] / _window.Groups;

    private int Taps => _window.Taps;

    internal static ConvolutionNode Read(NodeHeader header, ArtifactReader reader) =>
        new(header, ConvolutionWindow.Read(reader), reader.SmallIntegers("weights"), reader.Integers("a bias"));

    internal override IntegerRange Bound(IReadOnlyList<IntegerNode> inputs)
    {
        Require(inputs.Count == 1, "it reads one tensor");
        _input = inputs[0].Shape;
        int spatial = _window.SpatialRank;
        Require(_input.Rank == spatial + 2 && Shape.Rank == spatial + 2, "its rank");
        Require(_input[0] == Shape[0] && _bias.Length == Shape[1], "its batch or channels");
        Require(_input[1] % _window.Groups == 0 && Shape[1] % _window.Groups == 0, "its groups");
        Require((long)_bias.Length * GroupInputs * Taps == _weights.Length, "the number of weights");

        var ranges = new IntegerRange[_bias.Length];
        for (int channel = 0; channel < ranges.Length; channel++)
        {
            ranges[channel] = BoundChannel(channel, inputs[0]);
        }

        ChannelRanges = [.. ranges];
        return ranges.Length == 0 ? IntegerRange.Zero : ranges.Aggregate((left, right) => left.Union(right));
    }

    private IntegerRange BoundChannel(int channel, IntegerNode input)
    {
        int firstInput = channel / ChannelsPerGroup * GroupInputs;
        Int128 low = _bias[channel], high = low;
        for (int i = 0; i < GroupInputs; i++)
        {
            // A tap outside of the input reads zero, which the input's range need not include.
            var x = (input.ChannelRanges?[firstInput + i] ?? input.Range).Union(IntegerRange.Zero);
            var (positive, negative) = DenseNode.SumBySign(_weights.AsSpan(((channel * GroupInputs) + i) * Taps, Taps));
            var (l, h) = Combine(0, positive, negative, x);
            low += l;
            high += h;
        }

        return IntegerRange.Checked(low, high, Layer);
    }

    internal override void Expand(int element, TermBuffer terms)
    {
        int spatial = _window.SpatialRank;
        Span<int> position = stackalloc int[spatial];
        int rest = element;
        for (int axis = spatial - 1; axis >= 0; axis--)
        {
            (rest, position[axis]) = Math.DivRem(rest, Shape[axis + 2]);
        }

        var (batch, channel) = Math.DivRem(rest, Shape[1]);
        int firstInput = channel / (Shape[1] / _window.Groups) * GroupInputs;
        int plane = (int)_input.Product(2, _input.Rank);
        terms.Constant += _bias[channel];
        Span<int> tap = stackalloc int[spatial];
        for (int t = 0; t < Taps; t++)
        {
            if (!TryPlace(t, position, tap, out int offset))
            {
                continue;
            }

            for (int i = 0; i < GroupInputs; i++)
            {
                int index = (((batch * _input[1]) + firstInput + i) * plane) + offset;
                terms.Add(0, index, _weights[(((channel * GroupInputs) + i) * Taps) + t]);
            }
        }
    }

    internal override void Write(ArtifactWriter writer)
    {
        _window.Write(writer);
        writer.Integers(_weights);
        writer.Integers(_bias);
    }

    /// <summary>The offset within an input plane that a tap reads; false where it reads padding.</summary>
    private bool TryPlace(int flatTap, ReadOnlySpan<int> position, Span<int> tap, out int offset)
    {
        for (int axis = tap.Length - 1; axis >= 0; axis--)
        {
            (flatTap, tap[axis]) = Math.DivRem(flatTap, _window.Kernel[axis]);
        }

        offset = 0;
        for (int axis = 0; axis < tap.Length; axis++)
        {
            long at = _window.InputPosition(axis, position[axis], tap[axis]);
            if (at < 0 || at >= _input[axis + 2])
            {
                return false;
            }

            offset = (offset * _input[axis + 2]) + (int)at;
        }

        return true;
    }
}
