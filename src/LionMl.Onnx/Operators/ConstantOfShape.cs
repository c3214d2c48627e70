using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>A tensor of given shape whose elements are all the same.</summary>
internal sealed class ConstantOfShape() : Operator("ConstantOfShape", 1, 1)
{
    public override void Infer(InferContext context)
    {
        if (context.Attributes.GetTensor("value") is { Count: not 1 })
        {
            throw new NodeProblemException("its value must be one element");
        }

        TensorShape shape = InferContext.ShapeOf(context.RequireIntegers(0, "shape"));
        context.Set(0, shape, context.Attributes.GetTensor("value")?.Type ?? ElementType.Float);
    }

    public override void Run(RunContext context)
    {
        int count = context.OutputCountOf(0);
        switch (context.Attributes.GetTensor("value"))
        {
            case { Type: ElementType.Bool } truth:
                context.Set(0, Filled(truth.Booleans[0], count));
                break;
            case { } integer when integer.Type.IsInteger():
                context.Set(0, Filled(integer.Integers[0], count));
                break;
            case { } real:
                context.Set(0, Filled(real.Floats[0], count));
                break;
            default:
                context.Set(0, new float[count]);
                break;
        }
    }

    private static T[] Filled<T>(T value, int count)
    {
        T[] result = new T[count];
        Array.Fill(result, value);
        return result;
    }
}
