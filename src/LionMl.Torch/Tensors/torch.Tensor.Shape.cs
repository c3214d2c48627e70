using LionMl.Onnx;

namespace TorchSharp;

public static partial class torch
{
    /// <content>What changes the shape only; views wherever strides allow.</content>
    public partial class Tensor
    {
        /// <summary>The same memory under another shape; one size may be −1.</summary>
        /// <exception cref="InvalidOperationException">The elements do not lie in order; use <see cref="reshape"/>.</exception>
        public Tensor view(params long[] shape) => IsDense
            ? reshape(shape)
            : throw new InvalidOperationException(
                "view size is not compatible with input tensor's size and stride (at least one dimension spans across two contiguous "
                + "subspaces). Use .reshape(...) instead.");

        public Tensor view_as(Tensor other) => view(other._shape);

        /// <summary>The same elements under another shape; one size may be −1.</summary>
        public Tensor reshape(params long[] shape)
        {
            long[] target = Shapes.Resolve(shape, numel(), "reshape");
            Tensor dense = Compact();
            Tensor result = dense.View(target, Shapes.Strides(target), dense.Offset);
            return Moved(result, "Reshape", g => g.reshape(_shape), trace => [trace.Longs(target)]);
        }

        /// <summary>Joins a range of dimensions into one.</summary>
        public Tensor flatten(long start_dim = 0, long end_dim = -1)
        {
            int rank = _shape.Length;
            int start = Shapes.Dim(start_dim, rank, "flatten");
            int end = Shapes.Dim(end_dim, rank, "flatten");
            if (start > end)
            {
                throw new ArgumentException("flatten() has invalid args: start_dim cannot come after end_dim");
            }

            if (rank == 0)
            {
                return reshape(1);
            }

            long[] target = [.. _shape[..start], Shapes.Count(_shape.AsSpan()[start..(end + 1)]), .. _shape[(end + 1)..]];
            if (start != 1 || end != rank - 1)
            {
                return reshape(target);
            }

            Tensor result = null!;
            using (Trace.Suspend())
            {
                result = reshape(target);
            }

            Trace.Current?.Record("Flatten", [this], [result], NodeAttributes.Empty.With("axis", 1L));
            return result;
        }

        public Tensor flatten(IList<string> dims, string out_dim) =>
            throw new NotSupportedException("flatten by dimension names is outside of the subset; use flatten(start_dim, end_dim)");

        /// <summary>Splits one dimension into several.</summary>
        public Tensor unflatten(long dim, params long[] sizes)
        {
            int axis = Shapes.Dim(dim, _shape.Length, "unflatten");
            long[] resolved = Shapes.Resolve(sizes, _shape[axis], "unflatten");
            return reshape([.. _shape[..axis], .. resolved, .. _shape[(axis + 1)..]]);
        }

        public Tensor permute(params long[] permutation)
        {
            int rank = _shape.Length;
            if (permutation.Length != rank)
            {
                throw new ArgumentException(
                    "permute(sparse_coo): number of dimensions in the tensor input does not match the length of the desired ordering of "
                    + $"dimensions i.e. input.dim() = {rank} is not equal to len(dims) = {permutation.Length}");
            }

            int[] order = [.. permutation.Select(dim => Shapes.Dim(dim, rank, "permute"))];
            if (order.Distinct().Count() != rank)
            {
                throw new ArgumentException("permute(): duplicate dims are not allowed.");
            }

            Tensor result = View([.. order.Select(i => _shape[i])], [.. order.Select(i => _strides[i])], Offset);
            long[] back = new long[rank];
            for (int i = 0; i < rank; i++)
            {
                back[order[i]] = i;
            }

            return Moved(
                result, "Transpose", g => g.permute(back), _ => [],
                () => NodeAttributes.Empty.With("perm", [.. order.Select(i => (long)i)]));
        }

        public Tensor permute(IEnumerable<long> permutation) => permute([.. permutation]);

        public Tensor transpose(long dim0, long dim1)
        {
            int rank = _shape.Length;
            int a = Shapes.Dim(dim0, rank, "transpose");
            int b = Shapes.Dim(dim1, rank, "transpose");
            long[] order = [.. Enumerable.Range(0, rank).Select(i => (long)(i == a ? b : i == b ? a : i))];
            return permute(order);
        }

        public Tensor swapaxes(long dim0, long dim1) => transpose(dim0, dim1);

        public Tensor t() => _shape.Length <= 2
            ? _shape.Length < 2 ? this : transpose(0, 1)
            : throw new InvalidOperationException($"t() expects a tensor with <= 2 dimensions, but self is {_shape.Length}D");

        public Tensor T => permute([.. Enumerable.Range(0, _shape.Length).Reverse().Select(i => (long)i)]);

        public Tensor mT => transpose(-2, -1);

