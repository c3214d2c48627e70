using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>The k largest or smallest elements along an axis, in order, and their positions; of equal ones the first comes first.</summary>
internal sealed class TopK() : Operator("TopK", 2, 2, 2)
{
    public override Node ToOpset17(Node node, int opset, OpsetContext context) => opset >= 10 || !node.Attributes.Has("k")
        ? node
        : OpsetForms.WithInput(node, 1, context.Add(node, "k", Tensor.Vector(node.Attributes.GetInt("k", 0)))) with
        {
            Attributes = node.Attributes.Without("k"),
        };

    public override int MinimumInputsAt(int opset) => opset < 10 ? 1 : MinimumInputs;

    public override void Infer(InferContext context)
    {
        context.RequireNumbers(0);
        context.RequireRank(0, 1);
        TensorShape input = context.Shape(0);
        int axis = InferContext.Axis(context.Attributes.GetInt("axis", -1), input.Rank);
        ReadOnlySpan<long> k = context.RequireIntegers(1, "number of elements");
        if (k.Length != 1 || k[0] < 0 || k[0] > input[axis])
        {
            throw new NodeProblemException($"its number of elements must be one number from 0 to {input[axis]}");
        }

        var shape = new TensorShape(input.Dimensions.SetItem(axis, (int)k[0]));
        context.Set(0, shape, context.Type(0));
        context.Set(1, shape, ElementType.Int64);
    }

    public override void Run(RunContext context)
    {
        TensorShape input = context.Shape(0);
        int axis = InferContext.Axis(context.Attributes.GetInt("axis", -1), input.Rank);
        bool largest = context.Attributes.GetInt("largest", 1) != 0;
        int count = (int)context.Input(1).Integers[0];
        int inner = (int)input.Product(axis + 1, input.Rank);
        int outer = (int)input.Product(0, axis);
        int[] sources = new int[outer * count * inner];
        long[] positions = new long[sources.Length];
        if (context.Input(0).Type.IsFloating())
        {
            Choose(context.Floats(0));
            context.Set(0, Array.ConvertAll(sources, source => context.Floats(0)[source]));
        }
        else
        {
            long[] values = context.Input(0).IntegerArray;
            Choose(values);
            context.Set(0, Array.ConvertAll(sources, source => values[source]));
        }

        context.Set(1, positions);

        void Choose<T>(T[] values)
        {
            for (int row = 0; row < outer * inner; row++)
            {
                int start = (row / inner * input[axis] * inner) + (row % inner);
                int target = (row / inner * count * inner) + (row % inner);
                IEnumerable<int> all = Enumerable.Range(0, input[axis]);
                IEnumerable<int> ordered = largest
                    ? all.OrderByDescending(i => values[start + (i * inner)])
                    : all.OrderBy(i => values[start + (i * inner)]);
                foreach (int i in ordered.Take(count))
                {
                    (sources[target], positions[target]) = (start + (i * inner), i);
                    target += inner;
                }
            }
        }
    }
}
