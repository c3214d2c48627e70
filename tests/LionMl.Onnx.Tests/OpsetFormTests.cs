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
