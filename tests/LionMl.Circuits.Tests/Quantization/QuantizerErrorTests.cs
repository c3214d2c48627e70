using LionMl.Circuits.Tests.Models;
using LionMl.Onnx;

namespace LionMl.Circuits.Tests.Quantization;

public sealed class QuantizerErrorTests
{
    private static readonly QuantizeOptions SmallBits = new() { InputBits = 6, WeightBits = 6, ActivationBits = 6 };

    [Fact]
    public void All_unsupported_nodes_are_listed_at_once()
    {
        var graph = new TestGraph("unsupported");
        var model = graph.Input("x", 4).Input("s").Node("DynamicQuantizeLinear", ["x"], "d").Node("Relu", ["x"], "r")
            .Node("Pow", ["r", graph.Constant(Tensor.Vector(0.5f, 1.5f, 2, 3))], "p").Node("QuantizeLinear", ["p", "s"], "y")
            .Build("d", "y");
        var options = new QuantizeOptions { InputRange = (0, 1) };
        var error = Assert.Throws<UnsupportedModelException>(() => Quantizer.Quantize(model, null, options));
        Assert.Equal(["DynamicQuantizeLinear-d", "Pow-p", "QuantizeLinear-y"], error.Nodes.Select(node => node.Node));
        Assert.All(error.Nodes, node => Assert.Contains(node.Node, error.Message, StringComparison.Ordinal));
        Assert.All(error.Nodes, node => Assert.NotEmpty(node.Hint));
    }

    [Fact]
    public void A_node_that_was_written_out_is_named_as_the_user_knows_it()
    {
        var model = new TestGraph("written-out").Input("x", 2).Node("Softmax", ["x"], "s/t").Node("Relu", ["s/t"], "y").Build("y");
        var nodes = UserNodes.Of(model,
        [
            new UnsupportedNode("Softmax-s/t/Exp_0", "Exp", "it cannot.", "Do without."),
            new UnsupportedNode("Softmax-s/t/Exp_0/Mul_3", "Exp", "it cannot.", "Do without."),
            new UnsupportedNode("Relu-y", "Relu", "nor this.", "Do without."),
        ]);
        Assert.Equal(
            [
                new UnsupportedNode("Softmax-s/t", "Softmax", "it is computed with Exp, and there it cannot.", "Do without."),
                new UnsupportedNode("Relu-y", "Relu", "nor this.", "Do without."),
            ],
            nodes);
    }

