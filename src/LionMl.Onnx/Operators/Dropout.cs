using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>In inference the identity; it stays a Dropout only where its mask is used, which then is true everywhere.</summary>
internal sealed class Dropout() : Operator("Dropout", 1, 3, 2)
{
    public override Node ToOpset17(Node node, int opset, OpsetContext context)
    {
        bool training = opset < 7 && node.Attributes.GetInt("is_test", 0) == 0;
        if (node.HasInput(2) && (context.Constant(node.Inputs[2]) is not { Type: ElementType.Bool, Count: 1 } mode || mode.Booleans[0]))
        {
            training = true;
        }

        if (training)
        {
            throw new NodeProblemException("it is in training mode; export the model for inference (model.eval() in PyTorch)");
        }

        Node plain = node with { Inputs = [node.Inputs[0]], Attributes = NodeAttributes.Empty };
        return node.HasOutput(1) ? plain : plain with { OpType = "Identity", Outputs = [node.Outputs[0]] };
    }

    public override void Infer(InferContext context)
    {
        context.Set(0, context.Shape(0), context.Type(0));
        context.Set(1, context.Shape(0), ElementType.Bool);
    }

    public override void Run(RunContext context)
    {
        context.Pass(0, context.Input(0));
        bool[] mask = new bool[context.Input(0).Count];
        Array.Fill(mask, true);
        context.Set(1, mask);
    }
}
