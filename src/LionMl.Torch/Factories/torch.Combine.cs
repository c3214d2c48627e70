using LionMl.Onnx;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Tensors joined along a dimension.</summary>
    /// <exception cref="ArgumentException">There are none, or their other dimensions differ.</exception>
    public static Tensor cat(IList<Tensor> tensors, long dim = 0)
    {
        if (tensors.Count == 0)
        {
            throw new ArgumentException("torch.cat(): expected a non-empty list of Tensors");
        }

        int rank = (int)tensors[0].dim();
        if (rank == 0)
        {
            throw new InvalidOperationException("zero-dimensional tensor (at position 0) cannot be concatenated");
        }

        int axis = Shapes.Dim(dim, rank, "cat");
        ScalarType type = tensors.Select(tensor => tensor.dtype).Aggregate(Dtypes.Promote);
        long[] shape = tensors[0].shape;
        for (int i = 1; i < tensors.Count; i++)
        {
            long[] other = tensors[i].shape;
            if (other.Length != rank)
            {
                throw new ArgumentException($"Tensors must have same number of dimensions: got {rank} and {other.Length}");
            }

            for (int d = 0; d < rank; d++)
            {
                if (d != axis && other[d] != shape[d])
                {
                    throw new ArgumentException(
                        $"Sizes of tensors must match except in dimension {axis}. Expected size {shape[d]} but got size {other[d]} for "
                            + "tensor "
                        + $"number {i} in the list.");
                }
            }

            shape[axis] += other[axis];
        }

        Tensor[] parts = [.. tensors.Select(tensor => tensor.to(type))];
        Tensor result = zeros(shape, type);
        long start = 0;
        long[] sizes = [.. parts.Select(part => part.shape[axis])];
        long[] strides = Shapes.Strides(shape);
        foreach (Tensor part in parts)
        {
            result.View(part.shape, strides, start * strides[axis]).Overwrite(part);
            start += part.shape[axis];
        }

        result.Memory.Version = 0;
        result.Track("Cat", g => g.split(sizes, axis), parts);
        Trace.Current?.Record("Concat", parts, [result], NodeAttributes.Empty.With("axis", (long)axis));
        return result;
    }

    public static Tensor cat(Tensor[] tensors, long dim = 0) => cat((IList<Tensor>)tensors, dim);

    public static Tensor concat(IList<Tensor> tensors, long dim = 0) => cat(tensors, dim);

    public static Tensor concat(Tensor[] tensors, long dim = 0) => cat((IList<Tensor>)tensors, dim);

    /// <summary>Tensors of one shape joined along a new dimension.</summary>
    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0)
    {
        Tensor[] all = [.. tensors];
        foreach (Tensor tensor in all)
        {
            if (!tensor.shape.AsSpan().SequenceEqual(all[0].shape))
            {
                throw new ArgumentException(
                    $"stack expects each tensor to be equal size, but got {Shapes.Text(all[0].shape)} at entry 0 and "
                    + $"{Shapes.Text(tensor.shape)} at entry {Array.IndexOf(all, tensor)}");
            }
        }

        return all.Length == 0
            ? throw new ArgumentException("stack expects a non-empty TensorList")
            : cat([.. all.Select(tensor => tensor.unsqueeze(dim))], Shapes.Dim(dim, (int)all[0].dim() + 1, "stack"));
    }

    public static Tensor hstack(IList<Tensor> tensors) => cat(tensors, tensors[0].dim() == 1 ? 0 : 1);

    public static Tensor vstack(IList<Tensor> tensors) => cat([.. tensors.Select(t => t.dim() == 1 ? t.unsqueeze(0) : t)]);

    /// <summary>x where the condition holds, y elsewhere.</summary>
    public static Tensor where(Tensor condition, Tensor x, Tensor y)
    {
        if (condition.dtype != ScalarType.Bool)
        {
            throw new InvalidOperationException("where expected condition to be a boolean tensor, but got a tensor with dtype "
                + $"{condition.dtype.Name()}");
        }

        ScalarType type = Dtypes.Promote(x, y);
        long[] shape = Shapes.Broadcast(condition.shape, Shapes.Broadcast(x.shape, y.shape, "where"), "where");
        (x, y) = (x.to(type), y.to(type));
        Tensor result = Elementwise.Where(condition, x, y, shape);
        if (Ops.NeedsGrad(x, y))
        {
            var saved = new Saved(condition);
            result.Track("Where", g =>
            {
                Tensor zero = zeros_like(g);
                return [where(saved.Value, g, zero), where(saved.Value, zero, g)];
            }, x, y);
        }

        Trace.Current?.Record("Where", [condition, x, y], [result]);
        return result;
    }

    public static Tensor where(Tensor condition, Tensor x, Scalar y) => where(condition, x, Tensor.Plain(y));

    public static Tensor where(Tensor condition, Scalar x, Tensor y) => where(condition, Tensor.Plain(x), y);

    public static Tensor[] where(Tensor condition) => condition.nonzero().unbind(1);

    /// <summary>
    /// A sum of products written with letters, for instance <c>"bij,bjk->bik"</c>: letters that the result lacks are summed over.
    /// </summary>
    public static Tensor einsum(string equation, params Tensor[] tensors)
    {
        string text = equation.Replace(" ", string.Empty, StringComparison.Ordinal);
        if (text.Contains('.', StringComparison.Ordinal))
        {
            throw new NotSupportedException("einsum: an ellipsis is outside of the subset; name every dimension");
        }

        string[] sides = text.Split("->");
        string[] terms = sides[0].Split(',');
        if (terms.Length != tensors.Length)
        {
            throw new ArgumentException($"einsum(): {terms.Length} terms in '{equation}', but {tensors.Length} operands were given");
        }

        string output = sides.Length > 1
            ? sides[1]
            : string.Concat(sides[0].Where(char.IsLetter).GroupBy(c => c).Where(g => g.Count() == 1).Select(g => g.Key).Order());
        (string term, Tensor value) = Distinct(terms[0], tensors[0], equation);
        for (int i = 1; i < tensors.Length; i++)
        {
            string later = output + string.Concat(terms.Skip(i + 1));
            (term, value) = Contract(term, value, Distinct(terms[i], tensors[i], equation), later);
        }

        string letters = term;
        long[] summed = [.. Enumerable.Range(0, letters.Length).Where(i => !output.Contains(letters[i])).Select(i => (long)i)];
        value = summed.Length > 0 ? value.sum(summed) : value;
        term = string.Concat(term.Where(c => output.Contains(c)));
        return output.Length != term.Length
            ? throw new ArgumentException($"einsum(): output subscript '{output}' does not fit the operands of '{equation}'")
            : output == term ? value : value.permute([.. output.Select(c => (long)term.IndexOf(c, StringComparison.Ordinal))]);
    }

    private static (string Term, Tensor Value) Distinct(string term, Tensor value, string equation) =>
        term.Length != value.dim()
            ? throw new ArgumentException(
                $"einsum(): the number of subscripts in '{term}' does not match the number of dimensions ({value.dim()}) in '{equation}'")
            : term.Distinct().Count() != term.Length
                ? throw new NotSupportedException("einsum: a letter twice in one term (a diagonal) is outside of the subset")
                : (term, value);

    // Letters shared and kept are a batch, shared and dropped are summed by a matrix product.
    private static (string Term, Tensor Value) Contract(string left, Tensor a, (string Term, Tensor Value) other, string later)
    {
        (string right, Tensor b) = other;
        string batch = string.Concat(left.Where(c => right.Contains(c) && later.Contains(c)));
        string inner = string.Concat(left.Where(c => right.Contains(c) && !later.Contains(c)));
        string rows = string.Concat(left.Where(c => !right.Contains(c)));
        string columns = string.Concat(right.Where(c => !left.Contains(c)));
        long[] sizes(string letters, string term, Tensor t) => [.. letters.Select(c => t.shape[term.IndexOf(c, StringComparison.Ordinal)])];
        foreach (char c in batch + inner)
        {
            (long x, long y) = (sizes(c.ToString(), left, a)[0], sizes(c.ToString(), right, b)[0]);
            if (x != y)
            {
                throw new ArgumentException($"einsum(): operands do not broadcast with remapped shapes: '{c}' is {x} and {y}");
            }
        }

        long[] batchSizes = sizes(batch, left, a);
        long count = Shapes.Count(batchSizes);
        long depth = Shapes.Count(sizes(inner, left, a));
        Tensor x3 = order(a, left, batch + rows + inner).reshape(count, Shapes.Count(sizes(rows, left, a)), depth);
        Tensor y3 = order(b, right, batch + inner + columns)
            .reshape(count, depth, Shapes.Count(sizes(columns, right, b)));
        Tensor product = x3.matmul(y3).reshape([.. batchSizes, .. sizes(rows, left, a), .. sizes(columns, right, b)]);
        return (batch + rows + columns, product);

        static Tensor order(Tensor t, string from, string to) =>
            from == to ? t : t.permute([.. to.Select(c => (long)from.IndexOf(c, StringComparison.Ordinal))]);
    }
}
