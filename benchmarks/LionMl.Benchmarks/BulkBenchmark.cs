using LionMl.Algebra;

namespace LionMl.Benchmarks;

/// <summary>Operations on long vectors of scalars.</summary>
internal sealed class BulkBenchmark : IBenchmark
{
    /// <inheritdoc/>
    public string Name => "bulk";

    /// <inheritdoc/>
    public string Summary => "operations on vectors of scalars, ns per element; --log=18, --cores=1";

    /// <inheritdoc/>
    public void Run(IReadOnlyList<string> options)
    {
        int length = 1 << Measure.Option(options, "log", 18);
        var workers = new Workers(Measure.Option(options, "cores", 1));
        Fr x = Fr.FromInt64(12345).Inverse();
        using FrVector a = FrVector.Powers(x, x, length, Workers.All);
        using FrVector b = FrVector.Powers(Fr.One, x + Fr.One, length, Workers.All);
        var plain = new Fr[length];
        void Time(string what, Action body) =>
            Measure.Print($"{what}, 2^{int.Log2(length)}, {workers.Cores} core(s)", Measure.Medians(body, 9), 1e9 / length, "ns");

        Time("add", () => a.Add(b, workers));
        Time("multiply", () => a.Multiply(b, workers));
        Time("scale", () => a.Scale(x, workers));
        Time("add scaled", () => a.AddScaled(x, b, workers));
        Time("scale by powers", () => a.ScaleByPowers(x, x, workers));
        Time("powers", () => FrVector.Powers(x, x, length, workers).Dispose());
        Time("sum", () => a.Sum(workers));
        Time("inner product", () => a.InnerProduct(b, workers));
        Time("evaluate", () => a.Evaluate(x, workers));
        Time("divide by linear", () => a.DivideByLinear(x, workers));
        Time("invert", () => b.Invert(workers));
        Time("copy to scalars", () => a.CopyTo(0, plain));
        Time("copy from scalars", () => a.CopyFrom(plain));
        Time("Lagrange polynomials", () => EvaluationDomain.Of(length).LagrangeAt(x, workers).Dispose());
    }
}
