using LionMl.Onnx.Kernels;

namespace LionMl.Onnx.Operators;

/// <summary>An operator that maps every real number by one function, computed in 64 bits and rounded once.</summary>
internal abstract class FunctionOperator(string opType) : Operator(opType, 1, 1)
{
    private const int MinimumPiece = 1 << 11;

    public override Node ToOpset17(Node node, int opset, OpsetContext context) =>
        node with { Attributes = node.Attributes.Without("consumed_inputs") };

    public override void Infer(InferContext context)
    {
        context.RequireFloating(0);
        Function(context.Attributes);
        context.Set(0, context.Shape(0), context.Type(0));
    }

    public override void Run(RunContext context)
    {
        Func<double, double> function = Function(context.Attributes);
        float[] values = context.Floats(0);
        float[] result = new float[values.Length];
        context.Threads.For(values.Length, MinimumPiece, (start, end) =>
        {
            for (int i = start; i < end; i++)
            {
                result[i] = (float)function(values[i]);
            }
        });
        context.Set(0, result);
    }

    /// <summary>The function of a node.</summary>
    internal Func<double, double> FunctionOf(Node node) => Function(node.Attributes);

    /// <summary>The function with the node's attributes put in.</summary>
    protected abstract Func<double, double> Function(NodeAttributes attributes);
}
