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
        var left = builder.Stretch(layer, builder.Integer(builder.Get(node.Inputs[0])), shape);
        var right = builder.Stretch(layer, builder.Integer(builder.Get(node.Inputs[1])), shape);
        var (leftSize, leftSign) = SizeAndSign(builder, layer, left);
        var (rightSize, rightSign) = SizeAndSign(builder, layer, right);
        var size = builder.WholeQuotient(layer, leftSize, rightSize, Largest(builder, node));
        var quotient = Signed(builder, layer, Signed(builder, layer, size, leftSign), rightSign);
        return (quotient, Remainder(builder, layer, left, right, quotient));
    }

    /// <summary>The remainder that is not negative for a positive divisor: left − right·⌊left / right⌋, with the divisor's sign.</summary>
    public static IntegerOperand FloorRemainder(IntegerBuilder builder, Node node)
    {
        string layer = node.Name;
        var shape = builder.Graph.ShapeOf(node.Outputs[0]);
        var left = builder.Stretch(layer, builder.Integer(builder.Get(node.Inputs[0])), shape);
        var right = builder.Stretch(layer, builder.Integer(builder.Get(node.Inputs[1])), shape);
        var (size, sign) = SizeAndSign(builder, layer, right);

        // ⌊a / b⌋ with b negative is ⌊−a / −b⌋.
        var quotient = builder.WholeQuotient(layer, Signed(builder, layer, left, sign), size, Largest(builder, node));
        return Remainder(builder, layer, left, right, quotient);
    }

    private static long Largest(IntegerBuilder builder, Node node) => builder.Graph.TryGetConstant(node.Inputs[1], out var constant)
        ? (long)constant!.ToFloats().Max(Math.Abs)
        : (long)builder.Statistics.MaxAbs(node.Inputs[1]);

    private static IntegerOperand Remainder(
        IntegerBuilder builder, string layer, IntegerOperand left, IntegerOperand right, IntegerOperand quotient) =>
        builder.Linear(layer, [(left, 1), (builder.ExactProduct(layer, quotient, right), -1)], 0, left.Shape);

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
