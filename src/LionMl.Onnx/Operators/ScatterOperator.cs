using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>
/// An operator that puts updates (input 2) at places (input 1) of a copy of its data (input 0), or combines them with what is there.
/// Where two updates meet without being combined, the last one stays.
/// </summary>
internal abstract class ScatterOperator(string opType) : MovementOperator(opType, 3, 3)
{
    public override bool IsData(int input) => input is 0 or 2;

    public override bool OnlyMoves(NodeAttributes attributes) => Reduction(attributes) == "none";

    public override void Infer(InferContext context)
    {
        context.RequireSameType(0, 2);
        context.RequireRank(0, 1);
        if (!context.Type(1).IsInteger())
        {
            throw new NodeProblemException($"its indices are of type {context.Type(1)}; integers are needed");
        }

        if (Reduction(context.Attributes) != "none")
        {
            context.RequireNumbers(0);
        }

        CheckShapes(context);
        if (context.Constant(1) is { } indices)
        {
            Places(indices.Integers, context.Attributes, context.Shape(0), context.Shape(1), context.Shape(2));
        }

        context.Set(0, context.Shape(0), context.Type(0));
    }

    public override int[]? Sources(MoveContext context, int output)
    {
        int[] places = Places(context.Integers(1), context.Attributes, context.Shape(0), context.Shape(1), context.Shape(2));
        int[] sources = [.. Enumerable.Range(0, checked((int)context.Shape(0).ElementCount))];
        for (int i = 0; i < places.Length; i++)
        {
            sources[places[i]] = checked(sources.Length + i);
        }

        return sources;
    }

    public override void Run(RunContext context)
    {
        string reduction = Reduction(context.Attributes);
        if (reduction == "none")
        {
            base.Run(context);
            return;
        }

        int[] places =
            Places(context.Input(1).Integers, context.Attributes, context.Shape(0), context.Shape(1), context.Shape(2));
        if (context.Input(0).Type.IsFloating())
        {
            double[] result = Array.ConvertAll(context.Floats(0), value => (double)value);
            double[] updates = Array.ConvertAll(context.Floats(2), value => (double)value);
            Combine(result, updates, places, reduction switch
            {
                "add" => (old, update) => old + update,
                "mul" => (old, update) => old * update,
                "max" => Math.Max,
                _ => Math.Min,
            });
            context.Set(0, Array.ConvertAll(result, value => (float)value));
            return;
        }

        bool unsigned = context.Input(0).Type == ElementType.UInt64;
        long[] integers = [.. context.Input(0).IntegerArray];
        Combine(integers, context.Input(2).IntegerArray, places, reduction switch
        {
            "add" => (old, update) => unchecked(old + update),
            "mul" => (old, update) => unchecked(old * update),
            "max" => (old, update) => unsigned ? (long)Math.Max((ulong)old, (ulong)update) : Math.Max(old, update),
            _ => (old, update) => unsigned ? (long)Math.Min((ulong)old, (ulong)update) : Math.Min(old, update),
        });
        context.Set(0, integers);
    }

    /// <summary>Refuses shapes of data, indices and updates that do not fit together.</summary>
    protected abstract void CheckShapes(InferContext context);

    /// <summary>The place in the data that each element of the updates goes to.</summary>
    protected abstract int[] Places(
        ReadOnlySpan<long> values, NodeAttributes attributes, TensorShape data, TensorShape indices, TensorShape updates);

    private static void Combine<T>(T[] result, T[] updates, int[] places, Func<T, T, T> combine)
    {
        for (int i = 0; i < places.Length; i++)
        {
            result[places[i]] = combine(result[places[i]], updates[i]);
        }
    }

    private static string Reduction(NodeAttributes attributes) => attributes.GetString("reduction", "none") switch
    {
        var known and ("none" or "add" or "mul" or "max" or "min") => known,
        var other => throw new NodeProblemException($"its reduction '{other}' is not one of none, add, mul, max, min"),
    };
}
