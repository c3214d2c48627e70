using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>
/// A part of a tensor: along each given axis the positions start, start + step, … before end; negative ones count from behind.
/// </summary>
internal sealed class Slice() : MovementOperator("Slice", 3, 5)
{
    public override Node ToOpset17(Node node, int opset, OpsetContext context)
    {
        node = OpsetForms.IntsToInput(node, "starts", 1, context);
        node = OpsetForms.IntsToInput(node, "ends", 2, context);
        return OpsetForms.IntsToInput(node, "axes", 3, context);
    }

    public override int MinimumInputsAt(int opset) => opset < 10 ? 1 : MinimumInputs;

    public override void Infer(InferContext context)
    {
        TensorShape input = context.Shape(0);
        long[] dimensions = [.. input.Dimensions];
        foreach (Part part in Parts(
            input,
            context.RequireIntegers(1, "starts"),
            context.RequireIntegers(2, "ends"),
            context.Has(3) ? context.RequireIntegers(3, "axes") : default,
            context.Has(3),
            context.Has(4) ? context.RequireIntegers(4, "steps") : default,
            context.Has(4)))
        {
            dimensions[part.Axis] = part.Count;
        }

        context.Set(0, InferContext.ShapeOf(dimensions), context.Type(0));
    }

    public override int[]? Sources(MoveContext context, int output)
    {
        TensorShape input = context.Shape(0);
        long[] strides = input.Strides();
        int[][] tables = Unmoved(input);
        foreach (Part part in Parts(
            input, context.Integers(1), context.Integers(2), context.Integers(3), context.Has(3), context.Integers(4), context.Has(4)))
        {
            tables[part.Axis] = Steps(part.Count, part.Start, part.Step, strides[part.Axis]);
        }

        return Separable(tables);
    }

    private static List<Part> Parts(
        TensorShape input,
        ReadOnlySpan<long> starts,
        ReadOnlySpan<long> ends,
        ReadOnlySpan<long> axes,
        bool hasAxes,
        ReadOnlySpan<long> steps,
        bool hasSteps)
    {
        if (starts.Length != ends.Length || (hasAxes && axes.Length != starts.Length) || (hasSteps && steps.Length != starts.Length))
        {
            throw new NodeProblemException("its starts, ends, axes and steps must have the same length");
        }

        if (starts.Length > input.Rank)
        {
            throw new NodeProblemException($"it cuts along {starts.Length} axes, but its input has shape {input}");
        }

        var parts = new List<Part>();
        for (int i = 0; i < starts.Length; i++)
        {
            int axis = InferContext.Axis(hasAxes ? axes[i] : i, input.Rank);
            if (parts.Exists(part => part.Axis == axis))
            {
                throw new NodeProblemException($"axis {axis} is given twice");
            }

            parts.Add(PartOf(axis, input[axis], starts[i], ends[i], hasSteps ? steps[i] : 1));
        }

        return parts;
    }

    private static Part PartOf(int axis, long size, long start, long end, long step)
    {
        if (step is 0 or long.MinValue)
        {
            throw new NodeProblemException($"its step along axis {axis} is {step}");
        }

        start = start < 0 ? start + size : start;
        end = end < 0 ? end + size : end;
        if (step > 0)
        {
            start = Math.Clamp(start, 0, size);
            end = Math.Clamp(end, 0, size);
            return new Part(axis, start, step, end <= start ? 0 : (int)(((end - start - 1) / step) + 1));
        }

        start = Math.Clamp(start, -1, size - 1);
        end = Math.Clamp(end, -1, size - 1);
        return new Part(axis, start, step, start <= end ? 0 : (int)(((start - end - 1) / -step) + 1));
    }

    private readonly record struct Part(int Axis, long Start, long Step, int Count);
}
