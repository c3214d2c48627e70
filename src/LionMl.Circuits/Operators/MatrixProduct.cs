using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>
/// Products of matrices, and of batches of them: with a constant matrix a linear layer, otherwise one constraint a product.
/// </summary>
internal static class MatrixProduct
{
    /// <summary>left · right by NumPy's rules.</summary>
    public static Operand Quantize(IntegerBuilder builder, string layer, Operand left, Operand right, TensorShape shape)
    {
        if (right is ConstantOperand weights && Collapsed(weights.Value) is { } matrix)
        {
            return Dense(builder, layer, builder.Integer(left), matrix, shape);
        }

        if (left is ConstantOperand leftWeights && leftWeights.Shape.Rank == 2 && right.Shape.Rank == 2)
        {
            // (A·x)ᵀ = xᵀ·Aᵀ: transposing what is computed costs nothing.
            var turned = (IntegerOperand)Transpose(builder, layer, builder.Integer(right));
            var result = Dense(builder, layer, turned, Transpose(leftWeights.Value), TensorShape.Of(shape[1], shape[0]));
            return Transpose(builder, layer, builder.Integer(result));
        }

        return Products(builder, layer, builder.Integer(left), builder.Integer(right), shape);
    }

    /// <summary>A matrix with rows and columns exchanged.</summary>
    public static Operand Transpose(IntegerBuilder builder, string layer, Operand operand)
    {
        if (operand is ConstantOperand constant)
        {
            return new ConstantOperand(Transpose(constant.Value), constant.IsStructure);
        }

        var (rows, columns) = (operand.Shape[0], operand.Shape[1]);
        int[] map = new int[rows * columns];
        for (int i = 0; i < map.Length; i++)
        {
            map[i] = (i % rows * columns) + (i / rows);
        }

        return builder.Gather(layer, [builder.Integer(operand)], map, TensorShape.Of(columns, rows));
    }

    private static AffineOperand Dense(
        IntegerBuilder builder, string layer, IntegerOperand input, Tensor matrix, TensorShape shape)
    {
        var (inner, columns) = (matrix.Shape[0], matrix.Shape[1]);
        float[] values = matrix.ToFloats();
        double[] weights = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            weights[(i % columns * inner) + (i / columns)] = values[i];
        }

        return new AffineOperand(layer, shape, input, shape.Rank - 1, weights, new double[columns], (header, rounded, bias) =>
            new DenseNode(header, rounded, bias))
        {
            HoldsParameters = builder.HoldsParameters,
        };
    }

    private static Tensor Transpose(Tensor value)
    {
        var (rows, columns) = (value.Shape[0], value.Shape[1]);
        float[] from = value.ToFloats();
        float[] to = new float[from.Length];
        for (int i = 0; i < to.Length; i++)
        {
            to[i] = from[(i % rows * columns) + (i / rows)];
        }

        return new Tensor(TensorShape.Of(columns, rows), to);
    }

    /// <summary>A constant as one matrix, where its batch dimensions are all 1.</summary>
    private static Tensor? Collapsed(Tensor value)
    {
        int rank = value.Shape.Rank;
        return rank >= 2 && value.Shape.Product(0, rank - 2) == 1
            ? value.Reshape(TensorShape.Of(value.Shape[rank - 2], value.Shape[rank - 1]))
            : null;
    }

    /// <summary>left · right of integers, without any rounding.</summary>
    public static IntegerOperand Exact(
        IntegerBuilder builder, string layer, IntegerOperand left, IntegerOperand right, TensorShape shape)
    {
        int[] leftMap = Spread(left.Shape, right.Shape, shape, true, out int inner);
        int[] rightMap = Spread(left.Shape, right.Shape, shape, false, out _);
        int count = leftMap.Length / inner;
        var pairs = TensorShape.Of(count, inner);
        var product = builder.ExactProduct(
            layer, builder.Gather(layer, [left], leftMap, pairs), builder.Gather(layer, [right], rightMap, pairs));
        var all = new Reduction(count, inner, [.. Enumerable.Range(0, count * inner)]);
        return SumOverAxes.Sum(builder, layer, product, all, shape);
    }

    private static IntegerOperand Products(
        IntegerBuilder builder, string layer, IntegerOperand left, IntegerOperand right, TensorShape shape)
    {
        // Rescaled before they are laid out: there, every element occurs many times.
        left = builder.NarrowFactor(layer, left);
        right = builder.NarrowFactor(layer, right);
        int[] leftMap = Spread(left.Shape, right.Shape, shape, true, out int inner);
        int[] rightMap = Spread(left.Shape, right.Shape, shape, false, out _);
        int count = leftMap.Length / inner;
        var pairs = TensorShape.Of(count, inner);
        var product = builder.Product(
            layer, builder.Gather(layer, [left], leftMap, pairs), builder.Gather(layer, [right], rightMap, pairs));
        double[] ones = new double[inner];
        Array.Fill(ones, 1);
        var sum = new AffineOperand(layer, TensorShape.Of(count, 1), product with { Factor = 1 }, 1, ones, [0], (header, rounded, bias) =>
            new DenseNode(header, rounded, bias))
        {
            HoldsParameters = false,
        };
        int[] identity = [.. Enumerable.Range(0, count)];
        return builder.Gather(layer, [builder.Integer(sum)], identity, shape) with { Factor = product.Factor };
    }

    /// <summary>For each result and each inner index the element of one operand.</summary>
    private static int[] Spread(TensorShape left, TensorShape right, TensorShape shape, bool forLeft, out int inner)
    {
        // Vectors become a row on the left and a column on the right; the axes that they do not have are 1.
        var a = left.Rank == 1 ? TensorShape.Of(1, left[0]) : left;
        var b = right.Rank == 1 ? TensorShape.Of(right[0], 1) : right;
        inner = a[a.Rank - 1];
        int rows = a[a.Rank - 2], columns = b[b.Rank - 1];
        var batchLeft = new TensorShape(a.Dimensions[..^2]);
        var batchRight = new TensorShape(b.Dimensions[..^2]);
        _ = TensorShape.TryBroadcast(batchLeft, batchRight, out var batch);
        int[] batches = Broadcast.Map(forLeft ? batchLeft : batchRight, batch!);
        int[] map = new int[checked((int)(shape.ElementCount * inner))];
        for (int i = 0; i < map.Length; i++)
        {
            var (rest, k) = Math.DivRem(i, inner);
            (rest, int column) = Math.DivRem(rest, columns);
            var (group, row) = Math.DivRem(rest, rows);
            map[i] = forLeft
                ? (((batches[group] * rows) + row) * inner) + k
                : (((batches[group] * inner) + k) * columns) + column;
        }

        return map;
    }
}
