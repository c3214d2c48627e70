namespace LionMl.Onnx.Operators;

/// <summary>An operator that reduces given axes (or all) to one element: real numbers in 64 bits, integers exactly.</summary>
internal abstract class ReduceOperator(string opType) : Operator(opType, 1, 2)
{
    /// <summary>Whether the axes are an input already in opset 17; for most operators they are an attribute until opset 18.</summary>
    protected virtual bool TakesAxesAsInput => false;

    /// <summary>Whether truth values can be reduced as well, as 0 and 1.</summary>
    protected virtual bool TakesBooleans => false;

    public override Node ToOpset17(Node node, int opset, OpsetContext context)
    {
        if (TakesAxesAsInput)
        {
            return OpsetForms.IntsToInput(node, "axes", 1, context);
        }

        if (node.HasInput(1) && context.Constant(node.Inputs[1]) is { Count: 0 })
        {
            // No axes mean all of them in an attribute; in an input they mean what a flag says.
            bool nothing = node.Attributes.GetInt("noop_with_empty_axes", 0) != 0;
            return nothing
                ? node with { OpType = "Identity", Inputs = [node.Inputs[0]], Attributes = NodeAttributes.Empty }
                : node with { Inputs = [node.Inputs[0]], Attributes = node.Attributes.Without("noop_with_empty_axes") };
        }

        if (!node.HasInput(1) && node.Attributes.GetInt("noop_with_empty_axes", 0) != 0)
        {
            return node with { OpType = "Identity", Inputs = [node.Inputs[0]], Attributes = NodeAttributes.Empty };
        }

        node = node with { Attributes = node.Attributes.Without("noop_with_empty_axes") };
        return OpsetForms.InputToInts(node, 1, "axes", context);
    }

    public override void Infer(InferContext context)
    {
        if (!TakesBooleans)
        {
            context.RequireNumbers(0);
        }

        TensorShape input = context.Shape(0);
        long[] axes = context.Has(1)
            ? context.RequireIntegers(1, "axes").ToArray()
            : context.Attributes.GetInts("axes", []) is { } given ? [.. given] : [];
        bool[] reduced = Reduced(context.Attributes, input, axes);
        bool keep = context.Attributes.GetInt("keepdims", 1) != 0;
        var kept = Enumerable.Range(0, input.Rank).Where(axis => keep || !reduced[axis]).Select(axis => reduced[axis] ? 1 : input[axis]);
        context.Set(0, new TensorShape([.. kept]), context.Type(0));
    }

    public override void Run(RunContext context)
    {
        TensorShape input = context.Shape(0);
        long[] axes = context.Has(1) ? context.Input(1).Integers.ToArray() : [.. context.Attributes.GetInts("axes", [])];
        bool[] reduced = Reduced(context.Attributes, input, axes);
        Tensor tensor = context.Input(0);
        int places = context.OutputCountOf(0);
        if (tensor.Type.IsFloating())
        {
            double[] values = Array.ConvertAll(tensor.FloatArray, value => (double)value);
            context.Set(0, Array.ConvertAll(Reduce<double>(values, input, reduced, places, Reduce), value => (float)value));
        }
        else if (tensor.Type.IsInteger())
        {
            bool unsigned = tensor.Type == ElementType.UInt64;
            context.Set(0, Reduce<long>(tensor.IntegerArray, input, reduced, places, elements => Reduce(elements, unsigned)));
        }
        else
        {
            long[] values = Array.ConvertAll(tensor.BooleanArray, value => value ? 1L : 0L);
            long[] result = Reduce<long>(values, input, reduced, places, elements => Reduce(elements, unsigned: false));
            context.Set(0, Array.ConvertAll(result, value => value > 0));
        }
    }

    /// <summary>Reduces the elements that fall on one place; there may be none.</summary>
    protected abstract double Reduce(ReadOnlySpan<double> elements);

    /// <summary>The same for integers; results are wrapped to the type's size afterwards.</summary>
    /// <param name="elements">The elements.</param>
    /// <param name="unsigned">Whether they are unsigned and 64 bits wide.</param>
    protected virtual long Reduce(ReadOnlySpan<long> elements, bool unsigned)
    {
        double[] reals = new double[elements.Length];
        for (int i = 0; i < reals.Length; i++)
        {
            reals[i] = unsigned ? (ulong)elements[i] : elements[i];
        }

        return (long)Reduce(reals);
    }

    private static bool[] Reduced(NodeAttributes attributes, TensorShape input, ReadOnlySpan<long> axes)
    {
        bool[] reduced = new bool[input.Rank];
        if (axes.IsEmpty)
        {
            Array.Fill(reduced, attributes.GetInt("noop_with_empty_axes", 0) == 0);
        }

        foreach (int axis in InferContext.Axes(axes, input.Rank))
        {
            reduced[axis] = true;
        }

        return reduced;
    }

    // Collects the elements of each place in their own order, then reduces place by place.
    private static T[] Reduce<T>(T[] values, TensorShape input, bool[] reduced, int places, Func<ReadOnlySpan<T>, T> reduce)
    {
        long[] strides = new long[input.Rank];
        long stride = 1;
        for (int axis = input.Rank - 1; axis >= 0; axis--)
        {
            strides[axis] = reduced[axis] ? 0 : stride;
            stride *= reduced[axis] ? 1 : input[axis];
        }

        T[] result = new T[places];
        if (places == 0)
        {
            return result;
        }

        int each = values.Length / places;
        T[] sorted = new T[values.Length];
        int[] filled = new int[places];
        int[] position = new int[input.Rank];
        long place = 0;
        foreach (T value in values)
        {
            sorted[((int)place * each) + filled[(int)place]++] = value;
            for (int axis = input.Rank - 1; axis >= 0; axis--)
            {
                place += strides[axis];
                if (++position[axis] < input[axis])
                {
                    break;
                }

                place -= strides[axis] * input[axis];
                position[axis] = 0;
            }
        }

        for (int i = 0; i < places; i++)
        {
            result[i] = reduce(sorted.AsSpan(i * each, each));
        }

        return result;
    }
}
