namespace LionMl.Onnx.Operators;

/// <summary>x where it is positive, alpha · (eˣ − 1) elsewhere.</summary>
internal sealed class Elu() : FunctionOperator("Elu")
{
    protected override Func<double, double> Function(NodeAttributes attributes)
    {
        double alpha = attributes.GetFloat("alpha", 1);
        return x => x < 0 ? alpha * (Math.Exp(x) - 1) : x;
    }
}
