namespace LionMl.Onnx.Tests;

/// <summary>Older and newer forms of operators become that of opset 17.</summary>
public sealed class OpsetFormTests
{
    private static readonly NodeAttributes None = NodeAttributes.Empty;

    [Fact]
    public void Axes_of_squeeze_become_an_input() => Check(
        11, "Squeeze", ["x"], None.With("axes", [0L]), TensorShape.Of(1, 3, 4), TensorShape.Of(3, 4), node =>
        {
            Assert.Equal("node.axes", node.Inputs[1]);
            Assert.False(node.Attributes.Has("axes"));
        });

    [Fact]
    public void Axes_of_unsqueeze_become_an_input() => Check(
        9,
        "Unsqueeze",
        ["x"],
        None.With("axes", [0L, -1L]),
        TensorShape.Of(3),
        TensorShape.Of(1, 3, 1),
        node => Assert.Equal(2, node.Inputs.Length));

    [Fact]
    public void Bounds_of_clip_become_inputs() => Check(
        6,
        "Clip",
        ["x"],
        None.With("max", 0.5f),
        TensorShape.Of(3),
        TensorShape.Of(3),
        node => Assert.Equal(["x", "", "node.max"], node.Inputs.ToArray()));

    [Fact]
    public void Bounds_of_slice_become_inputs() => Check(
        9,
        "Slice",
        ["x"],
        None.With("starts", [1L, 0L]).With("ends", [3L, -1L]).With("axes", [1L, 0L]),
        TensorShape.Of(3, 4),
        TensorShape.Of(2, 2),
        node => Assert.Equal(4, node.Inputs.Length));

    [Fact]
    public void Counts_of_pad_become_inputs() => Check(
        7,
        "Pad",
        ["x"],
        None.With("pads", [1L, 2L]).With("value", 3f),
        TensorShape.Of(3),
        TensorShape.Of(6),
        node => Assert.Equal(["x", "node.pads", "node.value"], node.Inputs.ToArray()));

    [Fact]
    public void Counts_of_pad_for_some_axes_become_counts_for_all()
    {
        Graph graph = new GraphBuilder("test", 18)
            .Input("x", TensorShape.Of(2, 3, 4))
            .Constant("pads", Tensor.Vector(1L, 2L, 3L, 4L))
            .Constant("axes", Tensor.Vector(2L, 0L))
            .Node("Pad", ["x", "pads", "", "axes"], ["y"], nodeName: "node")
            .Output("y").Build();
        Assert.Equal(TensorShape.Of(8, 3, 8), graph.ShapeOf("y"));
        Assert.Equal([2, 0, 1, 4, 0, 3], graph.Constants[graph.Nodes[0].Inputs[1]].Integers.ToArray());
    }

    [Fact]
    public void Sizes_of_split_become_an_input()
    {
        Graph graph = new GraphBuilder("test", 11)
            .Input("x", TensorShape.Of(5))
            .Node("Split", ["x"], ["a", "b"], None.With("split", [2L, 3L]), "node")
            .Output("a").Output("b").Build();
        Assert.Equal([2, 3], graph.Constants["node.split"].Integers.ToArray());
    }

    [Fact]
    public void A_number_of_parts_becomes_uneven_sizes()
    {
        Graph graph = new GraphBuilder("test", 18)
            .Input("x", TensorShape.Of(7))
            .Node("Split", ["x"], ["a", "b", "c"], None.With("num_outputs", 3L), "node")
            .Output("a").Output("b").Output("c").Build();
        Assert.Equal([3, 3, 1], graph.Constants["node.split"].Integers.ToArray());
        Assert.False(graph.Nodes[0].Attributes.Has("num_outputs"));
    }

    [Fact]
    public void Dropout_becomes_the_identity() => Check(
        7, "Dropout", ["x"], None.With("ratio", 0.5f), TensorShape.Of(3), TensorShape.Of(3), node => Assert.Equal("Identity", node.OpType));