        /// <summary>Drops dimensions of size 1: all of them, or one.</summary>
        public Tensor squeeze(long? dim = null)
        {
            int only = dim is { } given ? Shapes.Dim(given, _shape.Length, "squeeze") : -1;
            long[] dropped = [.. Enumerable.Range(0, _shape.Length)
                .Where(i => _shape[i] == 1 && (only < 0 || i == only)).Select(i => (long)i)];
            if (dropped.Length == 0)
            {
                return this;
            }

            int[] kept = [.. Enumerable.Range(0, _shape.Length).Where(i => !dropped.Contains(i))];
            Tensor result = View([.. kept.Select(i => _shape[i])], [.. kept.Select(i => _strides[i])], Offset);
            return Moved(result, "Squeeze", g => g.reshape(_shape), trace => [trace.Longs(dropped)]);
        }

        public Tensor unsqueeze(long dim)
        {
            int axis = Shapes.Dim(dim, _shape.Length + 1, "unsqueeze");
            long stride = axis < _shape.Length ? _shape[axis] * _strides[axis] : 1;
            Tensor result = View(
                [.. _shape[..axis], 1, .. _shape[axis..]], [.. _strides[..axis], stride, .. _strides[axis..]], Offset);
            return Moved(result, "Unsqueeze", g => g.reshape(_shape), trace => [trace.Longs(axis)]);
        }

        /// <summary>Repeats dimensions of size 1 without copying; −1 leaves a dimension as it is.</summary>
        public Tensor expand(long[] sizes, bool isImplicit = false)
        {
            if (sizes.Length < _shape.Length)
            {
                throw new ArgumentException(
                    $"expand: the number of sizes provided ({sizes.Length}) must be greater or equal to the number of dimensions in the "
                    + $"tensor ({_shape.Length})");
            }

            long[] target = [.. sizes];
            for (int i = 0; i < target.Length; i++)
            {
                int at = i - target.Length + _shape.Length;
                long own = at < 0 ? 1 : _shape[at];
                target[i] = target[i] == -1 ? own : target[i];
                if (own != 1 && target[i] != own)
                {
                    throw new ArgumentException(
                        $"The expanded size of the tensor ({target[i]}) must match the existing size ({own}) at non-singleton dimension "
                            + $"{i}. "
                        + $"Target sizes: {Shapes.Text(sizes)}. Tensor sizes: {Shapes.Text(_shape)}");
                }
            }

            Tensor result = Stretched(target);
            return Moved(result, "Expand", g => g, trace => [trace.Longs(target)]);
        }

        public Tensor expand(Size sizes, bool isImplicit = false) => expand(sizes.Shape, isImplicit);

        public Tensor expand(params long[] sizes) => expand(sizes, false);

        public Tensor expand_as(Tensor other) => expand(other._shape, false);

        public Tensor broadcast_to(params long[] shape) => expand(shape, false);

        /// <summary>Repeats the whole tensor along its dimensions.</summary>
        public Tensor repeat(params long[] repeats)
        {
            int rank = repeats.Length;
            if (rank < _shape.Length)
            {
                throw new ArgumentException(
                    "Number of dimensions of repeat dims can not be smaller than number of dimensions of tensor");
            }

            long[] own = [.. Enumerable.Repeat(1L, rank - _shape.Length), .. _shape];
            long[] paired = [.. own.SelectMany(size => new[] { 1, size })];
            long[] stretched = [.. own.SelectMany((size, i) => new[] { repeats[i], size })];
            return reshape(paired).expand(stretched, false).reshape([.. own.Select((size, i) => size * repeats[i])]);
        }

        /// <summary>A part along one dimension; a view.</summary>
        public Tensor narrow(long dim, long start, long length)
        {
            int axis = Shapes.Dim(dim, _shape.Length, "narrow");
            start = start < 0 ? start + _shape[axis] : start;
            if (start < 0 || length < 0 || start + length > _shape[axis])
            {
                throw new ArgumentException($"start ({start}) + length ({length}) exceeds dimension size ({_shape[axis]}).");
            }

            return slice(axis, start, start + length, 1);
        }

        /// <summary>Every step-th element of a range of one dimension; negative positions count from behind; a view.</summary>
        public Tensor slice(long dim, long start, long finish, long step)
        {
            int axis = Shapes.Dim(dim, _shape.Length, "slice");
            if (step <= 0)
            {
                throw new ArgumentException("slice step must be positive");
            }

            long size = _shape[axis];
            start = Math.Clamp(start < 0 ? start + size : start, 0, size);
            finish = Math.Clamp(finish < 0 ? finish + size : finish, start, size);
            long[] target = [.. _shape];
            target[axis] = (finish - start + step - 1) / step;
            long[] strides = [.. _strides];
            strides[axis] *= step;
            Tensor result = View(target, strides, Offset + (start * _strides[axis]));
            if (start == 0 && target[axis] == size)
            {
                return this;
            }

            return Moved(
                result, "Slice",
                g =>
                {
                    Tensor whole = zeros(_shape, g.dtype);
                    whole.slice(axis, start, finish, step).Overwrite(g);
                    return whole;
                },
                trace => [trace.Longs(start), trace.Longs(finish), trace.Longs(axis), trace.Longs(step)]);
        }

