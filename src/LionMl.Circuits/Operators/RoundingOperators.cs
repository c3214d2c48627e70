using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Floor: the bits behind the point are dropped.</summary>
internal sealed class FloorOperator : IOperator
{
    public string OpType => "Floor";

    public Operand Quantize(IntegerBuilder builder, Node node) =>
        builder.Floor(node.Name, builder.Integer(builder.Get(node.Inputs[0])));
}

/// <summary>Ceil: −floor(−x).</summary>
internal sealed class CeilOperator : IOperator
{
    public string OpType => "Ceil";

    public Operand Quantize(IntegerBuilder builder, Node node)
    {
        var input = builder.Integer(builder.Get(node.Inputs[0]));
        var floor = builder.Floor(node.Name, builder.Negated(node.Name, input));
        return builder.Negated(node.Name, floor);
    }
}

/// <summary>Round: halves go to the even neighbour.</summary>
internal sealed class RoundOperator : IOperator
{
    public string OpType => "Round";

    public Operand Quantize(IntegerBuilder builder, Node node) =>
        builder.RoundToEven(node.Name, builder.Integer(builder.Get(node.Inputs[0])));
}