    [Fact]
    public void Dropout_in_training_is_refused()
    {
        var builder = new GraphBuilder("test")
            .Input("x", TensorShape.Of(3))
            .Constant("ratio", Tensor.Scalar(0.5f))
            .Constant("training", new Tensor(TensorShape.Scalar, [true]))
            .Node("Dropout", ["x", "ratio", "training"], ["y"])
            .Output("y");
        Assert.Contains("training mode", Assert.Throws<OnnxException>(() => builder.Build()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_constant_operand_along_an_axis_is_reshaped()
    {
        Graph graph = new GraphBuilder("test", 6)
            .Input("x", TensorShape.Of(2, 3, 4))
            .Constant("w", Tensor.Vector(1f, 2f, 3f))
            .Node("Add", ["x", "w"], ["y"], None.With("broadcast", 1L).With("axis", 1L), "node")
            .Output("y").Build();
        Assert.Equal(TensorShape.Of(3, 1), graph.ShapeOf(graph.Nodes[0].Inputs[1]));
    }

    [Fact]
    public void Names_of_new_constants_do_not_clash()
    {
        Graph graph = new GraphBuilder("test", 11)
            .Input("node.axes", TensorShape.Of(1, 3))
            .Node("Squeeze", ["node.axes"], ["y"], None.With("axes", [0L]), "node")
            .Output("y").Build();
        Assert.Equal("node.axes.1", graph.Nodes[0].Inputs[1]);
    }

    [Fact]
    public void Shape_arithmetic_of_exporters_is_folded()
    {
        // What PyTorch writes for x.view(x.size(0), -1).
        Graph graph = new GraphBuilder("test")
            .Input("x", TensorShape.Of(2, 3, 4))
            .Constant("zero", Tensor.Scalar(0L))
            .Constant("axes", Tensor.Vector(0L))
            .Constant("rest", Tensor.Vector(-1L))
            .Node("Shape", ["x"], ["shape"])
            .Node("Gather", ["shape", "zero"], ["batch"])
            .Node("Unsqueeze", ["batch", "axes"], ["batches"])
            .Node("Concat", ["batches", "rest"], ["wanted"], None.With("axis", 0L))
            .Node("Reshape", ["x", "wanted"], ["y"])
            .Output("y").Build();
        Assert.Equal("Reshape", Assert.Single(graph.Nodes).OpType);
        Assert.Equal(TensorShape.Of(2, 12), graph.ShapeOf("y"));
        Assert.Equal(["wanted"], graph.Constants.Keys);
    }

    [Fact]
    public void Nodes_that_no_output_needs_are_dropped_even_if_unsupported()
    {
        Graph graph = new GraphBuilder("test")
            .Input("x", TensorShape.Of(2))
            .Node("Frobnicate", ["x"], ["z"])
            .Node("Relu", ["x"], ["y"])
            .Output("y").Build();
        Assert.Single(graph.Nodes);
    }

    // The published values of cases that came with opsets 18 to 20; no runtime is needed for them.
    [Theory]
    [InlineData("linear", 0.6f, new[] { 2.875f, 4.5f, 9.375f, 11 })]
    [InlineData("cubic", 0.6f, new[] { 2.5180721f, 4.2858863f, 9.589329f, 11.357142f })]
    [InlineData(
        "linear",
        0.75f,
        new[] { 2.3636363f, 3.590909f, 4.818182f, 7.2727275f, 8.5f, 9.727273f, 12.181818f, 13.409091f, 14.636364f })]
    public void A_resize_filters_what_it_makes_smaller(string mode, float scale, float[] expected) => CheckValues(
        18,
        "Resize",
        new Tensor(TensorShape.Of(1, 1, 4, 4), [.. Enumerable.Range(1, 16).Select(i => (float)i)]),
        [null, Tensor.Vector(1f, 1f, scale, scale)],
        None.With("mode", mode).With("antialias", 1L),
        expected);

    [Fact]
    public void A_symmetric_resize_keeps_the_middle() => CheckValues(
        19,
        "Resize",
        new Tensor(TensorShape.Of(1, 1, 1, 4), [1f, 2, 3, 4]),
        [null, Tensor.Vector(1f, 1f, 1f, 0.6f)],
        None.With("mode", "linear").With("coordinate_transformation_mode", "half_pixel_symmetric"),
        [1.6666667f, 3.3333333f]);

    [Fact]
    public void A_resize_keeps_the_aspect_ratio_of_given_axes()
    {
        Graph graph = new GraphBuilder("test", 18)
            .Input("x", TensorShape.Of(1, 1, 2, 2))
            .Constant("sizes", Tensor.Vector(7L, 8L))
            .Node("Resize", ["x", "", "", "sizes"], ["y"], None.With("axes", [2L, 3L]).With("keep_aspect_ratio_policy", "not_larger"))
            .Node("Resize", ["x", "", "", "sizes"], ["z"], None.With("axes", [2L, 3L]).With("keep_aspect_ratio_policy", "not_smaller"))
            .Output("y").Output("z").Build();
        Assert.Equal(TensorShape.Of(1, 1, 7, 7), graph.ShapeOf("y"));
        Assert.Equal(TensorShape.Of(1, 1, 8, 8), graph.ShapeOf("z"));
    }

    [Fact]
    public void Sizes_for_some_axes_become_sizes_for_all()
    {
        Graph graph = new GraphBuilder("test", 18)
            .Input("x", TensorShape.Of(1, 3, 2, 2))
            .Constant("sizes", Tensor.Vector(7L, 8L))
            .Node("Resize", ["x", "", "", "sizes"], ["y"], None.With("axes", [3L, -2L]), "node")
            .Output("y").Build();
        Assert.Equal([1, 3, 8, 7], graph.Constants[graph.Nodes[0].Inputs[3]].Integers.ToArray());
        Assert.False(graph.Nodes[0].Attributes.Has("axes"));
    }

    [Fact]
    public void An_average_skips_positions() => CheckValues(
        19,
        "AveragePool",
        new Tensor(TensorShape.Of(1, 1, 4, 4), [.. Enumerable.Range(1, 16).Select(i => (float)i)]),
        [],
        None.With("kernel_shape", [2L, 2L]).With("dilations", [2L, 2L]).With("ceil_mode", 1L),
        [6, 7, 10, 11]);

    [Theory]
    [InlineData(18, "Mish", "", new[] { -0.3034015f, 0, 0.8650984f })]
    [InlineData(20, "Gelu", "none", new[] { -0.15865525f, 0, 0.8413447f })]
    [InlineData(20, "Gelu", "tanh", new[] { -0.15880801f, 0, 0.841192f })]
    public void New_functions_have_their_values(int opset, string op, string approximation, float[] expected) => CheckValues(
        opset,
        op,
        Tensor.Vector(-1f, 0f, 1f),
        [],
        approximation.Length > 0 ? None.With("approximate", approximation) : None,
        expected);

    [Theory]
    [InlineData("add", new[] { 1f, 2, 12 })]
    [InlineData("mul", new[] { 1f, 2, 60 })]
    [InlineData("max", new[] { 1f, 2, 5 })]
    [InlineData("min", new[] { 1f, 2, 3 })]
    public void Updates_are_combined(string reduction, float[] expected)
    {
        foreach (string op in new[] { "ScatterElements", "ScatterND" })
        {
            Tensor indices = Tensor.Vector(2L, -1L);
            CheckValues(
                18,
                op,
                Tensor.Vector(1f, 2f, 3f),
                [op == "ScatterND" ? indices.Reshape(TensorShape.Of(2, 1)) : indices, Tensor.Vector(4f, 5f)],
                None.With("reduction", reduction),
                expected);
        }
    }

    [Fact]
    public void Scales_of_groups_become_scales_of_channels()
    {
        Graph graph = new GraphBuilder("test", 18)
            .Input("x", TensorShape.Of(1, 4, 1))
            .Constant("scale", Tensor.Vector(1f, 2f))
            .Constant("bias", Tensor.Vector(0f, 10f))
            .Node("GroupNormalization", ["x", "scale", "bias"], ["y"], None.With("num_groups", 2L).With("epsilon", 0f), "node")
            .Output("y").Build();
        Assert.Equal([1f, 1, 2, 2], graph.Constants[graph.Nodes[0].Inputs[1]].ToFloats());
        var results = FloatInterpreter.Run(graph, new Dictionary<string, Tensor> { ["x"] = new(TensorShape.Of(1, 4, 1), [3f, 5, 2, 8]) });
        Assert.Equal([-1f, 1, 8, 12], results["y"].ToFloats());
    }

    [Fact]
    public void Softmax_over_several_axes_is_reshaped()
    {
        Graph graph = new GraphBuilder("test", 11)
            .Input("x", TensorShape.Of(1, 2, 2))
            .Node("Softmax", ["x"], ["y"], nodeName: "node")
            .Output("y").Build();
        Assert.Equal(["Reshape", "Softmax", "Reshape"], graph.Nodes.Select(node => node.OpType));
        var results = FloatInterpreter.Run(graph, new Dictionary<string, Tensor> { ["x"] = new(TensorShape.Of(1, 2, 2), new float[4]) });
        Assert.Equal([0.25f, 0.25f, 0.25f, 0.25f], results["y"].ToFloats());
    }

    private static void CheckValues(
        int opset, string op, Tensor input, Tensor?[] constants, NodeAttributes attributes, float[] expected)
    {
        GraphBuilder builder = new GraphBuilder("test", opset).Input("x", input.Shape);
        var names = new List<string> { "x" };
        foreach (Tensor? constant in constants)
        {
            names.Add(constant is null ? string.Empty : $"c{names.Count}");
            builder = constant is null ? builder : builder.Constant(names[^1], constant);
        }

        Graph graph = builder.Node(op, [.. names], ["y"], attributes, "node").Output("y").Build();
        float[] actual = FloatInterpreter.Run(graph, new Dictionary<string, Tensor> { ["x"] = input })["y"].ToFloats();
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-5f * Math.Max(1, Math.Abs(pair.First))));
    }

    private static void Check(
        int opset, string op, string[] inputs, NodeAttributes attributes, TensorShape input, TensorShape expected, Action<Node> check)
    {
        Graph graph = new GraphBuilder("test", opset)
            .Input("x", input)
            .Node(op, inputs, ["y"], attributes, "node")
            .Output("y").Build();
        Assert.Equal(expected, graph.ShapeOf("y"));
        check(Assert.Single(graph.Nodes));
        Graph again = OnnxReader.Read(new MemoryStream(OnnxWriter.Write(graph)));
        Assert.Equal(17, again.Opset);
        Assert.Equal(expected, again.ShapeOf("y"));
    }
}
