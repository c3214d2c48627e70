namespace LionMl.Onnx.Operators;

/// <summary>gamma · x where it is positive, gamma · alpha · (eˣ − 1) elsewhere.</summary>
internal sealed class Selu() : FunctionOperator("Selu")
{
    protected override Func<double, double> Function(NodeAttributes attributes)
    {
        double alpha = attributes.GetFloat("alpha", 1.67326319217681884765625f);
        double gamma = attributes.GetFloat("gamma", 1.05070102214813232421875f);
        return x => x > 0 ? gamma * x : gamma * alpha * (Math.Exp(x) - 1);
    }
}
