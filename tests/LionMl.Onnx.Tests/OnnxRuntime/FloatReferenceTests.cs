using LionMl.TestSupport;

namespace LionMl.Onnx.Tests.OnnxRuntime;

public sealed class FloatReferenceTests
{
    private static readonly Dictionary<string, Tensor> Input = new() { ["x"] = SmallModels.DenseInputs(1)[0] };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_interpreter_is_what_nobody_needs_to_install(bool isComplete)
    {
        Graph graph = SmallModels.Dense(2);
        using var reference = new FloatReference(graph, ReferenceKind.Interpreter, isComplete);
        Assert.Equal(FloatReference.Interpreter, reference.Name);
        Assert.Equal(
            isComplete ? FloatInterpreter.RunAll(graph, Input).Keys.Order() : ["y2"], reference.Run(Input).Keys.Order());
        Assert.Empty(reference.Notes);
    }

    [OnnxRuntimeFact]
    public void ONNX_Runtime_gives_every_tensor_that_the_interpreter_gives()
    {
        // An output that is an input, one that is a constant, and one that is given twice cannot be asked for.
        Graph graph = new GraphBuilder("odd").Input("x", TensorShape.Of(1, 4)).Constant("c", Tensor.Vector(1f, 2, 3, 4))
            .Node("Add", ["x", "c"], ["s"]).Node("Relu", ["s"], ["r"]).Node("Sigmoid", ["r"], ["y"])
            .Output("y").Output("x").Output("c").Build();
        foreach (bool isComplete in (bool[])[false, true])
        {
            using var reference = new FloatReference(graph, NativeOnnxRuntime.Library, isComplete);
            Assert.StartsWith("ONNX Runtime ", reference.Name, StringComparison.Ordinal);
            for (int run = 0; run < 2; run++)
            {
                var given = reference.Run(Input);
                var own = isComplete ? FloatInterpreter.RunAll(graph, Input) : FloatInterpreter.Run(graph, Input);
                Assert.Equal(own.Keys.Order(), given.Keys.Order());
                Assert.All(own, pair => Assert.All(
                    pair.Value.ToFloats().Zip(given[pair.Key].ToFloats()), both => Assert.Equal(both.First, both.Second, 5)));
            }

            Assert.Empty(reference.Notes);
        }
    }

    [OnnxRuntimeFact]
    public void An_operator_without_a_form_in_opset_17_is_left_to_the_interpreter()
    {
        Graph graph = new GraphBuilder("gelu", 20).Input("x", TensorShape.Of(1, 4)).Node("Gelu", ["x"], ["y"]).Output("y").Build();
        using var reference = new FloatReference(graph, NativeOnnxRuntime.Library, isComplete: true);
        Assert.Equal(FloatInterpreter.Run(graph, Input)["y"].ToFloats(), reference.Run(Input)["y"].ToFloats());
        Assert.Equal(FloatReference.Interpreter, reference.Name);
        Assert.Contains("opset 17", Assert.Single(reference.Notes), StringComparison.Ordinal);
    }

    [OnnxRuntimeFact]
    public void A_wrong_input_is_told_in_the_interpreter_s_words()
    {
        using var reference = new FloatReference(SmallModels.Dense(), NativeOnnxRuntime.Library, isComplete: false);
        var error = Assert.Throws<OnnxException>(() => reference.Run(new Dictionary<string, Tensor>()));
        Assert.Contains("input 'x'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_difference_beyond_rounding_names_the_first_tensor_that_has_it()
    {
        Graph graph = SmallModels.Dense();
        var own = FloatInterpreter.RunAll(graph, Input);
        Assert.Null(FloatReference.Compare(graph, own, own));
        var given = new Dictionary<string, Tensor>(own);
        foreach (string name in (string[])["s1", "y1"])
        {
            given[name] = new Tensor(own[name].Shape, [.. own[name].ToFloats().Select(value => value * 1.0005f)]);
        }

        Assert.Null(FloatReference.Compare(graph, own, given));
        foreach (string name in (string[])["s1", "y1"])
        {
            given[name] = new Tensor(own[name].Shape, [.. own[name].ToFloats().Select(value => value * 1.005f)]);
        }

        string difference = FloatReference.Compare(graph, own, given)!;
        Assert.StartsWith("0.5 % in tensor 's1' (and in 1 more)", difference, StringComparison.Ordinal);
        given["s1"] = new Tensor(own["s1"].Shape, [.. own["s1"].ToFloats().Select(_ => float.NaN)]);
        Assert.Contains("'s1'", FloatReference.Compare(graph, own, given), StringComparison.Ordinal);
    }
}
