namespace LionMl.Onnx.Operators;

/// <summary>x where it is positive, alpha · x elsewhere.</summary>
internal sealed class LeakyRelu() : FunctionOperator("LeakyRelu")
{
    protected override Func<double, double> Function(NodeAttributes attributes)
    {
        double alpha = attributes.GetFloat("alpha", 0.01f);
        return x => x < 0 ? alpha * x : x;
    }
}