    [Fact]
    public void A_circuit_beyond_the_memory_limit_is_refused_before_the_search()
    {
        var graph = OperatorModels.Build("mlp");
        var samples = TensorSamples.Synthetic(graph, -1, 1, 4);
        var told = new List<string>();
        var error = Assert.Throws<CircuitException>(() => Quantizer.Quantize(
            graph, samples, new QuantizeOptions { MemoryLimit = 1 << 20 }, new Told(told)));
        Assert.Contains("more than the limit of 1 MiB", error.Message, StringComparison.Ordinal);
        Assert.Contains("--memory-limit", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(told, phase => phase.StartsWith("tried", StringComparison.Ordinal));
        Assert.NotNull(Quantizer.Quantize(graph, samples, SmallBits with { MemoryLimit = 1L << 40 }));
    }

    [Fact]
    public void A_layer_of_too_many_steps_is_named_before_it_fills_the_memory()
    {
        var graph = new TestGraph("long");
        var model = graph.Input("x", 2500).Node("TopK", ["x", graph.Constant(Tensor.Vector(5L))], "y").Build("y");
        var error = Assert.Throws<CircuitException>(() => Quantizer.Quantize(model, null, SmallBits with { InputRange = (0, 1) }));
        Assert.Contains("'TopK-y'", error.Message, StringComparison.Ordinal);
        Assert.Contains("operations", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Neither_data_nor_a_range_is_refused()
    {
        var error = Assert.Throws<CircuitException>(() => Quantizer.Quantize(OperatorModels.Build("relu"), null));
        Assert.Contains("--input-range", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_outside_of_a_calibrated_width_names_layer_element_value_and_limit()
    {
        var graph = OperatorModels.Build("mlp");
        var tiny = TensorSamples.Synthetic(graph, 0, 0.02, 8);
        var result = Quantizer.Quantize(graph, tiny, SmallBits with { InputRange = (-4, 4), Margin = 0 });
        var circuit = CircuitCompiler.Compile(result.Graph);
        var inputs = new Dictionary<string, Tensor> { ["x"] = new(TensorShape.Of(1, 8), [3, -3, 3, 3, -3, 3, 3, -3]) };
        var error = Assert.Throws<RangeException>(() => circuit.ComputeWitness(inputs));
        Assert.StartsWith("Relu", error.Layer, StringComparison.Ordinal);
        Assert.False(error.Limit.Contains(error.Value));
        Assert.StartsWith("[0, ", error.Tensor, StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_outside_of_its_range_is_refused_but_the_upper_end_itself_is_not()
    {
        var graph = OperatorModels.Build("relu");
        var result = Quantizer.Quantize(graph, TensorSamples.Synthetic(graph, 0, 1, 4), SmallBits with { InputRange = (0, 1) });
        Assert.Single(result.Graph.Run(Ones(1)));
        var error = Assert.Throws<RangeException>(() => result.Graph.Run(Ones(1.2f)));
        Assert.Equal("x", error.Layer);
        Assert.Contains("1.2", error.Message, StringComparison.Ordinal);
        Assert.Throws<CircuitException>(() => result.Graph.Run(Ones(float.NaN)));
        Assert.Throws<CircuitException>(() => result.Graph.Run(new Dictionary<string, Tensor>()));
        Assert.Throws<CircuitException>(() => result.Graph.Run(new Dictionary<string, Tensor> { ["x"] = Tensor.Vector(1f) }));

        static Dictionary<string, Tensor> Ones(float value) =>
            new() { ["x"] = new Tensor(TensorShape.Of(2, 3), [value, value, value, value, value, value]) };
    }

    [Fact]
    public void Integers_that_would_overflow_name_their_layer()
    {
        var graph = new TestGraph("far-apart");
        var model = graph.Input("x", 4).Node("Mul", ["x", graph.Constant(Tensor.Scalar(1e-18f))], "a")
            .Node("Add", ["x", "a"], "y").Build("y");
        var samples = TensorSamples.Synthetic(model, -1, 1, 4);
        var error = Assert.Throws<CircuitException>(() => Quantizer.Quantize(model, samples, SmallBits));
        Assert.Contains("Add-y", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_setting_that_failed_says_in_which_layer()
    {
        var graph = OperatorModels.Build("mlp");
        var result = Quantizer.Quantize(graph, TensorSamples.Synthetic(graph, -1, 1, 4), new QuantizeOptions { WeightBits = 24 });
        Assert.All(
            result.Trials.Where(trial => trial.Failure is not null),
            trial => Assert.Matches("^(Layer|Input) '[^']+'", trial.Failure!));
        Assert.NotEmpty(result.Layers);
    }

    [Theory]
    [InlineData("input=public,output=private,params=fixed", null)]
    [InlineData("input=hashed,output=hashed,params=fixed", null)]
    [InlineData("input=hashed-leo,output=hashed-leo,params=hashed", null)]
    [InlineData("params=hashed-leo", "makes no sense")]
    [InlineData("input=hashedleo", "not understood")]
    [InlineData("input=private,output=public,params=private", null)]
    [InlineData("params=public", "makes no sense")]
    [InlineData("input=fixed", "makes no sense")]
    [InlineData("input=secret", "not understood")]
    [InlineData("input=2", "not understood")]
    [InlineData("weights=fixed", "not understood")]
    [InlineData("input=private,input=public", "given twice")]
    public void Visibility_is_checked(string text, string? problem)
    {
        if (problem is null)
        {
            VisibilityPlan.Parse(text).Check();
            Assert.Equal(text, VisibilityPlan.Parse(text).ToString());
            return;
        }

        var error = Assert.Throws<CircuitException>(() => VisibilityPlan.Parse(text).Check());
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancelling_stops_the_search()
    {
        var graph = OperatorModels.Build("mlp");
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() =>
            Quantizer.Quantize(graph, TensorSamples.Synthetic(graph, -1, 1, 4), null, null, source.Token));
    }

    private sealed class Told(List<string> phases) : IProgress<QuantizeProgress>
    {
        public void Report(QuantizeProgress value) => phases.Add(value.Phase);
    }
}
