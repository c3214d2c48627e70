using System.Globalization;
using LionMl.Onnx;
using LionMl.R1cs;

namespace LionMl.Circuits.Tests.Models;

/// <summary>What each pass saves, against the table in docs/optimiser.md; and that no pass changes what a circuit means.</summary>
public sealed class PassSavingsTests
{
    private const int Bits = 8;

    private static readonly GoldenTable Table = new("optimiser.md");

    private static readonly string[] Files =
        ["attention-block", "conv-depth-1", "digits8-conv", "heat-diffusion-step", "mlp-784-56-10", "workshop-2-arithmetic"];

    private static readonly Dictionary<string, Func<TestGraph, Graph>> Small = new(StringComparer.Ordinal)
    {
        ["bn-conv"] = g => g.Input("x", 1, 2, 8, 8).Node("Conv", ["x", g.Random(0.5, 4, 2, 3, 3)], "c")
            .Node("BatchNormalization", ["c", g.Random(1, 4), g.Random(1, 4), g.Random(1, 4), g.Constant(Ones(4))], "b")
            .Node("Relu", ["b"], "y").Build("y"),
        ["pooled-conv"] = g => g.Input("x", 1, 2, 10, 10).Node("Conv", ["x", g.Random(0.5, 4, 2, 3, 3)], "c").Node("Relu", ["c"], "r")
            .Node("MaxPool", ["r"], "y", NodeAttributes.Empty.With("kernel_shape", 2, 2).With("strides", 2, 2)).Build("y"),
        ["silu-layer"] = g => g.Input("x", 1, 8).Node("Gemm", ["x", g.Random(1, 8, 12)], "a").Node("Sigmoid", ["a"], "s")
            .Node("Mul", ["a", "s"], "h").Node("Gemm", ["h", g.Random(1, 12, 4)], "y").Build("y"),
        ["two-lookups"] = g => g.Input("x", 8).Node("ArgMax", ["x"], "i", NodeAttributes.Empty.With("axis", 0L))
            .Node("Gather", [g.Random(1, 8, 6), "i"], "a").Node("Gather", [g.Random(1, 8, 6), "i"], "b").Build("a", "b"),
        ["top-values"] = g => g.Input("x", 10).Node("TopK", ["x", g.Vector(3)], ["y", "i"]).Build("y"),
    };

    public static TheoryData<string> Models => [.. Names];

    private static IEnumerable<string> Names => Files.Concat(Small.Keys).Order(StringComparer.Ordinal);

    private static IEnumerable<Passes> Each => Enum.GetValues<Passes>().Where(pass => pass is not (Passes.None or Passes.All));

    [Fact]
    public void Every_pass_is_described_and_saves_something()
    {
        Table.WriteIfAsked(() => Names.SelectMany(Savings));
        var lines = Table.Lines;
        Assert.All(Each, pass => Assert.Contains(lines, line => line.StartsWith($"| {pass} |", StringComparison.Ordinal)));
        Assert.All(Each, pass => Assert.Contains(lines, line => line.Contains($"` | {pass} |", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Savings_are_as_written(string model) =>
        Assert.Equal(Table.RowsOf(model), Savings(model));

    [Theory]
    [MemberData(nameof(Models))]
    public void Without_any_pass_the_circuit_is_satisfied_by_the_same_outputs_up_to_rounding(string model)
    {
        var (graph, samples) = Read(model);
        var plain = CircuitCompiler.Compile(Quantize(graph, samples, Passes.None), Passes.None);
        var optimised = Quantize(graph, samples, Passes.All);
        var inputs = samples.Inputs(0);
        var witness = plain.ComputeWitness(inputs);
        Assert.Null(R1csCheck.FirstUnsatisfied(plain.R1cs, witness.Assignment));
        foreach (var (name, value) in optimised.Run(inputs))
        {
            float[] numbers = value.ToFloats(), others = witness.Outputs[name].ToFloats();
            double most = numbers.Max(Math.Abs);
            Assert.All(numbers.Zip(others), pair => Assert.True(Math.Abs(pair.First - pair.Second) <= 0.06 * most, $"{model}: {pair}"));
        }
    }

    private static IEnumerable<string> Savings(string model)
    {
        var (graph, samples) = Read(model);
        var full = Cost(graph, samples, Passes.All);
        foreach (var pass in Each)
        {
            // A selector counts as a common sub-expression as well.
            var without = Cost(graph, samples, pass == Passes.CommonSubexpressions ? Passes.All & ~(pass | Passes.OneHotReuse) : Passes.All & ~pass);
            if (without.Constraints != full.Constraints || without.NonZeros != full.NonZeros || Points(without) != Points(full))
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"| `{model}` | {pass} | {without.Constraints:N0} → {full.Constraints:N0} | {without.NonZeros:N0} → {full.NonZeros:N0} | "
                    + $"{Points(without):N0} → {Points(full):N0} |");
            }
        }
    }

    private static long Points(CostReport cost) => cost.Domains.ProverPoints;

    private static CostReport Cost(Graph graph, TensorSamples samples, Passes passes) =>
        CircuitCompiler.Compile(Quantize(graph, samples, passes), passes).Cost;

    private static QuantizedGraph Quantize(Graph graph, TensorSamples samples, Passes passes)
    {
        var options = new QuantizeOptions { InputBits = Bits, WeightBits = Bits, ActivationBits = Bits, Passes = passes };
        return Quantizer.Quantize(graph, samples, options).Graph;
    }

    private static (Graph Graph, TensorSamples Samples) Read(string model)
    {
        if (Small.TryGetValue(model, out var build))
        {
            var small = build(new TestGraph(model));
            return (small, TensorSamples.Synthetic(small, -1, 1, 8));
        }

        var (graph, samples, _) = ModelFiles.Read(model);
        return (graph, samples);
    }

    private static Tensor Ones(int count) => new(TensorShape.Of(count), [.. Enumerable.Repeat(1f, count)]);
}
