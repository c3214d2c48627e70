using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Pow with a constant exponent: repeated squaring for small whole ones, a function of the base for others.</summary>
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

        return exponent!.ToFloats() is [var first, .. var rest] && rest.Any(value => value != first)
            && exponent.ToFloats().Any(value => !IsWhole(value))
            ? ("its exponents differ and are not all small whole numbers.", "Split the tensor by exponents.")
            : null;
    }

    public Operand Quantize(IntegerBuilder builder, Node node)
    {
        var shape = builder.Graph.ShapeOf(node.Outputs[0]);
        builder.Graph.TryGetConstant(node.Inputs[1], out var constant);
        float[] exponents = constant!.ToFloats();
        if (!IsWhole(exponents[0]))
        {
            return Root(builder, node, exponents[0]) ?? builder.Function(node, Function(exponents[0]));
        }

        bool exact = !builder.Graph.TensorOf(node.Outputs[0]).ElementType.IsFloating();
        var power = builder.Stretch(node.Name, builder.Integer(builder.Get(node.Inputs[0])), shape);
        if (exponents.Length == 1 || exponents.All(exponent => exponent == exponents[0]))
        {
            return Power(builder, node.Name, power, (int)exponents[0], exact);
        }

        int[] own = [.. Broadcast.Map(constant.Shape, shape).Select(i => (int)exponents[i])];
        int count = own.Length;
        int[] kinds = [.. own.Distinct().Order()];
        IntegerOperand[] powers = builder.Align(node.Name, [.. kinds.Select(kind => Power(builder, node.Name, power, kind, exact))]);
        int[] sources = [.. own.Select((kind, i) => (Array.IndexOf(kinds, kind) * count) + i)];
        return builder.Gather(node.Name, powers, sources, shape);
    }

    private static IntegerOperand Power(IntegerBuilder builder, string layer, IntegerOperand power, int exponent, bool exact)
    {
        IntegerOperand Times(IntegerOperand left, IntegerOperand right) =>
            exact ? builder.ExactProduct(layer, left, right) : builder.Product(layer, left, right);

        if (exponent == 0)
        {
            return builder.Same(layer, 1, power.Shape);
        }

        IntegerOperand? result = null;
        for (int rest = exponent; ; rest >>= 1)
        {
            if ((rest & 1) != 0)
            {
                result = result is null ? power : Times(result, power);
            }

            if (rest <= 1)
            {
                return result!;
            }

            power = Times(power, power);
        }
    }

    /// <summary>The exponents ½ and −½ have gadgets of their own.</summary>
    private static Operand? Root(IntegerBuilder builder, Node node, float exponent)
    {
        var (low, high) = builder.Statistics.Extremes(node.Inputs[0]);
        var operand = builder.Get(node.Inputs[0]);
        bool positive = exponent < 0 ? low > 0 : low >= 0;
        bool sameShape = operand.Shape.Equals(builder.Graph.ShapeOf(node.Outputs[0]));
        return !positive || !sameShape ? null : exponent switch
        {
            0.5f => new RootOperand(operand, node, low, high),
            -0.5f => builder.ReciprocalRoot(node.Name, builder.Integer(operand), low, high),
            _ => null,
        };
    }

    private static FunctionShape Function(float exponent)
    {
        var function = new FunctionShape(x => Math.Pow(x, exponent));
        bool whole = exponent % 1 == 0;
        return whole ? function : function with { DomainLow = 0, IsOpen = exponent < 0 };
    }

    private static bool IsWhole(float exponent) => exponent % 1 == 0 && exponent is >= 0 and <= MaxExponent;
}
