using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>A value given in the node itself.</summary>
internal sealed class Constant() : Operator("Constant", 0, 0)
{
    public override void Infer(InferContext context)
    {
        Tensor value = ValueOf(context.Attributes);
        context.Set(0, value.Shape, value.Type);
    }

    public override Tensor?[] ConstantResult(InferContext context) => [ValueOf(context.Attributes)];

    public override void Run(RunContext context) => context.Pass(0, ValueOf(context.Attributes));

    private static Tensor ValueOf(NodeAttributes attributes) => attributes switch
    {
        _ when attributes.GetTensor("value") is { } value => value,
        _ when attributes.Has("value_float") => Tensor.Scalar(attributes.GetFloat("value_float", 0)),
        _ when attributes.Has("value_int") => Tensor.Scalar(attributes.GetInt("value_int", 0)),
        _ when attributes.Has("value_floats") => Tensor.Vector([.. attributes.GetFloats("value_floats")]),
        _ when attributes.Has("value_ints") => Tensor.Vector([.. attributes.GetInts("value_ints")]),
        _ => throw new NodeProblemException("it has no value of a supported kind (a dense tensor of numbers)"),
    };
}
