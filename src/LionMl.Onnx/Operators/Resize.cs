using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>A tensor with other sizes: each element is the nearest one, or weighed from those around it, along each axis.</summary>
internal sealed class Resize() : MovementOperator("Resize", 1, 4)
{
    public override int MinimumInputsAt(int opset) => opset < 11 ? 2 : MinimumInputs;

    public override Node ToOpset17(Node node, int opset, OpsetContext context)
    {
        if (opset < 11)
        {
            return FromScales(node, node.Inputs[1], context);
        }

        NodeAttributes attributes = node.Attributes;
        if (attributes.GetInt("antialias", 0) == 0)
        {
            attributes = attributes.Without("antialias");
        }

        if (attributes.GetString("keep_aspect_ratio_policy", "stretch") == "stretch")
        {
            node = ForAllAxes(node with { Attributes = attributes }, context);
            attributes = node.Attributes.Without("keep_aspect_ratio_policy");
        }

        return node with { Attributes = attributes };
    }

    /// <summary>A node of the time when only factors were given and positions always counted from the first element.</summary>
    public static Node FromScales(Node node, string scales, OpsetContext context)
    {
        string rounding = "floor";
        if (context.Constant(scales) is { } value && value.Type.IsFloating())
        {
            // What was then defined for each axis by itself is now one attribute.
            bool shrinks = value.FloatArray.Any(scale => scale < 1);
            if (shrinks && value.FloatArray.Any(scale => scale > 1) && node.Attributes.GetString("mode", "nearest") == "nearest")
            {
                throw new NodeProblemException(
                    "it makes one axis larger and another smaller, which opset 10 rounds differently: export the model with opset 17");
            }

            rounding = shrinks ? "ceil" : "floor";
        }

        return node with
        {
            OpType = "Resize",
            Inputs = [node.Inputs[0], string.Empty, scales],
            Attributes = NodeAttributes.Empty
                .With("mode", node.Attributes.GetString("mode", "nearest"))
                .With("coordinate_transformation_mode", "asymmetric")
                .With("nearest_mode", rounding),
        };
    }

    public override bool OnlyMoves(NodeAttributes attributes)
    {
        ResizeRules.Modes modes = ResizeRules.Modes.Of(attributes);
        return modes.Interpolation == "nearest" && (modes.Coordinates != "tf_crop_and_resize" || modes.OutsideValue == 0);
    }

    public override void Infer(InferContext context)
    {
        if (ResizeRules.Modes.Of(context.Attributes).Interpolation != "nearest")
        {
            context.RequireFloating(0);
        }

        string[] roles = ["input", "region", "scales", "sizes"];
        TensorShape shape = ResizeRules.OutputShape(
            context.Attributes, context.Shape(0), input => context.Has(input) ? context.RequireConstant(input, roles[input]) : null);
        context.Set(0, shape, context.Type(0));
    }

    public override int[]? Sources(MoveContext context, int output)
    {
        TensorShape input = context.Shape(0);
        long[] strides = input.Strides();
        ResizeGeometry geometry = ResizeRules.Geometry(context.Attributes, input, context.Value);
        var tables = geometry.Axes.Select((axis, i) => axis.Indices.Select(
            index => index == ResizeAxis.Outside ? Zero : (int)(index * strides[i])).ToArray());
        return Separable([.. tables]);
    }

    public override void Run(RunContext context)
    {
        if (OnlyMoves(context.Attributes))
        {
            base.Run(context);
            return;
        }

        ResizeGeometry geometry = ResizeRules.Geometry(context.Attributes, context.Shape(0), context.Optional);
        double[] values = [.. context.Input(0).ToFloats()];
        int[] sizes = [.. context.Shape(0).Dimensions];

        // What becomes smaller comes first, so that nothing on the way is larger than input or result.
        var order = Enumerable.Range(0, sizes.Length).OrderBy(axis => (double)geometry.Axes[axis].OutputSize / Math.Max(1, sizes[axis]));
        foreach (int axis in order.ToArray())
        {
            if (!geometry.Axes[axis].IsIdentity)
            {
                int inner = (int)new TensorShape([.. sizes]).Product(axis + 1, sizes.Length);
                values = Along(values, geometry.Axes[axis], inner, geometry.OutsideValue);
                sizes[axis] = geometry.Axes[axis].OutputSize;
            }
        }

        if (context.Input(0).Type.IsFloating())
        {
            context.Set(0, Array.ConvertAll(values, value => (float)value));
        }
        else
        {
            context.Set(0, Array.ConvertAll(values, value => (long)value));
        }
    }

    // An element outside along one axis is outside altogether, whichever axis comes first: weights sum up to 1.
    private static double[] Along(double[] values, ResizeAxis axis, int inner, double outside)
    {
        int outer = axis.InputSize == 0 ? 0 : values.Length / axis.InputSize / Math.Max(1, inner);
        double[] result = new double[checked(outer * axis.OutputSize * inner)];
        for (int i = 0; i < result.Length; i++)
        {
            int position = i / inner % axis.OutputSize;
            int start = (i / inner / axis.OutputSize * axis.InputSize * inner) + (i % inner);
            double sum = 0;
            for (int tap = position * axis.Taps; tap < (position + 1) * axis.Taps; tap++)
            {
                int index = axis.Indices[tap];
                sum = index == ResizeAxis.Outside ? outside : sum + (axis.Weights[tap] * values[start + (index * inner)]);
            }

            result[i] = sum;
        }

        return result;
    }

    private static Node ForAllAxes(Node node, OpsetContext context)
    {
        if (!node.Attributes.Has("axes"))
        {
            return node;
        }

        TensorShape input = context.Shape(node.Inputs[0]);
        int[] axes = ResizeRules.GivenAxes(node.Attributes, input.Rank);
        string[] roles = ["input", "region", "scales", "sizes"];
        for (int i = 1; i < node.Inputs.Length; i++)
        {
            if (!node.HasInput(i))
            {
                continue;
            }

            Tensor value = context.Constant(node.Inputs[i])
                ?? throw new NodeProblemException($"its {roles[i]} depend on the model's input; they must be constants");
            int perAxis = i == 1 ? 2 : 1;
            if (value.Count == 0)
            {
                continue;
            }

            if (value.Count != perAxis * axes.Length || value.Type.IsInteger() != (i == 3))
            {
                throw new NodeProblemException($"its {roles[i]} are {value} for {axes.Length} axes");
            }

            node = OpsetForms.WithInput(node, i, context.Add(node, roles[i], ForAllAxes(value, axes, input, i)));
        }

        return node with { Attributes = node.Attributes.Without("axes") };
    }

    private static Tensor ForAllAxes(Tensor value, int[] axes, TensorShape input, int role)
    {
        if (role == 3)
        {
            long[] sizes = [.. input.Dimensions.Select(size => (long)size)];
            for (int i = 0; i < axes.Length; i++)
            {
                sizes[axes[i]] = value.Integers[i];
            }

            return Tensor.Vector(sizes);
        }

        // Starts of the region at 0, ends at 1; factors of 1.
        int perAxis = role == 1 ? 2 : 1;
        float[] all = new float[perAxis * input.Rank];
        all.AsSpan((perAxis - 1) * input.Rank).Fill(1);
        for (int i = 0; i < value.Count; i++)
        {
            all[(i / axes.Length * input.Rank) + axes[i % axes.Length]] = value.Floats[i];
        }

        return new Tensor(TensorShape.Of(all.Length), all, value.Type);
    }
}
