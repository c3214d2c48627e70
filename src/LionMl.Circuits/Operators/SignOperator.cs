using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Sign: 2·[x ≥ 0] − 1 − [x = 0].</summary>
internal sealed class SignOperator : IOperator
{
    public string OpType => "Sign";

    public Operand Quantize(IntegerBuilder builder, Node node)
    {
        var input = builder.Integer(builder.Get(node.Inputs[0]));

        // 2·[x ≥ 0] − 1 is wrong at zero only, by one.
        var positive = builder.IsNonNegative(node.Name, input);
        return builder.Linear(node.Name, [(positive, 2), (builder.IsZero(node.Name, input), -1)], -1, input.Shape);
    }
}
