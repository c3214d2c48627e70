using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>One of two bodies, by a condition that is known beforehand.</summary>
internal sealed class If() : ControlOperator("If", 1, 1)
{
    public override void Unroll(Unrolling unrolling)
    {
        bool condition = unrolling.RequireTruth(unrolling.Node.Inputs[0], "condition");
        GraphDraft body = unrolling.Body(condition ? "then_branch" : "else_branch");
        if (body.Outputs.Count < unrolling.Node.Outputs.Length)
        {
            throw new NodeProblemException(
                $"its branch has {body.Outputs.Count} outputs, but the node {unrolling.Node.Outputs.Length}");
        }

        if (unrolling.Inline(body, [], $"{unrolling.Node.Name}/{(condition ? "then" : "else")}") is not { } results)
        {
            unrolling.Break();
            return;
        }

        for (int i = 0; i < unrolling.Node.Outputs.Length; i++)
        {
            unrolling.Bind(i, results[i]);
        }
    }
}
