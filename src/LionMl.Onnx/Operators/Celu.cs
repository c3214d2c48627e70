namespace LionMl.Onnx.Operators;

/// <summary>max(0, x) + min(0, alpha · (e^(x/alpha) − 1)).</summary>
internal sealed class Celu() : FunctionOperator("Celu")
{
    protected override Func<double, double> Function(NodeAttributes attributes)
    {
        double alpha = attributes.GetFloat("alpha", 1);
        return x => Math.Max(0, x) + Math.Min(0, alpha * (Math.Exp(x / alpha) - 1));
    }
}
