using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>
/// A tensor with elements put around it (or, for negative counts, cut off): a constant, or its own edge, mirrored or repeated.
/// </summary>
internal sealed class Pad() : MovementOperator("Pad", 2, 4)
{
    // Input 2 is the constant: it gives elements as the tensor itself does.
    public override bool IsData(int input) => input is 0 or 2;

    public override int MinimumInputsAt(int opset) => opset < 11 ? 1 : MinimumInputs;

    public override Node ToOpset17(Node node, int opset, OpsetContext context)
    {
        if (opset < 11)
        {
            node = OpsetForms.IntsToInput(node, node.Attributes.Has("paddings") ? "paddings" : "pads", 1, context);
            float value = node.Attributes.GetFloat("value", 0);
            node = node with { Attributes = node.Attributes.Without("value") };
            return value == 0 ? node : OpsetForms.WithInput(node, 2, context.Add(node, "value", Tensor.Scalar(value)));
        }

        if (!node.HasInput(3))
        {
            return node;
        }

        // From opset 18 on the axes may be named; here the counts are given for all of them.
        int rank = context.Shape(node.Inputs[0]).Rank;
        if (context.Constant(node.Inputs[1]) is not { } pads || context.Constant(node.Inputs[3]) is not { } axes
            || !pads.Type.IsInteger() || !axes.Type.IsInteger())
        {
            throw new NodeProblemException("its pads and axes must be constant integers");
        }

        long[] all = new long[2 * rank];
        int count = axes.Count;
        if (pads.Count != 2 * count)
        {
            throw new NodeProblemException($"it has {pads.Count} pads for {count} axes; two for each axis are needed");
        }

        for (int i = 0; i < count; i++)
        {
            int axis = InferContext.Axis(axes.Integers[i], rank);
            all[axis] = pads.Integers[i];
            all[axis + rank] = pads.Integers[i + count];
        }

        node = OpsetForms.WithInput(node, 1, context.Add(node, "pads", Tensor.Vector(all)));
        return node with { Inputs = node.Inputs.RemoveAt(3) };
    }

    public override void Infer(InferContext context)
    {
        TensorShape input = context.Shape(0);
        ReadOnlySpan<long> pads = context.RequireIntegers(1, "pads");
        string mode = context.Attributes.GetString("mode", "constant");
        if (mode is not ("constant" or "edge" or "reflect" or "wrap"))
        {
            throw new NodeProblemException($"its mode '{mode}' is not one of constant, edge, reflect, wrap");
        }

        if (pads.Length != 2 * input.Rank)
        {
            throw new NodeProblemException($"it has {pads.Length} pads for an input of shape {input}; {2 * input.Rank} are needed");
        }

        if (context.Has(2) && (context.Shape(2).ElementCount != 1 || context.Type(2) != context.Type(0)))
        {
            throw new NodeProblemException("its constant must be one number of its input's type");
        }

        long[] dimensions = new long[input.Rank];
        for (int axis = 0; axis < dimensions.Length; axis++)
        {
            dimensions[axis] = checked(input[axis] + pads[axis] + pads[axis + input.Rank]);
            bool needsElements = mode != "constant" && dimensions[axis] > 0;
            if (needsElements && input[axis] == 0)
            {
                throw new NodeProblemException($"axis {axis} of shape {input} is empty, so there is nothing to pad it with");
            }
        }

        context.Set(0, InferContext.ShapeOf(dimensions), context.Type(0));
    }

    public override int[]? Sources(MoveContext context, int output)
    {
        TensorShape input = context.Shape(0);
        ReadOnlySpan<long> pads = context.Integers(1);
        string mode = context.Attributes.GetString("mode", "constant");
        long[] strides = input.Strides();
        int[][] tables = new int[input.Rank][];
        for (int axis = 0; axis < tables.Length; axis++)
        {
            tables[axis] = new int[context.OutputShape(0)[axis]];
            for (int i = 0; i < tables[axis].Length; i++)
            {
                long position = Position(i - pads[axis], input[axis], mode);
                tables[axis][i] = position < 0 ? Zero : (int)(position * strides[axis]);
            }
        }

        int[] sources = Separable(tables);
        if (context.Has(2))
        {
            int constant = checked((int)input.ElementCount);
            sources.AsSpan().Replace(Zero, constant);
        }

        return sources;
    }

    private static long Position(long position, long size, string mode)
    {
        if (position >= 0 && position < size)
        {
            return position;
        }

        switch (mode)
        {
            case "edge":
                return Math.Clamp(position, 0, size - 1);
            case "wrap":
                return ((position % size) + size) % size;
            case "reflect":
                long period = Math.Max(1, 2 * (size - 1));
                position = ((position % period) + period) % period;
                return position < size ? position : period - position;
            default:
                return Zero;
        }
    }
}
