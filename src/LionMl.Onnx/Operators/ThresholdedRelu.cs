namespace LionMl.Onnx.Operators;

/// <summary>x where it is larger than alpha, 0 elsewhere.</summary>
internal sealed class ThresholdedRelu() : FunctionOperator("ThresholdedRelu")
{
    protected override Func<double, double> Function(NodeAttributes attributes)
    {
        double alpha = attributes.GetFloat("alpha", 1);
        return x => x > alpha ? x : 0;
    }
}
