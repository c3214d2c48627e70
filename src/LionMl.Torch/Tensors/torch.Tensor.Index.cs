using LionMl.Onnx;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Brackets, gathering and masks.</content>
    public partial class Tensor
    {
        /// <summary>A part of the tensor, or a write to one.</summary>
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        public Tensor this[params Tensor[] indices]
        {
            get => index([.. indices.Select(TensorIndex.Tensor)]);
            set => index_put_(value, [.. indices.Select(TensorIndex.Tensor)]);
        }

        public Tensor this[long i1]
        {
            get => select(0, i1);
            set => this[TensorIndex.Single(i1)] = value;
        }

        public Tensor this[long i1, long i2]
        {
            get => select(0, i1).select(0, i2);
            set => this[TensorIndex.Single(i1), TensorIndex.Single(i2)] = value;
        }

        public Tensor this[long i1, long i2, long i3]
        {
            get => select(0, i1).select(0, i2).select(0, i3);
            set => this[TensorIndex.Single(i1), TensorIndex.Single(i2), TensorIndex.Single(i3)] = value;
        }

        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => select(0, i1).select(0, i2).select(0, i3).select(0, i4);
            set => this[TensorIndex.Single(i1), TensorIndex.Single(i2), TensorIndex.Single(i3), TensorIndex.Single(i4)] = value;
        }

        public Tensor index(params TensorIndex[] indices)
        {
            TensorIndex[] all = Complete(indices);
            Tensor result = this;
            int axis = 0;
            int advanced = 0;
            foreach (TensorIndex index in all)
            {
                switch (index.Type)
                {
                    case TensorIndex.Kind.Single:
                        result = result.select(axis, index.Start!.Value);
                        break;
                    case TensorIndex.Kind.Null:
                        result = result.unsqueeze(axis++);
                        break;
                    case TensorIndex.Kind.Tensor when index.Index!.dtype == ScalarType.Bool:
                        Require(advanced++);
                        result = result.Masked(axis++, index.Index);
                        break;
                    case TensorIndex.Kind.Tensor:
                        Require(advanced++);
                        Tensor at = index.Index!;
                        long[] own = result.shape;
                        Tensor picked = result.index_select(axis, at.reshape(-1));
                        result = at.dim() == 1 ? picked : picked.reshape([.. own[..axis], .. at.shape, .. own[(axis + 1)..]]);
                        axis += (int)at.dim();
                        break;
                    case TensorIndex.Kind.Slice:
                        result = result.slice(axis, index.Start ?? 0, index.Stop ?? result._shape[axis], index.Step ?? 1);
                        axis++;
                        break;
                    default:
                        throw new NotSupportedException("indexing by a plain truth value is outside of the subset; use a condition in C#");
                }
            }

            return result;

            static void Require(int before)
            {
                if (before > 0)
                {
                    throw new NotSupportedException(
                        "indexing by several tensors at once is outside of the subset; use gather, or index one dimension after the other");
                }
            }
        }

        public Tensor index_put_(Tensor value, params TensorIndex[] indices)
        {
            CheckInPlace("index_put_", value);
            TensorIndex[] all = Complete(indices);
            if (all.Any(index => index.Type == TensorIndex.Kind.Tensor))
            {
                bool masks = all[1..].All(index => index.Type == TensorIndex.Kind.Slice && index.Start is null && index.Stop is null);
                if (all[0].Index is { dtype: ScalarType.Bool } mask && masks)
                {
                    long[] wide = [.. mask._shape, .. Enumerable.Repeat(1L, _shape.Length - mask._shape.Length)];
                    Overwrite(torch.where(mask.reshape(wide), value.to(dtype), Alias()));
                    return this;
                }

                throw new NotSupportedException("writing to positions given by a tensor is outside of the subset; use torch.where");
            }

            using (GradMode.Set(false))
            using (Trace.Suspend())
            {
                Tensor part = index(indices);
                Shapes.Broadcast(part._shape, value._shape, "index_put_");
                part.Overwrite(value);
            }

            return this;
        }

        /// <summary>Whole slices by positions along a dimension.</summary>
        public Tensor index_select(long dim, Tensor index)
        {
            Indexing.RequireIndex(index, "index_select");
            if (index.dim() > 1)
            {
                throw new ArgumentException("index_select(): Index is supposed to be a vector");
            }

            int axis = Shapes.Dim(dim, _shape.Length, "index_select");
            Tensor result = Indexing.Select(this, axis, index);
            if (Ops.NeedsGrad(this))
            {
                Tensor at = index.Copied();
                result.Track("IndexSelect", g =>
                {
                    long[] wide = [.. g._shape.Select((_, i) => i == axis ? at.numel() : 1)];
                    return [Indexing.ScatterAdd(zeros(_shape, g.dtype), axis, at.reshape(wide).Stretched(g._shape), g)];
                }, this);
            }

            Trace.Current?.Record(
                "Gather", [this, index.dim() == 0 ? index.reshape(1) : index], [result], NodeAttributes.Empty.With("axis", (long)axis));
            return result;
        }

        /// <summary>One element for each position: along <paramref name="dim"/> the position is the index, elsewhere its own.</summary>
        public Tensor gather(long dim, Tensor index)
        {
            Indexing.RequireIndex(index, "gather");
            int axis = Shapes.Dim(dim, _shape.Length, "gather");
            if (index.dim() != _shape.Length)
            {
                throw new ArgumentException("Index tensor must have the same number of dimensions as input tensor");
            }

            for (int i = 0; i < _shape.Length; i++)
            {
                if (i != axis && index._shape[i] > _shape[i])
                {
                    throw new ArgumentException(
                        $"Size does not match at dimension {i} expected index {Shapes.Text(index._shape)} to be no larger than self "
                        + $"{Shapes.Text(_shape)} apart from dimension {axis}");
                }
            }

            Tensor result = Indexing.Gather(this, axis, index);
            if (Ops.NeedsGrad(this))
            {
                Tensor at = index.Copied();
                result.Track("Gather", g => [Indexing.ScatterAdd(zeros(_shape, g.dtype), axis, at, g)], this);
            }

            Trace.Current?.Record("GatherElements", [this, index], [result], NodeAttributes.Empty.With("axis", (long)axis));
            return result;
        }

        public Tensor masked_select(Tensor mask)
        {
            long[] shape = Shapes.Broadcast(_shape, mask._shape, "masked_select");
            return expand(shape, false).Masked(0, mask.expand(shape, false));
        }

        /// <summary>The positions of all elements that are not zero, one row each.</summary>
        public Tensor nonzero()
        {
            Trace.Current?.RefuseShape(this, "nonzero", "torch.where(condition, x, y) keeps the shape");
            bool[] hits = Elementwise.Convert(this, ScalarType.Bool).Dense<bool>().ToArray();
            long[] places = [.. Enumerable.Range(0, hits.Length).Where(i => hits[i]).Select(i => (long)i)];
            long[] strides = Shapes.Strides(_shape);
            return Of([.. places.SelectMany(p => _shape.Select((size, d) => p / strides[d] % size))], places.Length, _shape.Length);
        }

        /// <summary>The elements on and below a diagonal; zero above.</summary>
        public Tensor tril(long diagonal = 0) => Triangle((row, column) => column - row <= diagonal, "tril");

        /// <summary>The elements on and above a diagonal; zero below.</summary>
        public Tensor triu(long diagonal = 0) => Triangle((row, column) => column - row >= diagonal, "triu");

        public Tensor cumsum(long dim, ScalarType? type = null)
        {
            // As a product with a triangle of ones, so that it exports to an operator that every reader has.
            int axis = Shapes.Dim(dim, _shape.Length, "cumsum");
            Tensor x = to(type ?? (dtype.IsFloating() ? dtype : ScalarType.Int64));
            long size = _shape[axis];
            return x.transpose(axis, -1).matmul(ones([size, size], x.dtype).triu()).transpose(axis, -1);
        }

        private Tensor Triangle(Func<long, long, bool> keep, string op)
        {
            if (_shape.Length < 2)
            {
                throw new InvalidOperationException($"{op}: input tensor must have at least 2 dimensions");
            }

            (long rows, long columns) = (_shape[^2], _shape[^1]);
            bool[] mask = new bool[rows * columns];
            for (long i = 0; i < mask.Length; i++)
            {
                mask[i] = keep(i / columns, i % columns);
            }

            return torch.where(Of(mask, rows, columns), this, FromScalar(0, dtype));
        }

        private Tensor Masked(int axis, Tensor mask)
        {
            Trace.Current?.RefuseShape(mask, "indexing by a mask", "torch.where(mask, x, y) keeps the shape");
            int covered = (int)mask.dim();
            if (axis + covered > _shape.Length || !mask._shape.AsSpan().SequenceEqual(_shape.AsSpan(axis, covered)))
            {
                throw new IndexOutOfRangeException(
                    $"The shape of the mask {Shapes.Text(mask._shape)} at index {axis} does not match the shape of the indexed tensor "
                        + $"{Shapes.Text(_shape)}");
            }

            bool[] hits = mask.Dense<bool>().ToArray();
            long[] places = [.. Enumerable.Range(0, hits.Length).Where(i => hits[i]).Select(i => (long)i)];
            Tensor joined = covered == 1 ? this : reshape([.. _shape[..axis], hits.Length, .. _shape[(axis + covered)..]]);
            return joined.index_select(axis, Of(places, places.Length));
        }

        private TensorIndex[] Complete(TensorIndex[] indices)
        {
            long used = indices.Sum(index => index.Type switch
            {
                TensorIndex.Kind.Single or TensorIndex.Kind.Slice => 1,
                TensorIndex.Kind.Tensor => index.Index!.dtype == ScalarType.Bool ? index.Index.dim() : 1,
                _ => 0,
            });
            if (used > _shape.Length)
            {
                throw new IndexOutOfRangeException($"too many indices for tensor of dimension {_shape.Length}");
            }

            int at = Array.FindIndex(indices, index => index.Type == TensorIndex.Kind.Ellipsis);
            IEnumerable<TensorIndex> whole = Enumerable.Repeat(TensorIndex.Colon, (int)(_shape.Length - used));
            return at < 0 ? [.. indices, .. whole] : [.. indices[..at], .. whole, .. indices[(at + 1)..]];
        }
    }
}
