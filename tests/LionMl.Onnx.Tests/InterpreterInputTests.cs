namespace LionMl.Onnx.Tests;

public sealed class InterpreterInputTests
{
    private static readonly Graph Model = new GraphBuilder("test")
        .Input("a", TensorShape.Of(2)).Input("b", TensorShape.Of(2)).Node("Add", ["a", "b"], ["y"]).Output("y").Build();

    [Fact]
    public void Missing_unknown_and_misshapen_inputs_are_listed_at_once()
    {
        var inputs = new Dictionary<string, Tensor> { ["a"] = Tensor.Vector(1f), ["c"] = Tensor.Vector(1f, 2f) };
        var problems = Assert.Throws<OnnxException>(() => FloatInterpreter.Run(Model, inputs)).Problems;
        Assert.Equal(3, problems.Length);
        Assert.Contains("input 'a' is Float [1], but the model takes Float [2]", problems[0], StringComparison.Ordinal);
        Assert.Contains("input 'b' (Float [2]) is not given", problems[1], StringComparison.Ordinal);
        Assert.Contains("no input 'c'", problems[2], StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_can_be_cancelled()
    {
        var inputs = new Dictionary<string, Tensor> { ["a"] = Tensor.Vector(1f, 2f), ["b"] = Tensor.Vector(1f, 2f) };
        Assert.ThrowsAny<OperationCanceledException>(
            () => FloatInterpreter.Run(Model, inputs, new InterpreterOptions(1, new CancellationToken(canceled: true))));
    }

    [Fact]
    public void An_output_may_be_an_input_or_a_constant()
    {
        Graph graph = new GraphBuilder("test")
            .Input("x", TensorShape.Of(1)).Constant("c", Tensor.Vector(3f)).Output("x").Output("c").Build();
        var results = FloatInterpreter.Run(graph, new Dictionary<string, Tensor> { ["x"] = Tensor.Vector(2f) });
        Assert.Equal(2f, results["x"].Floats[0]);
        Assert.Equal(3f, results["c"].Floats[0]);
    }

    [Fact]
    public void A_builder_reports_its_problems_as_a_file_does()
    {
        var builder = new GraphBuilder("test").Input("x", TensorShape.Of(1)).Input("x", TensorShape.Of(1)).Constant("c", Tensor.Scalar(1f))
            .Constant("c", Tensor.Scalar(2f)).Node("Relu", ["z"], ["y"]).Output("y");
        Assert.Equal(3, Assert.Throws<OnnxException>(() => builder.Build()).Problems.Length);
    }
}
