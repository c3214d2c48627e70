namespace TorchSharp;

/// <summary>Reading and writing through strides.</summary>
internal static class Strided
{
    /// <summary>Gathers a strided view into a dense array.</summary>
    public static void Read<T>(ReadOnlySpan<T> source, long[] shape, long[] strides, long offset, Span<T> dense)
        where T : unmanaged
    {
        if (dense.IsEmpty)
        {
            return;
        }

        Rows rows = new(shape, strides);
        int length = rows.InnerLength;
        int step = (int)rows.InnerStride;
        int written = 0;
        do
        {
            int at = (int)(offset + rows.Position);
            Span<T> target = dense.Slice(written, length);
            if (step == 1)
            {
                source.Slice(at, length).CopyTo(target);
            }
            else if (step == 0)
            {
                target.Fill(source[at]);
            }
            else
            {
                for (int i = 0; i < target.Length; i++, at += step)
                {
                    target[i] = source[at];
                }
            }

            written += length;
        }
        while (rows.Next());
    }

    /// <summary>Scatters a dense array into a strided view.</summary>
    public static void Write<T>(ReadOnlySpan<T> dense, Span<T> target, long[] shape, long[] strides, long offset)
        where T : unmanaged
    {
        if (dense.IsEmpty)
        {
            return;
        }

        Rows rows = new(shape, strides);
        int read = 0;
        do
        {
            int at = (int)(offset + rows.Position);
            for (int i = 0; i < rows.InnerLength; i++, at += (int)rows.InnerStride)
            {
                target[at] = dense[read++];
            }
        }
        while (rows.Next());
    }

    /// <summary>Walks over the rows of a strided view; neighbouring axes that can be walked as one are joined.</summary>
    private struct Rows
    {
        private readonly long[] _sizes;
        private readonly long[] _strides;
        private readonly long[] _index;
        private readonly int _outer;

        public Rows(long[] shape, long[] strides)
        {
            var sizes = new List<long>();
            var steps = new List<long>();
            for (int i = 0; i < shape.Length; i++)
            {
                if (shape[i] == 1)
                {
                    continue;
                }

                if (sizes.Count > 0 && steps[^1] == strides[i] * shape[i])
                {
                    sizes[^1] *= shape[i];
                    steps[^1] = strides[i];
                }
                else
                {
                    sizes.Add(shape[i]);
                    steps.Add(strides[i]);
                }
            }

            _outer = Math.Max(0, sizes.Count - 1);
            InnerLength = sizes.Count > 0 ? (int)sizes[^1] : 1;
            InnerStride = steps.Count > 0 ? steps[^1] : 1;
            _sizes = [.. sizes];
            _strides = [.. steps];
            _index = new long[_outer];
        }

        public int InnerLength { get; }

        public long InnerStride { get; }

        public long Position { get; private set; }

        public bool Next()
        {
            for (int axis = _outer - 1; axis >= 0; axis--)
            {
                Position += _strides[axis];
                if (++_index[axis] < _sizes[axis])
                {
                    return true;
                }

                Position -= _strides[axis] * _sizes[axis];
                _index[axis] = 0;
            }

            return false;
        }
    }
}
