using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Pow with a constant small whole exponent: repeated squaring.</summary>
internal sealed class PowOperator : IOperator
{
    private const int MaxExponent = 16;

    public string OpType => "Pow";

    public (string Reason, string Hint)? Refuse(Graph graph, Node node)
    {
        if (!graph.TryGetConstant(node.Inputs[1], out var exponent))
        {
            return ("its exponent is computed.", "Only constant exponents can be proved.");
        }

        float[] values = exponent!.ToFloats();
        bool single = values.Length > 0 && values.All(value => value == values[0]);
        bool whole = single && values[0] % 1 == 0 && values[0] is >= 1 and <= MaxExponent;
        return whole ? null : ("its exponent is not one whole number from 1 to 16.", "Use products of tensors instead.");
    }

    public Operand Quantize(IntegerBuilder builder, Node node)
    {
        var shape = builder.Graph.ShapeOf(node.Outputs[0]);
        builder.Graph.TryGetConstant(node.Inputs[1], out var exponent);
        var power = builder.Stretch(node.Name, builder.Integer(builder.Get(node.Inputs[0])), shape);
        IntegerOperand? result = null;
        for (int rest = (int)exponent!.ToFloats()[0]; ; rest >>= 1)
        {
            if ((rest & 1) != 0)
            {
                result = result is null ? power : builder.Product(node.Name, result, power);
            }

            if (rest <= 1)
            {
                return result!;
            }

            power = builder.Product(node.Name, power, power);
        }
    }
}
