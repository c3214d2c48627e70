using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Division of whole numbers, with the quotient and remainder that ONNX and C have.</summary>
internal static class WholeDivision
{
    /// <summary>The quotient towards zero, and the remainder with the sign of what is divided.</summary>
    public static (IntegerOperand Quotient, IntegerOperand Remainder) Truncated(IntegerBuilder builder, Node node)
    {
        string layer = node.Name;
        var shape = builder.Graph.ShapeOf(node.Outputs[0]);
        var (left, right) = Operands(builder, node, shape);
        var (leftSize, leftSign) = SizeAndSign(builder, layer, left);
        var (rightSize, rightSign) = SizeAndSign(builder, layer, right);
        var size = builder.WholeQuotient(layer, leftSize, rightSize, Largest(builder, node, right));
        var quotient = Signed(builder, layer, Signed(builder, layer, size, leftSign), rightSign);
        return (quotient, Remainder(builder, layer, left, right, quotient));
    }

    /// <summary>The remainder that is not negative for a positive divisor: left − right·⌊left / right⌋, with the divisor's sign.</summary>
    public static IntegerOperand FloorRemainder(IntegerBuilder builder, Node node)
    {
        string layer = node.Name;
        var shape = builder.Graph.ShapeOf(node.Outputs[0]);
        var (left, right) = Operands(builder, node, shape);
        var (size, sign) = SizeAndSign(builder, layer, right);

        // ⌊a / b⌋ with b negative is ⌊−a / −b⌋.
        var quotient = builder.WholeQuotient(layer, Signed(builder, layer, left, sign), size, Largest(builder, node, right));
        return Remainder(builder, layer, left, right, quotient);
    }

    /// <summary>Both sides at one scale, which divides out of the quotient and is the remainder's.</summary>
    private static (IntegerOperand Left, IntegerOperand Right) Operands(IntegerBuilder builder, Node node, TensorShape shape)
    {
        IntegerOperand[] sides = builder.Align(
            node.Name,
            [.. node.Inputs.Select(input => builder.WithoutFactor(
                builder.Stretch(node.Name, builder.Integer(builder.Get(input)), shape), node.Name))]);
        return (sides[0], sides[1]);
    }

    private static long Largest(IntegerBuilder builder, Node node, IntegerOperand divisor)
    {
        double largest = builder.Graph.TryGetConstant(node.Inputs[1], out var constant)
            ? constant!.ToFloats().Max(Math.Abs)
            : builder.Statistics.MaxAbs(node.Inputs[1]);
        return (long)Math.Ceiling(Math.ScaleB(largest, divisor.ScaleBits));
    }

    private static IntegerOperand Remainder(
        IntegerBuilder builder, string layer, IntegerOperand left, IntegerOperand right, IntegerOperand quotient) =>
        builder.Linear(
            layer, [(left, 1), (builder.ExactProduct(layer, quotient, right) with { ScaleBits = left.ScaleBits }, -1)], 0, left.Shape);

    private static IntegerOperand Signed(IntegerBuilder builder, string layer, IntegerOperand operand, IntegerOperand? sign) =>
        sign is null ? operand : builder.ExactProduct(layer, operand, sign);

    /// <summary>|x| and its sign as 1 or −1; no sign where there can be none.</summary>
    private static (IntegerOperand Size, IntegerOperand? Sign) SizeAndSign(IntegerBuilder builder, string layer, IntegerOperand operand)
    {
        if (builder.Nodes[operand.Node].Range.Low >= 0)
        {
            return (operand, null);
        }

        var sign = builder.Linear(layer, [(builder.IsNonNegative(layer, operand), 2)], -1, operand.Shape);
        return (builder.ExactProduct(layer, operand, sign), sign);
    }
}