        /// <summary>One position of a dimension, which disappears; a view.</summary>
        public Tensor select(long dim, long index)
        {
            if (_shape.Length == 0)
            {
                throw new IndexOutOfRangeException("select() cannot be applied to a 0-dim tensor.");
            }

            int axis = Shapes.Dim(dim, _shape.Length, "select");
            long at = index < 0 ? index + _shape[axis] : index;
            if (at < 0 || at >= _shape[axis])
            {
                throw new IndexOutOfRangeException(
                    $"select(): index {index} out of range for tensor of size {Shapes.Text(_shape)} at dimension {axis}");
            }

            Tensor result = View(
                [.. _shape[..axis], .. _shape[(axis + 1)..]], [.. _strides[..axis], .. _strides[(axis + 1)..]],
                Offset + (at * _strides[axis]));
            return Moved(
                result, "Gather",
                g =>
                {
                    Tensor whole = zeros(_shape, g.dtype);
                    whole.select(axis, at).Overwrite(g);
                    return whole;
                },
                _ => [FromScalar(at, null)],
                () => NodeAttributes.Empty.With("axis", (long)axis));
        }

        /// <summary>Parts of one size along a dimension; the last may be smaller.</summary>
        public Tensor[] split(long size, int dim = 0)
        {
            int axis = Shapes.Dim(dim, _shape.Length, "split");
            if (size <= 0)
            {
                throw new ArgumentException($"split expects split_size be positive, but got split_size={size}");
            }

            var sizes = new List<long>();
            for (long start = 0; start < _shape[axis]; start += size)
            {
                sizes.Add(Math.Min(size, _shape[axis] - start));
            }

            return split([.. sizes], axis);
        }

        public Tensor[] split(long[] sizes, long dim = 0)
        {
            int axis = Shapes.Dim(dim, _shape.Length, "split");
            if (sizes.Sum() != _shape[axis])
            {
                throw new ArgumentException(
                    $"split_with_sizes expects split_sizes to sum exactly to {_shape[axis]} (input tensor's size at dimension {axis}), "
                    + $"but got split_sizes={Shapes.Text(sizes)}");
            }

            var parts = new Tensor[sizes.Length];
            long start = 0;
            using (Trace.Suspend())
            {
                for (int i = 0; i < parts.Length; start += sizes[i++])
                {
                    parts[i] = narrow(axis, start, sizes[i]);
                    parts[i] = ReferenceEquals(parts[i], this) ? view_as_self() : parts[i];
                }
            }

            if (Trace.Current is { } trace)
            {
                trace.Record("Split", [this, trace.Longs(sizes)], parts, NodeAttributes.Empty.With("axis", (long)axis));
            }

            return parts;
        }

        public Tensor[] split(params long[] sizes) => split(sizes, 0L);

        /// <summary>At most so many parts of equal size along a dimension; the last may be smaller.</summary>
        public Tensor[] chunk(long chunks, long dim = 0)
        {
            int axis = Shapes.Dim(dim, _shape.Length, "chunk");
            return chunks > 0
                ? split(Math.Max(1, (_shape[axis] + chunks - 1) / chunks), axis)
                : throw new ArgumentException($"chunk expects `chunks` to be greater than 0, got: {chunks}");
        }

        public Tensor[] unbind(long dim = 0)
        {
            int axis = Shapes.Dim(dim, _shape.Length, "unbind");
            return [.. Enumerable.Range(0, (int)_shape[axis]).Select(i => select(axis, i))];
        }

        /// <summary>The order of one or several dimensions turned round.</summary>
        public Tensor flip(params long[] dims)
        {
            Tensor result = this;
            foreach (int axis in Shapes.Dims(dims, _shape.Length, "flip"))
            {
                long[] places = [.. Enumerable.Range(0, (int)_shape[axis]).Select(i => _shape[axis] - 1 - i)];
                result = result.index_select(axis, Of(places, places.Length));
            }

            return result;
        }

        private Tensor view_as_self() => View(_shape, _strides, Offset).Track("Alias", g => [g], this);

        private Tensor Moved(
            Tensor result, string onnx, Func<Tensor, Tensor> backward, Func<TraceRecorder, Tensor[]> steering,
            Func<NodeAttributes>? attributes = null)
        {
            result.Track(onnx, g => [backward(g)], this);
            if (Trace.Current is { } trace && trace.IsTraced(this))
            {
                trace.Record(onnx, [this, .. steering(trace)], [result], attributes?.Invoke());
            }

            return result;
        }
    }
}
