namespace LionMl.Onnx.Operators;

/// <summary>x moved towards zero by bias where |x| > lambd, 0 elsewhere.</summary>
internal sealed class Shrink() : FunctionOperator("Shrink")
{
    protected override Func<double, double> Function(NodeAttributes attributes)
    {
        double bias = attributes.GetFloat("bias", 0);
        double lambd = attributes.GetFloat("lambd", 0.5f);
        return x => x < -lambd ? x + bias : x > lambd ? x - bias : 0;
    }
}
