using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>A tensor cut into parts along an axis, of given sizes or all equal.</summary>
internal sealed class Split() : MovementOperator("Split", 1, 2, int.MaxValue)
{
    public override Node ToOpset17(Node node, int opset, OpsetContext context)
    {
        node = OpsetForms.IntsToInput(node, "split", 1, context);
        if (!node.Attributes.Has("num_outputs"))
        {
            return node;
        }

        // From opset 18 on the parts may be uneven: all are as large as the first, the last is what remains.
        TensorShape input = context.Shape(node.Inputs[0]);
        int size = input[InferContext.Axis(node.Attributes.GetInt("axis", 0), input.Rank)];
        long parts = node.Attributes.GetInt("num_outputs", 1);
        if (parts != node.Outputs.Length)
        {
            throw new NodeProblemException($"its num_outputs is {parts}, but it has {node.Outputs.Length} outputs");
        }

        node = node with { Attributes = node.Attributes.Without("num_outputs") };
        if (node.HasInput(1) || size % parts == 0)
        {
            return node;
        }

        long part = (size + parts - 1) / parts;
        long[] sizes = [.. Enumerable.Range(0, (int)parts).Select(i => Math.Clamp(size - (i * part), 0, part))];
        return OpsetForms.WithInput(node, 1, context.Add(node, "split", Tensor.Vector(sizes)));
    }

    public override void Infer(InferContext context)
    {
        TensorShape input = context.Shape(0);
        context.RequireRank(0, 1);
        int axis = InferContext.Axis(context.Attributes.GetInt("axis", 0), input.Rank);
        long[] sizes;
        if (context.Has(1))
        {
            sizes = context.RequireIntegers(1, "part sizes").ToArray();
            if (sizes.Length != context.OutputCount || sizes.Any(size => size < 0 || size > input[axis]) || sizes.Sum() != input[axis])
            {
                throw new NodeProblemException(
                    $"part sizes [{string.Join(", ", sizes)}] do not cut axis {axis} of shape {input} into {context.OutputCount} outputs");
            }
        }
        else
        {
            if (context.OutputCount == 0 || input[axis] % context.OutputCount != 0)
            {
                throw new NodeProblemException($"axis {axis} of shape {input} cannot be cut into {context.OutputCount} equal parts");
            }

            sizes = new long[context.OutputCount];
            Array.Fill(sizes, input[axis] / context.OutputCount);
        }

        for (int i = 0; i < sizes.Length; i++)
        {
            context.Set(i, new TensorShape(input.Dimensions.SetItem(axis, (int)sizes[i])), context.Type(0));
        }
    }

    public override int[]? Sources(MoveContext context, int output)
    {
        TensorShape input = context.Shape(0);
        int axis = InferContext.Axis(context.Attributes.GetInt("axis", 0), input.Rank);
        long start = 0;
        for (int i = 0; i < output; i++)
        {
            start += context.Has(1) ? context.Integers(1)[i] : input[axis] / context.OutputCount;
        }

        int[][] tables = Unmoved(input);
        tables[axis] = Steps(context.OutputShape(output)[axis], start, 1, input.Strides()[axis]);
        return Separable(tables);
    }
}
