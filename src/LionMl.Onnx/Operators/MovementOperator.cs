namespace LionMl.Onnx.Operators;

/// <summary>
/// An operator that only moves elements. It says where each element of an output comes from; computing and lowering both follow that
/// one map. Sources are numbered through all data inputs, one after the other; −1 is the number zero.
/// </summary>
internal abstract class MovementOperator(string opType, int minimumInputs, int maximumInputs, int maximumOutputs = 1)
    : Operator(opType, minimumInputs, maximumInputs, maximumOutputs)
{
    /// <summary>The number zero in a map.</summary>
    public const int Zero = -1;

    /// <summary>Whether an input gives elements (rather than steering the movement).</summary>
    public virtual bool IsData(int input) => input == 0;

    /// <summary>Whether a node only moves elements; some operators also do arithmetic, if their attributes say so.</summary>
    public virtual bool OnlyMoves(NodeAttributes attributes) => true;

    /// <summary>Where each element of an output comes from, or null where they are those of input 0 in the same order.</summary>
    public abstract int[]? Sources(MoveContext context, int output);

    /// <summary><see cref="Sources"/>, without any work for an output that has no elements, whatever its other dimensions are.</summary>
    public int[]? SourcesOf(MoveContext context, int output) =>
        context.OutputShape(output).ElementCount == 0 ? [] : Sources(context, output);

    public override void Run(RunContext context)
    {
        var inputs = new TensorShape?[context.InputCount];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = context.Optional(i)?.Shape;
        }

        var outputs = new TensorShape?[context.OutputCount];
        for (int i = 0; i < outputs.Length; i++)
        {
            outputs[i] = context.Wants(i) ? context.OutputShape(i) : null;
        }

        var move = new MoveContext(context.Node, inputs, outputs, context.Optional);
        for (int output = 0; output < outputs.Length; output++)
        {
            if (outputs[output] is null)
            {
                continue;
            }

            int[]? sources = SourcesOf(move, output);
            if (sources is null)
            {
                context.Pass(output, context.Input(0));
            }
            else if (context.Input(0).Type.IsFloating())
            {
                context.Set(output, Gather(context, sources, tensor => tensor.FloatArray));
            }
            else if (context.Input(0).Type.IsInteger())
            {
                context.Set(output, Gather(context, sources, tensor => tensor.IntegerArray));
            }
            else
            {
                context.Set(output, Gather(context, sources, tensor => tensor.BooleanArray));
            }
        }
    }

    /// <summary>
    /// A map in which every axis moves by itself: the source of (p₀, p₁, …) is the sum of the axes' tables at their positions, or zero
    /// where any of these is.
    /// </summary>
    /// <param name="tables">For each axis of the output, the contribution of each position to the flat source index, or <see
    /// cref="Zero"/>.</param>
    protected static int[] Separable(params ReadOnlySpan<int[]> tables)
    {
        int[] sources = [0];
        foreach (int[] table in tables)
        {
            int[] next = new int[checked(sources.Length * table.Length)];
            for (int i = 0; i < sources.Length; i++)
            {
                for (int j = 0; j < table.Length; j++)
                {
                    next[(i * table.Length) + j] = sources[i] < 0 || table[j] < 0 ? Zero : sources[i] + table[j];
                }
            }

            sources = next;
        }

        return sources;
    }

    /// <summary>The table of an axis: positions start, start + step, … times a stride.</summary>
    protected static int[] Steps(int count, long start, long step, long stride)
    {
        int[] table = new int[count];
        for (int i = 0; i < count; i++)
        {
            table[i] = (int)((start + (i * step)) * stride);
        }

        return table;
    }

    /// <summary>The tables that leave every axis as it is; for operators that change some of them.</summary>
    protected static int[][] Unmoved(TensorShape shape)
    {
        long[] strides = shape.Strides();
        int[][] tables = new int[shape.Rank][];
        for (int axis = 0; axis < tables.Length; axis++)
        {
            tables[axis] = Steps(shape[axis], 0, 1, strides[axis]);
        }

        return tables;
    }

    private T[] Gather<T>(RunContext context, int[] sources, Func<Tensor, T[]> elementsOf)
    {
        var arrays = new List<T[]>();
        for (int i = 0; i < context.InputCount; i++)
        {
            if (IsData(i) && context.Has(i))
            {
                arrays.Add(elementsOf(context.Input(i)));
            }
        }

        T[] all = arrays.Count == 1 ? arrays[0] : Join(arrays);
        T[] result = new T[sources.Length];
        context.Threads.For(sources.Length, 1 << 15, (start, end) =>
        {
            for (int i = start; i < end; i++)
            {
                int source = sources[i];
                result[i] = source < 0 ? default! : all[source];
            }
        });
        return result;
    }

    private static T[] Join<T>(List<T[]> arrays)
    {
        T[] all = new T[checked(arrays.Sum(array => array.Length))];
        int start = 0;
        foreach (T[] array in arrays)
        {
            array.CopyTo(all, start);
            start += array.Length;
        }

        return all;
    }
}
