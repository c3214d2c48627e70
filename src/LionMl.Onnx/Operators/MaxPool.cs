using LionMl.Onnx.Kernels;

namespace LionMl.Onnx.Operators;

/// <summary>The largest element under a moving window; on request also where it lies.</summary>
internal sealed class MaxPool() : Operator("MaxPool", 1, 1, 2)
{
    public override void Infer(InferContext context)
    {
        context.RequireNumbers(0);
        IsColumnMajor(context.Attributes);
        TensorShape input = context.Shape(0);
        TensorShape shape = WindowRules.OutputShape(WindowRules.ForPooling(context.Attributes, input), input[0], input[1]);
        context.Set(0, shape, context.Type(0));
        context.Set(1, shape, ElementType.Int64);
    }

    public override long Work(InferContext context) => checked(
        context.OutputElements * new TensorShape(WindowRules.ForPooling(context.Attributes, context.Shape(0)).KernelSizes).ElementCount);

    public override void Run(RunContext context)
    {
        TensorShape input = context.Shape(0);
        WindowGeometry window = WindowRules.ForPooling(context.Attributes, input);
        int planes = input[0] * input[1];
        int[] indices = context.Wants(1) ? new int[(int)WindowRules.OutputShape(window, input[0], input[1]).ElementCount] : [];
        bool integers = context.Input(0).Type.IsInteger();
        float[] values = integers ? context.Input(0).ToFloats() : context.Floats(0);
        float[] result = Pooling.Maximum(values, window, planes, indices, context.Threads);
        if (integers)
        {
            context.Set(0, Array.ConvertAll(result, value => (long)value));
        }
        else
        {
            context.Set(0, result);
        }

        if (context.Wants(1))
        {
            bool columnMajor = IsColumnMajor(context.Attributes);
            long planeSize = input.Product(2, input.Rank);
            int perPlane = indices.Length / Math.Max(1, planes);
            context.Set(
                1,
                [.. indices.Select((index, i) => (i / perPlane * planeSize) + (columnMajor ? ColumnMajor(index, input) : index))]);
        }
    }

    private static bool IsColumnMajor(NodeAttributes attributes) => attributes.GetInt("storage_order", 0) != 0;

    private static long ColumnMajor(int index, TensorShape input)
    {
        long result = 0;
        long stride = input.Product(2, input.Rank);
        for (int axis = input.Rank - 1; axis >= 2; axis--)
        {
            (index, int position) = Math.DivRem(index, input[axis]);
            stride /= input[axis];
            result += position * stride;
        }

        return result;
    }
}
