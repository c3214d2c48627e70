namespace LionMl.Onnx.Operators;

/// <summary>max(0, min(1, alpha · x + beta)).</summary>
internal sealed class HardSigmoid() : FunctionOperator("HardSigmoid")
{
    protected override Func<double, double> Function(NodeAttributes attributes)
    {
        double alpha = attributes.GetFloat("alpha", 0.2f);
        double beta = attributes.GetFloat("beta", 0.5f);
        return x => Math.Clamp((alpha * x) + beta, 0, 1);
    }
}
