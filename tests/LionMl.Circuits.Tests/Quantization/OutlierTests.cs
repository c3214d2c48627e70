using LionMl.Circuits.Tests.Models;
using LionMl.Onnx;
using LionMl.R1cs;

namespace LionMl.Circuits.Tests.Quantization;

/// <summary>Circuits that saturate have a witness for every input in range, also for those unlike the calibration.</summary>
public sealed class OutlierTests
{
    private const float Low = -1, High = 1.5f;
    private const int RandomInputs = 6;

    private static readonly QuantizeOptions Saturating = new()
    {
        InputBits = 7,
        WeightBits = 7,
        ActivationBits = 7,
        Margin = 0,
        Outliers = Outliers.Saturate,
        InputRange = (Low, High),
    };

    public static TheoryData<string> Names => OperatorModels.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_input_in_range_has_a_witness_unless_a_layer_is_named(string name)
    {
        var graph = OperatorModels.Build(name);
        var result = Quantizer.Quantize(graph, TensorSamples.Synthetic(graph, 0.05, 0.3, 4), Saturating);
        if (result.Graph.RefusingLayers.Count > 0)
        {
            Assert.Contains(result.Warnings, warning => warning.Contains($"'{result.Graph.RefusingLayers[0]}'", StringComparison.Ordinal));
            return;
        }

        var circuit = CircuitCompiler.Compile(result.Graph);
        var random = TensorSamples.Synthetic(graph, Low, High, RandomInputs);
        foreach (var inputs in Enumerable.Range(0, RandomInputs).Select(random.Inputs).Append(All(graph, Low)).Append(All(graph, High)))
        {
            var witness = circuit.ComputeWitness(inputs);
            Assert.Null(R1csCheck.FirstUnsatisfied(circuit.R1cs, witness.Assignment));
            var run = result.Graph.Run(inputs);
            Assert.All(run, output => Assert.Equal(output.Value.ToFloats(), witness.Outputs[output.Key].ToFloats()));
        }
    }

    [Fact]
    public void What_is_refused_without_saturation_is_proved_with_it()
    {
        var graph = OperatorModels.Build("mlp");
        var samples = TensorSamples.Synthetic(graph, 0, 0.02, 8);
        var refusing = Quantizer.Quantize(graph, samples, Saturating with { Outliers = Outliers.Refuse });
        Assert.NotEmpty(refusing.Graph.RefusingLayers);
        Assert.Throws<RangeException>(() => refusing.Graph.Run(All(graph, High)));

        var saturating = Quantizer.Quantize(graph, samples, Saturating);
        Assert.Empty(saturating.Graph.RefusingLayers);
        Assert.Contains(saturating.Graph.Nodes, node => node is ClampNode);
        Assert.Single(saturating.Graph.Run(All(graph, High)));

        // What calibration saw is not changed by it.
        var (with, without) = (Fidelity.Measure(graph, saturating.Graph, samples), Fidelity.Measure(graph, refusing.Graph, samples));
        Assert.Equal(without.RelativeError, with.RelativeError);
    }

    [Fact]
    public void A_function_stays_what_it_is_at_an_end_of_the_calibrated_window_where_it_has_no_tail()
    {
        var graph = new TestGraph("exp");
        var model = graph.Input("x", 3).Node("Mul", ["x", graph.Scalar(0.5f)], "a").Node("Exp", ["a"], "y").Build("y");
        var samples = TensorSamples.Synthetic(model, -0.5, 0.5, 8);
        var wide = Saturating with { ActivationBits = 10, InputBits = 12, InputRange = (-8, 8) };
        var result = Quantizer.Quantize(model, samples, wide);
        Assert.Empty(result.Graph.RefusingLayers);
        float[] ends = result.Graph.Run(new Dictionary<string, Tensor> { ["x"] = Tensor.Vector(-8f, 0f, 8f) })["y"].ToFloats();
        Assert.InRange(ends[0], 0, 0.8f);
        Assert.InRange(ends[1], 0.98f, 1.02f);
        Assert.InRange(ends[2], 1.25f, 1.5f);
        var refusing = Quantizer.Quantize(model, samples, wide with { Outliers = Outliers.Refuse });
        Assert.Throws<RangeException>(() => refusing.Graph.Run(All(model, 8)));
    }

    private static Dictionary<string, Tensor> All(Graph graph, float value) => graph.Inputs.ToDictionary(
        input => input.Name,
        input => new Tensor(input.Shape, [.. Enumerable.Repeat(value, (int)input.Shape.ElementCount)]));
}
