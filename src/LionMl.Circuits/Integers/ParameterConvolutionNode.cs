namespace LionMl.Circuits;

/// <summary>As <see cref="ConvolutionNode"/>, with weights [output channels, inputs of a group, kernel…] and biases that are computed.</summary>
public sealed class ParameterConvolutionNode : TiledNode
{
    private readonly ConvolutionWindow _window;
    private IntegerNode? _input;
    private int[] _taps = [];

    internal ParameterConvolutionNode(NodeHeader header, ConvolutionWindow window)
        : base(header) => _window = window;

    internal override NodeTag Tag => NodeTag.ParameterConvolution;

    internal override int Blocks => Shape[0] * _window.Groups;

    internal override int BlockRows => (int)Shape.Product(2, Shape.Rank);

    internal override int BlockColumns => Shape[1] / _window.Groups;

    internal override int InnerLength => GroupInputs * _window.Taps;

    private int GroupInputs => _input!.Shape[1] / _window.Groups;

    internal static ParameterConvolutionNode Read(NodeHeader header, ArtifactReader reader) => new(header, ConvolutionWindow.Read(reader));

    internal override int InputAt(int block, int row, int k)
    {
        var (channel, tap) = Math.DivRem(k, _window.Taps);
        int offset = _taps[(row * _window.Taps) + tap];
        if (offset < 0)
        {
            return -1;
        }

        var (batch, group) = Math.DivRem(block, _window.Groups);
        int plane = (int)_input!.Shape.Product(2, _input.Shape.Rank);
        return (((batch * _input.Shape[1]) + (group * GroupInputs) + channel) * plane) + offset;
    }

    internal override int WeightAt(int block, int column, int k) => (BiasAt(block, column) * InnerLength) + k;

    internal override int ResultAt(int block, int row, int column) =>
        (((block / _window.Groups * Shape[1]) + BiasAt(block, column)) * BlockRows) + row;

    internal override int BiasAt(int block, int column) => (block % _window.Groups * BlockColumns) + column;

    internal override IntegerRange Bound(IReadOnlyList<IntegerNode> inputs)
    {
        Require(inputs.Count == 3, "it reads three tensors");
        _input = inputs[0];
        int spatial = _window.SpatialRank;
        Require(_input.Shape.Rank == spatial + 2 && Shape.Rank == spatial + 2, "its rank");
        Require(Count > 0 && _input.Shape[0] == Shape[0] && inputs[2].Count == Shape[1], "its batch or channels");
        Require(_input.Shape[1] % _window.Groups == 0 && Shape[1] % _window.Groups == 0, "its groups");
        Require((long)Shape[1] * InnerLength == inputs[1].Count, "the number of weights");
        Require(inputs[1].Range.SignedBits <= 31, "the bits of its weights");
        _taps = Places();
        return base.Bound(inputs);
    }

    internal override void Run(long[][] inputs, long[] output, WidthObserver? observed)
    {
        var fixedWeights = new ConvolutionNode(Header, _window, ToWeights(inputs[1]), inputs[2]);
        _ = fixedWeights.Bound([_input!]);
        fixedWeights.Run([inputs[0]], output, observed);
    }

    /// <summary>Elements of the kernel that move along the last axis.</summary>
    internal int LineTaps => _window.Kernel[^1];

    /// <summary>Elements of the input along the last axis.</summary>
    internal int LineInputs => _input!.Shape[_input.Shape.Rank - 1];

    /// <summary>Elements of the result along the last axis.</summary>
    internal int LineResults => Shape[Shape.Rank - 1];

    /// <summary>Padding before the last axis.</summary>
    internal int LinePadding => _window.PadsBegin[^1];

    /// <summary>Whether the kernel moves along the last axis by one, and never lies in padding as a whole.</summary>
    internal bool IsLineDense => _window.Strides[^1] == 1 && _window.Dilations[^1] == 1 && LineTaps > 1
        && LinePadding >= 0 && LinePadding < LineTaps && LineTail >= 0 && LineTail < LineTaps;

    /// <summary>Coefficients behind the last result that a line's inputs take part in.</summary>
    internal int LineTail => LineInputs - LineResults + LinePadding;

    /// <summary>The element of the input at a place of a line; −1 where the line lies in padding.</summary>
    /// <param name="block">The block.</param>
    /// <param name="line">Of the result: the row over <see cref="LineResults"/>.</param>
    /// <param name="k">Input channel and element of the kernel along all axes but the last.</param>
    /// <param name="at">The place along the last axis.</param>
    internal int LineInputAt(int block, int line, int k, int at)
    {
        int lead = _window.Taps / LineTaps;
        var (channel, tap) = Math.DivRem(k, lead);
        long offset = at, size = LineInputs;
        for (int axis = _window.SpatialRank - 2; axis >= 0; axis--)
        {
            (line, int position) = Math.DivRem(line, Shape[axis + 2]);
            (tap, int step) = Math.DivRem(tap, _window.Kernel[axis]);
            long place = _window.InputPosition(axis, position, step);
            if (place < 0 || place >= _input!.Shape[axis + 2])
            {
                return -1;
            }

            offset += place * size;
            size *= _input.Shape[axis + 2];
        }

        var (batch, group) = Math.DivRem(block, _window.Groups);
        int plane = (int)_input!.Shape.Product(2, _input.Shape.Rank);
        return (int)((((batch * _input.Shape[1]) + (group * GroupInputs) + channel) * (long)plane) + offset);
    }

    internal override void Write(ArtifactWriter writer) => _window.Write(writer);

    /// <summary>For each position and tap the offset within an input plane, or −1.</summary>
    private int[] Places()
    {
        int rank = _window.SpatialRank, taps = _window.Taps;
        int[] places = new int[BlockRows * taps];
        for (int i = 0; i < places.Length; i++)
        {
            var (row, tap) = Math.DivRem(i, taps);
            long offset = 0, size = 1;
            for (int axis = rank - 1; axis >= 0 && offset >= 0; axis--)
            {
                (row, int position) = Math.DivRem(row, Shape[axis + 2]);
                (tap, int step) = Math.DivRem(tap, _window.Kernel[axis]);
                long at = _window.InputPosition(axis, position, step);
                offset = at < 0 || at >= _input!.Shape[axis + 2] ? -1 : offset + (at * size);
                size *= _input!.Shape[axis + 2];
            }

            places[i] = (int)offset;
        }

        return places;
    }
}
