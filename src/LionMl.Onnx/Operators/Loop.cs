using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>A body run a number of times, or while a condition holds; both must be known beforehand.</summary>
internal sealed class Loop() : ControlOperator("Loop", 0, int.MaxValue)
{
    // The body is also given the number of the round and the condition, and gives the condition back.
    private const int BodyExtras = 2;

    public override void Unroll(Unrolling unrolling)
    {
        Node node = unrolling.Node;
        GraphDraft body = unrolling.Body("body");
        bool hasCondition = node.HasInput(1);
        if (!node.HasInput(0) && !hasCondition)
        {
            throw new NodeProblemException("it has neither a number of rounds nor a condition, so it never ends");
        }

        long limit = node.HasInput(0) ? unrolling.RequireInteger(node.Inputs[0], "number of rounds") : long.MaxValue;
        string condition = hasCondition ? node.Inputs[1] : unrolling.Add("condition", new Tensor(TensorShape.Scalar, [true]));
        string[] carried = [.. node.Inputs.Skip(BodyExtras)];
        int stackedCount = body.Outputs.Count - 1 - carried.Length;
        if (stackedCount < 0 || body.Inputs.Count != BodyExtras + carried.Length || carried.Contains(string.Empty)
            || node.Outputs.Length > body.Outputs.Count - 1)
        {
            throw new NodeProblemException(
                $"its body has {body.Inputs.Count} inputs and {body.Outputs.Count} outputs, which do not fit {carried.Length} carried "
                + $"values and {node.Outputs.Length} outputs");
        }

        var stacked = new List<string>[stackedCount];
        for (int i = 0; i < stackedCount; i++)
        {
            stacked[i] = [];
        }

        // A body may declare the round's number as a list of one.
        TensorShape shape = body.Inputs[0].Dimensions is { Length: 1 } ? TensorShape.Of(1) : TensorShape.Scalar;
        for (long round = 0; round < limit && (!hasCondition || unrolling.RequireTruth(condition, "condition")); round++)
        {
            string number = unrolling.Add("round", new Tensor(shape, [round]));
            if (unrolling.Inline(body, [number, condition, .. carried], $"{node.Name}/{round}") is not { } results)
            {
                unrolling.Break();
                return;
            }

            condition = hasCondition ? results[0] : condition;
            carried = results[1..(1 + carried.Length)];
            for (int i = 0; i < stackedCount; i++)
            {
                stacked[i].Add(results[1 + carried.Length + i]);
            }
        }

        for (int i = 0; i < node.Outputs.Length; i++)
        {
            if (i < carried.Length)
            {
                unrolling.Bind(i, carried[i]);
            }
            else
            {
                unrolling.BindStacked(i, stacked[i - carried.Length], 0, body.DeclaredOutputs[1 + i]);
            }
        }
    }
}
