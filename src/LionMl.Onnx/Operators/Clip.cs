using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>Every element moved into the range between two bounds, each optional.</summary>
internal sealed class Clip() : Operator("Clip", 1, 3)
{
    public override Node ToOpset17(Node node, int opset, OpsetContext context)
    {
        // Before opset 11 the bounds were attributes; the type they had to have was Float.
        NodeAttributes attributes = node.Attributes.Without("consumed_inputs");
        if (attributes.Has("min"))
        {
            node = OpsetForms.WithInput(node, 1, context.Add(node, "min", Tensor.Scalar(attributes.GetFloat("min", 0))));
        }

        if (attributes.Has("max"))
        {
            node = OpsetForms.WithInput(node, 2, context.Add(node, "max", Tensor.Scalar(attributes.GetFloat("max", 0))));
        }

        return node with { Attributes = attributes.Without("min").Without("max") };
    }

    public override bool AllowsInfinity(int input) => input > 0;

    public override void Infer(InferContext context)
    {
        context.RequireNumbers(0);
        for (int bound = 1; bound <= 2; bound++)
        {
            if (!context.Has(bound))
            {
                continue;
            }

            if (context.Shape(bound).ElementCount != 1 || context.Type(bound).IsFloating() != context.Type(0).IsFloating()
                || context.Type(bound) == ElementType.Bool)
            {
                throw new NodeProblemException($"its bound '{context.Node.Inputs[bound]}' must be one number of its input's type");
            }
        }

        context.Set(0, context.Shape(0), context.Type(0));
    }

    public override void Run(RunContext context)
    {
        // The lower bound is applied first, so that the upper one wins where they are crossed.
        if (context.Input(0).Type == ElementType.UInt64)
        {
            ulong low = (ulong)(context.Optional(1)?.Integers[0] ?? 0);
            ulong high = (ulong)(context.Optional(2)?.Integers[0] ?? -1);
            context.Set(0, Array.ConvertAll(context.Input(0).IntegerArray, value => (long)Math.Min(Math.Max((ulong)value, low), high)));
            return;
        }

        if (context.Input(0).Type.IsInteger())
        {
            long low = context.Optional(1)?.Integers[0] ?? long.MinValue;
            long high = context.Optional(2)?.Integers[0] ?? long.MaxValue;
            context.Set(0, Array.ConvertAll(context.Input(0).IntegerArray, value => Math.Min(Math.Max(value, low), high)));
            return;
        }

        float lower = context.Optional(1)?.Floats[0] ?? float.NegativeInfinity;
        float upper = context.Optional(2)?.Floats[0] ?? float.PositiveInfinity;
        context.Set(0, Array.ConvertAll(context.Floats(0), value => Math.Min(Math.Max(value, lower), upper)));
    }
}
