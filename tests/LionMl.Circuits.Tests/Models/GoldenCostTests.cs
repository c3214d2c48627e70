using LionMl.Algebra;
using LionMl.Onnx;
using LionMl.R1cs;

namespace LionMl.Circuits.Tests.Models;

/// <summary>
/// Sizes of the models in tests/models. The numbers change on purpose only: a change that makes a circuit larger needs a reason.
/// </summary>
public sealed class GoldenCostTests
{
    [Theory]
    [InlineData("mlp-20-15-10", 493, 2447)]
    [InlineData("digits8-mlp", 701, 3498)]
    [InlineData("digits8-conv", 3279, 15992)]
    public void Searched_scales_give_known_sizes_and_meet_the_error(string model, int constraints, int nonZeros)
    {
        var graph = ModelFiles.Graph(model);
        var result = Quantizer.Quantize(graph, ModelFiles.Samples(graph, model, "calibration.json"));
        var evaluation = ModelFiles.Samples(graph, model, "evaluation.json");
        Check(graph, result.Graph, evaluation, constraints, nonZeros, 0.01);
        Assert.Contains(result.Trials, trial => trial.Verdict == "chosen");
        Assert.All(result.Trials, trial => Assert.True(trial.Failure is not null || trial.Constraints > 0));
    }

    [Theory]
    [InlineData("mlp-784-56-10", 8, 8, 8, 7_633, 40_898, 8_191, 50_000)]
    [InlineData("lenet5", 7, 7, 8, 129_286, 600_872, 131_072, 786_432)]
    [InlineData("conv-depth-6", 7, 8, 7, 124_444, 570_518, 131_072, 786_432)]
    public void Large_models_stay_within_their_gates(
        string model, int input, int weights, int activations, int constraints, int nonZeros, int mostConstraints, int mostNonZeros)
    {
        var graph = ModelFiles.Graph(model);
        var options = new QuantizeOptions { InputBits = input, WeightBits = weights, ActivationBits = activations };
        var result = Quantizer.Quantize(graph, ModelFiles.Samples(graph, "digits28-calibration.json"), options);
        var evaluation = ModelFiles.Samples(graph, "digits28-evaluation.json");
        var cost = Check(graph, result.Graph, evaluation, constraints, nonZeros, 0.05);
        Assert.InRange(cost.Constraints, 1, mostConstraints);
        Assert.InRange(cost.NonZeros, 1, mostNonZeros);
        Assert.InRange(cost.Domains.Variables, 1, 1 << 17);
        Assert.InRange(Math.Max(cost.Domains.NonZerosA, Math.Max(cost.Domains.NonZerosB, cost.Domains.NonZerosC)), 1, 1 << 18);
    }

    [Fact]
    public void The_resources_target_is_never_dearer_than_the_accuracy_target()
    {
        var graph = ModelFiles.Graph("digits8-conv");
        var samples = ModelFiles.Samples(graph, "digits8-conv", "calibration.json");
        var accurate = Quantizer.Quantize(graph, samples);
        var cheap = Quantizer.Quantize(graph, samples, new QuantizeOptions { Target = QuantizeTarget.Resources });
        long Points(QuantizationResult result) => CircuitCompiler.Compile(result.Graph).Cost.Domains.ProverPoints;
        Assert.True(Points(cheap) <= Points(accurate));
    }

    [Fact]
    public void The_same_samples_give_the_same_graph_and_circuit_whatever_the_cores()
    {
        var graph = ModelFiles.Graph("mlp-20-15-10");
        var samples = ModelFiles.Samples(graph, "mlp-20-15-10", "calibration.json");
        var one = Quantizer.Quantize(graph, samples, new QuantizeOptions { Cores = 1 });
        var all = Quantizer.Quantize(graph, samples);
        Assert.Equal(one.Graph.Payload(), all.Graph.Payload());
        Assert.Equal(CircuitCompiler.Compile(one.Graph).Hash, CircuitCompiler.Compile(all.Graph).Hash);
    }

    [Fact]
    public void Costs_of_the_layers_add_up()
    {
        var graph = ModelFiles.Graph("digits8-conv");
        var result = Quantizer.Quantize(graph, ModelFiles.Samples(graph, "digits8-conv", "calibration.json"));
        var cost = CircuitCompiler.Compile(result.Graph).Cost;
        Assert.Equal(cost.Constraints - 1, cost.Layers.Sum(layer => layer.Constraints));
        Assert.Equal(cost.NonZeros - 3, cost.Layers.Sum(layer => layer.NonZerosA + layer.NonZerosB + layer.NonZerosC));
        Assert.Equal(cost.Macs, cost.Layers.Sum(layer => layer.Macs));
        Assert.Contains("constraints", cost.Slack, StringComparison.Ordinal);
        var rough = RoughCost.Of(result.Graph);
        Assert.InRange(rough.Constraints, cost.Constraints * 0.98, cost.Constraints * 1.02);
        Assert.InRange(rough.NonZeros, cost.NonZeros * 0.95, cost.NonZeros * 1.05);
    }

    private static CostReport Check(
        Graph graph, QuantizedGraph quantized, TensorSamples evaluation, int constraints, int nonZeros, double largestError)
    {
        var report = Fidelity.Measure(graph, quantized, evaluation);
        Assert.True(report.RelativeError <= largestError, $"relative error {report.RelativeError:P2}");
        Assert.Equal(1, report.ArgmaxAgreement);
        var circuit = CircuitCompiler.Compile(quantized);
        var witness = circuit.ComputeWitness(evaluation.Inputs(0));
        Assert.Null(R1csCheck.FirstUnsatisfied(circuit.R1cs, witness.Assignment));
        Assert.Equal((constraints, nonZeros), (circuit.Cost.Constraints, (int)circuit.Cost.NonZeros));
        return circuit.Cost;
    }
}
