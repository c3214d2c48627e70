using System.Numerics;
using System.Runtime.InteropServices;

namespace LionMl.Circuits;

public sealed partial class ConvolutionNode
{
    internal override void Run(long[][] inputs, long[] output, WidthObserver? observed)
    {
        long[] input = inputs[0];
        int outputPlane = (int)Shape.Product(2, Shape.Rank);
        int inputPlane = (int)_input.Product(2, _input.Rank);
        for (int plane = 0; plane < Shape[0] * Shape[1]; plane++)
        {
            output.AsSpan(plane * outputPlane, outputPlane).Fill(_bias[plane % Shape[1]]);
        }

        for (int tap = 0; tap < Taps; tap++)
        {
            Line[] lines = LinesOf(tap);
            for (int plane = 0; plane < Shape[0] * Shape[1]; plane++)
            {
                var (batch, channel) = Math.DivRem(plane, Shape[1]);
                var destination = output.AsSpan(plane * outputPlane, outputPlane);
                int firstInput = (batch * _input[1]) + (channel / ChannelsPerGroup * GroupInputs);
                for (int i = 0; i < GroupInputs; i++)
                {
                    int weight = _weights[(((channel * GroupInputs) + i) * Taps) + tap];
                    if (weight != 0)
                    {
                        AddTap(weight, lines, input.AsSpan((firstInput + i) * inputPlane, inputPlane), destination);
                    }
                }
            }
        }
    }

    /// <summary>Adds one tap of one channel to every position.</summary>
    private void AddTap(long weight, Line[] lines, ReadOnlySpan<long> source, Span<long> destination)
    {
        int stride = _window.Strides[^1];
        foreach (var line in lines)
        {
            if (stride == 1)
            {
                AddScaled(weight, source.Slice(line.From, line.Length), destination.Slice(line.To, line.Length));
                continue;
            }

            for (int o = 0; o < line.Length; o++)
            {
                destination[line.To + o] += weight * source[line.From + (o * stride)];
            }
        }
    }

    private static void AddScaled(long weight, ReadOnlySpan<long> source, Span<long> destination)
    {
        int done = 0;
        if (source.Length >= Vector<long>.Count)
        {
            var from = MemoryMarshal.Cast<long, Vector<long>>(source);
            var to = MemoryMarshal.Cast<long, Vector<long>>(destination);
            for (int i = 0; i < from.Length; i++)
            {
                to[i] += from[i] * weight;
            }

            done = from.Length * Vector<long>.Count;
        }

        for (int i = done; i < source.Length; i++)
        {
            destination[i] += weight * source[i];
        }
    }

    /// <summary>
    /// The runs along the last axis where a tap reads the input, not padding: so that the inner loop has no bounds to test.
    /// </summary>
    private Line[] LinesOf(int flatTap)
    {
        int last = _window.SpatialRank - 1;
        int length = Shape[last + 2], inputLength = _input[last + 2];
        int lineCount = length == 0 ? 0 : (int)Shape.Product(2, Shape.Rank) / length;
        Span<int> tap = stackalloc int[last + 1];
        Span<int> position = stackalloc int[last + 1];
        for (int axis = last; axis >= 0; axis--)
        {
            (flatTap, tap[axis]) = Math.DivRem(flatTap, _window.Kernel[axis]);
        }

        long first = _window.InputPosition(last, 0, tap[last]);
        int stride = _window.Strides[last];
        int start = first >= 0 ? 0 : (int)Math.Min(length, (-first + stride - 1) / stride);
        int end = first >= inputLength ? 0 : (int)Math.Min(length, ((inputLength - 1 - first) / stride) + 1);
        var lines = new List<Line>();
        for (int line = 0; line < lineCount && start < end; line++)
        {
            int rest = line;
            for (int axis = last - 1; axis >= 0; axis--)
            {
                (rest, position[axis]) = Math.DivRem(rest, Shape[axis + 2]);
            }

            long offset = 0;
            bool inside = true;
            for (int axis = 0; axis < last; axis++)
            {
                long at = _window.InputPosition(axis, position[axis], tap[axis]);
                inside &= at >= 0 && at < _input[axis + 2];
                offset = (offset * _input[axis + 2]) + at;
            }

            if (inside)
            {
                lines.Add(new Line((line * length) + start, (int)((offset * inputLength) + first + ((long)start * stride)), end - start));
            }
        }

        return [.. lines];
    }

    /// <summary>A run of output positions, and the input position of the first.</summary>
    private readonly record struct Line(int To, int From, int Length);
}
