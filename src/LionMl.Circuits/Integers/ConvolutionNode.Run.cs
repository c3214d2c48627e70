namespace LionMl.Circuits;

public sealed partial class ConvolutionNode
{
    internal override void Run(long[][] inputs, long[] output, WidthObserver? observed)
    {
        long[] input = inputs[0];
        int outputPlane = (int)Shape.Product(2, Shape.Rank);
        int inputPlane = (int)_input.Product(2, _input.Rank);
        int groupOutputs = Math.Max(1, Shape[1] / _window.Groups);
        for (int plane = 0; plane < Shape[0] * Shape[1]; plane++)
        {
            var (batch, channel) = Math.DivRem(plane, Shape[1]);
            var destination = output.AsSpan(plane * outputPlane, outputPlane);
            destination.Fill(_bias[channel]);
            for (int i = 0; i < GroupInputs; i++)
            {
                int inputChannel = (batch * _input[1]) + (channel / groupOutputs * GroupInputs) + i;
                var source = input.AsSpan(inputChannel * inputPlane, inputPlane);
                for (int tap = 0; tap < Taps; tap++)
                {
                    int weight = _weights[(((channel * GroupInputs) + i) * Taps) + tap];
                    if (weight != 0)
                    {
                        AddTap(weight, tap, source, destination);
                    }
                }
            }
        }
    }

    /// <summary>Adds one tap of one channel to every position: lines along the last axis, so that the inner loop has no bounds to test.</summary>
    private void AddTap(long weight, int flatTap, ReadOnlySpan<long> source, Span<long> destination)
    {
        int spatial = _window.SpatialRank;
        Span<int> tap = stackalloc int[spatial];
        for (int axis = spatial - 1; axis >= 0; axis--)
        {
            (flatTap, tap[axis]) = Math.DivRem(flatTap, _window.Kernel[axis]);
        }

        int last = spatial - 1;
        int length = Shape[last + 2], inputLength = _input[last + 2];
        long first = _window.InputPosition(last, 0, tap[last]);
        int stride = _window.Strides[last];
        int start = first >= 0 ? 0 : (int)Math.Min(length, (-first + stride - 1) / stride);
        int end = first >= inputLength ? 0 : (int)Math.Min(length, ((inputLength - 1 - first) / stride) + 1);
        Span<int> position = stackalloc int[spatial];
        position.Clear();
        for (int line = 0; line < destination.Length / Math.Max(1, length); line++)
        {
            int rest = line;
            for (int axis = last - 1; axis >= 0; axis--)
            {
                (rest, position[axis]) = Math.DivRem(rest, Shape[axis + 2]);
            }

            long offset = 0;
            bool inside = true;
            for (int axis = 0; axis < last && inside; axis++)
            {
                long at = _window.InputPosition(axis, position[axis], tap[axis]);
                inside = at >= 0 && at < _input[axis + 2];
                offset = (offset * _input[axis + 2]) + at;
            }

            if (!inside)
            {
                continue;
            }

            var to = destination.Slice(line * length, length);
            var from = source.Slice((int)offset * inputLength, inputLength);
            for (int o = start; o < end; o++)
            {
                to[o] += weight * from[(int)first + (o * stride)];
            }
        }
    }
}
