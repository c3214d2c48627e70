using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>LeakyRelu: A·x + (2^j − A)·relu(x) with the slope as A / 2^j.</summary>
internal sealed class LeakyReluOperator : IOperator
{
    public string OpType => "LeakyRelu";

    public Operand Quantize(IntegerBuilder builder, Node node)
    {
        var input = builder.Integer(builder.Get(node.Inputs[0]));
        double slope = node.Attributes.GetFloat("alpha", 0.01f);
        int bits = builder.Plan.WeightBitsOf(node.Name) + (slope is > 0 and < 1 ? Math.Max(0, -Math.ILogB(slope)) : 0);
        long whole = 1L << bits, part = (long)Math.Floor((slope * whole) + 0.5);
        int shared = part == 0 ? bits : Math.Min(bits, System.Numerics.BitOperations.TrailingZeroCount(part));
        (whole, part, bits) = (whole >> shared, part >> shared, bits - shared);
        var positive = builder.PositivePart(node.Name, input);
        return builder.Linear(node.Name, [(input, part), (positive, whole - part)], 0, input.Shape) with { ScaleBits = input.ScaleBits + bits };
    }
}
