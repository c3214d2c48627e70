using LionMl.Onnx;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Sums, means, variances, extremes and orders.</content>
    public partial class Tensor
    {
        public Tensor sum(ScalarType? type = null) => Sum([], false, type, "sum");

        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => Sum(dim, keepdim, type, "sum");

        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => Sum([dim], keepdim, type, "sum");

        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) => Sum([dim0, dim1], keepdim, type, "sum");

        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) =>
            Sum([dim0, dim1, dim2], keepdim, type, "sum");

        public Tensor mean() => Mean([], false, null);

        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) => Mean(dimensions, keepdim, type);

        public Tensor mean(long dim, bool keepdim = false, ScalarType? type = null) => Mean([dim], keepdim, type);

        public Tensor var(bool unbiased = true) => var([], unbiased);

        public Tensor var(
            long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var([dim], unbiased, keepdim, type);

        /// <summary>The variance, divided by n − 1 where unbiased and by n otherwise.</summary>
        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
        {
            Tensor x = type is { } wanted ? to(wanted) : this;
            int[] dims = Shapes.Dims(dimensions, x._shape.Length, "var");
            double count = Shapes.Count([.. dims.Select(i => x._shape[i])]);
            Tensor centred = x - x.mean([.. dims.Select(i => (long)i)], keepdim: true);
            Tensor mean = (centred * centred).mean([.. dims.Select(i => (long)i)], keepdim);
            return unbiased ? mean * (count / (count - 1)) : mean;
        }

        public Tensor std(bool unbiased = true) => var(unbiased).sqrt();

        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var([dim], unbiased, keepdim, type).sqrt();

        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var(dimensions, unbiased, keepdim, type).sqrt();

        public Tensor max() => Extreme(true);

        public Tensor max(Tensor other) => maximum(other);

        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => Extreme(dim, keepdim, true);

        public Tensor min() => Extreme(false);

        public Tensor min(Tensor other) => minimum(other);

        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) => Extreme(dim, keepdim, false);

        public Tensor amax(long[] dims, bool keepdim = false) => ExtremeOver(dims, keepdim, true);

        public Tensor amin(long[] dims, bool keepdim = false) => ExtremeOver(dims, keepdim, false);

        public Tensor argmax() => reshape(-1).argmax(0);

        public Tensor argmax(long dim, bool keepdim = false) => Arg(dim, keepdim, true);

        public Tensor argmin() => reshape(-1).argmin(0);

        public Tensor argmin(long dim, bool keepdim = false) => Arg(dim, keepdim, false);

        public Tensor all() => logical_not().any().logical_not();

        public Tensor any() => to(ScalarType.Bool).sum().gt(0);

        public Tensor norm(float p = 2f) => p == 2f ? mul(this).sum().sqrt() : abs().pow(p).sum().pow(1 / p);

        /// <summary>The k largest (or smallest) elements along a dimension, in order, and where they are.</summary>
        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true)
        {
            int axis = Shapes.Dim(dim, _shape.Length, "topk");
            long size = _shape.Length == 0 ? 1 : _shape[axis];
            if (k < 0 || k > size)
            {
                throw new ArgumentException($"selected index k out of range: k = {k} along a dimension of size {size}");
            }

            Tensor indices = Indexing.Order(this, axis, largest).slice(axis, 0, k, 1).Copied();
            Tensor values;
            using (Trace.Suspend())
            {
                values = gather(axis, indices);
            }

            if (Trace.Current is { } trace)
            {
                trace.Record(
                    "TopK", [this, trace.Longs(k)], [values, indices],
                    NodeAttributes.Empty.With("axis", (long)axis).With("largest", largest ? 1L : 0L));
            }

            return (values, indices);
        }

        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false)
        {
            int axis = Shapes.Dim(dim, _shape.Length, "sort");
            return topk((int)(_shape.Length == 0 ? 1 : _shape[axis]), axis, descending);
        }

        public Tensor argsort(long dim = -1, bool descending = false) => sort(dim, descending).Indices;

        private static long[] Reduced(long[] shape, int[] dims, bool keepdim) => keepdim
            ? [.. shape.Select((size, i) => dims.Contains(i) ? 1 : size)]
            : [.. shape.Where((_, i) => !dims.Contains(i))];

        private Tensor Sum(long[] dim, bool keepdim, ScalarType? type, string op)
        {
            Tensor x = type is { } wanted ? to(wanted) : dtype.IsFloating() ? this : to(ScalarType.Int64);
            int[] dims = Shapes.Dims(dim, _shape.Length, op);
            Tensor result = Reductions.Sum(x, dims, Reduced(_shape, dims, keepdim));
            result.Track("Sum", g => [Spread(g, dims)], x);
            if (Trace.Current is { } trace && trace.IsTraced(x))
            {
                trace.Record(
                    "ReduceSum", [x, trace.Longs([.. dims.Select(i => (long)i)])], [result],
                    NodeAttributes.Empty.With("keepdims", keepdim ? 1L : 0L));
            }

            return result;
        }

        private Tensor Mean(long[] dim, bool keepdim, ScalarType? type)
        {
            Tensor x = type is { } wanted ? to(wanted) : this;
            if (!x.dtype.IsFloating())
            {
                throw new InvalidOperationException(
                    "mean(): could not infer output dtype. Input dtype must be either a floating point or complex dtype. Got: "
                        + $"{x.dtype.Name()}");
            }

            int[] dims = Shapes.Dims(dim, _shape.Length, "mean");
            double count = Shapes.Count([.. dims.Select(i => x._shape[i])]);
            Tensor sum = Reductions.Sum(x, dims, Reduced(_shape, dims, keepdim));
            Tensor result = Elementwise.Binary<DivOp>(sum, FromScalar(count, x.dtype), sum._shape);
            result.Track("Mean", g => [Spread(g / count, dims)], x);
            Trace.Current?.Record(
                "ReduceMean", [x], [result],
                NodeAttributes.Empty.With("axes", [.. dims.Select(i => (long)i)]).With("keepdims", keepdim ? 1L : 0L));
            return result;
        }

        // A gradient without the reduced dimensions, brought back over them.
        private Tensor Spread(Tensor g, int[] dims) => g.reshape(Reduced(_shape, dims, true)).expand(_shape, false);

        private Tensor ExtremeOver(long[] dim, bool keepdim, bool largest)
        {
            int[] dims = Shapes.Dims(dim, _shape.Length, largest ? "amax" : "amin");
            Tensor result = Reductions.Extreme(this, dims, Reduced(_shape, dims, keepdim), largest).Values;
            if (Ops.NeedsGrad(this))
            {
                (Saved sx, Saved sy) = (new Saved(this), new Saved(result));
                result.Track("Amax", g =>
                {
                    // Equal extremes share the gradient.
                    Tensor hit = sx.Value.eq(Spread(sy.Value, dims)).to(g.dtype);
                    return [Spread(g, dims) * hit / hit.sum([.. dims.Select(i => (long)i)], keepdim: true)];
                }, this);
            }

            Trace.Current?.Record(
                largest ? "ReduceMax" : "ReduceMin", [this], [result],
                NodeAttributes.Empty.With("axes", [.. dims.Select(i => (long)i)]).With("keepdims", keepdim ? 1L : 0L));
            return result;
        }

        private Tensor Extreme(bool largest) => ExtremeOver([], false, largest);

        private (Tensor Values, Tensor Indices) Extreme(long dim, bool keepdim, bool largest)
        {
            int axis = Shapes.Dim(dim, _shape.Length, largest ? "max" : "min");
            int[] axes = _shape.Length == 0 ? [] : [axis];
            (Tensor values, Tensor indices) = Reductions.Extreme(this, axes, Reduced(_shape, [axis], keepdim), largest);
            if (Ops.NeedsGrad(this))
            {
                Tensor at = (keepdim || _shape.Length == 0 ? indices : indices.unsqueeze(axis)).Alias();
                values.Track(largest ? "Max" : "Min", g => [Indexing.ScatterAdd(
                    zeros(_shape, g.dtype), axis, at, keepdim || _shape.Length == 0 ? g : g.unsqueeze(axis))], this);
            }

            if (Trace.Current is { } trace && trace.IsTraced(this))
            {
                NodeAttributes kept = NodeAttributes.Empty.With("keepdims", keepdim ? 1L : 0L);
                trace.Record(largest ? "ReduceMax" : "ReduceMin", [this], [values], kept.With("axes", [axis]));
                trace.Record(largest ? "ArgMax" : "ArgMin", [this], [indices], kept.With("axis", (long)axis));
            }

            return (values, indices);
        }

        private Tensor Arg(long dim, bool keepdim, bool largest)
        {
            int axis = Shapes.Dim(dim, _shape.Length, largest ? "argmax" : "argmin");
            Tensor indices = Reductions.Extreme(this, _shape.Length == 0 ? [] : [axis], Reduced(_shape, [axis], keepdim), largest).Indices;
            Trace.Current?.Record(
                largest ? "ArgMax" : "ArgMin", [this], [indices],
                NodeAttributes.Empty.With("axis", (long)axis).With("keepdims", keepdim ? 1L : 0L));
            return indices;
        }
    }
}
