namespace LionMl.Onnx.Tests;

public sealed class DataMovementTests
{
    private static readonly NodeAttributes None = NodeAttributes.Empty;

    public static TheoryData<string> Operators =>
    [
        "Concat", "DepthToSpace", "Expand", "Flatten", "Gather", "GatherElements", "GatherND", "Identity", "Pad", "PadReflect", "PadValue",
        "Reshape", "Resize", "ResizeCropped", "ReverseSequence", "ScatterElements", "ScatterND", "Slice", "SpaceToDepth", "Split",
        "Squeeze", "Tile", "Transpose", "Trilu", "Unsqueeze",
    ];

    [Theory]
    [MemberData(nameof(Operators))]
    public void The_map_says_where_every_element_of_the_float_run_comes_from(string op)
    {
        GraphBuilder builder = new GraphBuilder("test").Input("x", TensorShape.Of(1, 4, 2, 3)).Input("z", TensorShape.Of(1, 4, 2, 3));
        builder = op switch
        {
            "Concat" => builder.Node(op, ["x", "z"], ["y"], None.With("axis", 1)),
            "DepthToSpace" => builder.Node(op, ["x"], ["y"], None.With("blocksize", 2)),
            "Expand" => builder.Constant("s", Tensor.Vector(3L, 1L, 1L, 1L)).Node(op, ["x", "s"], ["y"]),
            "Gather" => builder.Constant("i", Tensor.Vector(3L, -1L, 0L)).Node(op, ["x", "i"], ["y"], None.With("axis", 1)),
            "GatherElements" => builder.Constant("i", new Tensor(TensorShape.Of(1, 2, 2, 2), [0L, 3, -1, 1, 2, 2, 0, -4]))
                .Node(op, ["x", "i"], ["y"], None.With("axis", 1)),
            "Pad" => builder.Constant("p", Tensor.Vector(0L, 0, 1, 2, 0, -1, 0, 1)).Node(op, ["x", "p"], ["y"]),
            "PadReflect" => builder.Constant("p", Tensor.Vector(0L, 0, 1, 2, 0, 0, 0, 1))
                .Node("Pad", ["x", "p"], ["y"], None.With("mode", "reflect")),
            "PadValue" => builder.Constant("p", Tensor.Vector(0L, 0, 1, 2, 0, 0, 0, 1)).Constant("v", Tensor.Scalar(7f))
                .Node("Pad", ["x", "p", "v"], ["y"]),
            "GatherND" => builder.Constant("i", new Tensor(TensorShape.Of(1, 3, 2), [3L, 0, -1, 1, 0, -2]))
                .Node(op, ["x", "i"], ["y"], None.With("batch_dims", 1)),
            "Resize" => builder.Constant("s", Tensor.Vector(1f, 1f, 1.5f, 2f)).Node(op, ["x", "", "s"], ["y"]),
            "ResizeCropped" => builder.Constant("r", Tensor.Vector(0f, 0, 0, 0.2f, 1, 1, 1.5f, 2)).Constant("s", Tensor.Vector(1L, 4, 4, 5))
                .Node("Resize", ["x", "r", "", "s"], ["y"], None.With("coordinate_transformation_mode", "tf_crop_and_resize")),
            "ReverseSequence" => builder.Constant("l", Tensor.Vector(3L)).Node(op, ["x", "l"], ["y"], None.With("batch_axis", 0)
                .With("time_axis", 1)),
            "ScatterElements" => builder
                .Constant("i", new Tensor(TensorShape.Of(1, 4, 2, 3), [.. Enumerable.Range(0, 24).Select(i => i % 4L)]))
                .Node(op, ["x", "i", "z"], ["y"], None.With("axis", 1)),
            "ScatterND" => builder
                .Node("Reshape", ["z", "wanted"], ["cut"]).Constant("wanted", Tensor.Vector(4L, 2, 3))
                .Constant("rows", new Tensor(TensorShape.Of(4, 2), [0L, 3, 0, -3, 0, 0, 0, 3])).Node(op, ["x", "rows", "cut"], ["y"]),
            "Trilu" => builder.Constant("k", Tensor.Scalar(1L)).Node(op, ["x", "k"], ["y"]),
            "Reshape" => builder.Constant("s", Tensor.Vector(0L, -1L)).Node(op, ["x", "s"], ["y"]),
            "Slice" => builder.Constant("a", Tensor.Vector(3L)).Constant("b", Tensor.Vector(-9L)).Constant("c", Tensor.Vector(-3L))
                .Constant("d", Tensor.Vector(-1L)).Node(op, ["x", "a", "b", "c", "d"], ["y"]),
            "SpaceToDepth" => builder.Node("Slice", ["x", "zero", "one", "axis"], ["cut"]).Constant("zero", Tensor.Vector(0L))
                .Constant("one", Tensor.Vector(2L)).Constant("axis", Tensor.Vector(3L)).Node(op, ["cut"], ["y"], None.With("blocksize", 2)),
            "Split" => builder.Node(op, ["x"], ["y", "u"], None.With("axis", 1)).Output("u"),
            "Squeeze" => builder.Node(op, ["x"], ["y"]),
            "Tile" => builder.Constant("r", Tensor.Vector(2L, 1L, 3L, 1L)).Node(op, ["x", "r"], ["y"]),
            "Transpose" => builder.Node(op, ["x"], ["y"], None.With("perm", [2L, 0, 3, 1])),
            "Unsqueeze" => builder.Constant("a", Tensor.Vector(0L, -1L)).Node(op, ["x", "a"], ["y"]),
            _ => builder.Node(op, ["x"], ["y"]),
        };
        Graph graph = builder.Output("y").Build();
        Node node = graph.Nodes[^1];
        Assert.True(DataMovement.IsMovement(graph, node));
        var random = new Random(5);
        var inputs = graph.Inputs.ToDictionary(
            input => input.Name, input => new Tensor(input.Shape, [.. Enumerable.Range(0, 24).Select(_ => random.NextSingle())]));
        var all = FloatInterpreter.RunAll(graph, inputs);
        ElementSource[][] maps = DataMovement.Map(graph, node);
        Assert.Equal(node.Outputs.Length, maps.Length);
        for (int output = 0; output < maps.Length; output++)
        {
            float[] expected = all[node.Outputs[output]].ToFloats();
            Assert.Equal(expected, maps[output].Select(ValueOf));
        }

        float ValueOf(ElementSource source) => source == DataMovement.Zero ? 0 : all[node.Inputs[source.Input]].Floats[source.Index];
    }

    [Fact]
    public void Arithmetic_and_gathering_by_computed_indices_are_no_movement()
    {
        Graph graph = new GraphBuilder("test")
            .Input("x", TensorShape.Of(4))
            .Input("i", TensorShape.Of(2), ElementType.Int64)
            .Node("Gather", ["x", "i"], ["y"])
            .Node("Relu", ["y"], ["z"])
            .Output("z").Build();
        Assert.All(graph.Nodes, node => Assert.False(DataMovement.IsMovement(graph, node)));
        Assert.Throws<ArgumentException>(() => DataMovement.Map(graph, graph.Nodes[0]));
        var inputs = new Dictionary<string, Tensor> { ["x"] = Tensor.Vector(1f, 2f, 3f, 4f), ["i"] = Tensor.Vector(-1L, 0L) };
        Assert.Equal([4f, 1f], FloatInterpreter.Run(graph, inputs)["z"].ToFloats());
        inputs["i"] = Tensor.Vector(4L, 0L);
        var problem = Assert.Throws<OnnxException>(() => FloatInterpreter.Run(graph, inputs));
        Assert.Contains("index 4 lies outside", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resizing_and_scattering_with_arithmetic_are_no_movement()
    {
        Graph graph = new GraphBuilder("test")
            .Input("x", TensorShape.Of(1, 1, 2, 2))
            .Constant("s", Tensor.Vector(1f, 1f, 2f, 2f))
            .Constant("i", new Tensor(TensorShape.Of(1, 1, 1, 1), [0L]))
            .Constant("u", new Tensor(TensorShape.Of(1, 1, 1, 1), [5f]))
            .Constant("r", Tensor.Vector(0f, 0, 0, 0, 1, 1, 2, 2))
            .Node("Resize", ["x", "", "s"], ["a"], None.With("mode", "linear"))
            .Node("Resize", ["x", "r", "s"], ["b"], None.With("coordinate_transformation_mode", "tf_crop_and_resize")
                .With("extrapolation_value", 3f))
            .Node("ScatterElements", ["x", "i", "u"], ["c"], None.With("reduction", "add"))
            .Output("a").Output("b").Output("c").Build();
        Assert.All(graph.Nodes, node => Assert.False(DataMovement.IsMovement(graph, node)));
    }

    [Fact]
    public void Integers_and_truth_values_move_and_scatter_exactly()
    {
        long large = (1L << 53) + 1;
        Graph graph = new GraphBuilder("test")
            .Input("x", TensorShape.Of(3), ElementType.Int64)
            .Input("t", TensorShape.Of(3), ElementType.Bool)
            .Constant("i", Tensor.Vector(2L, 2L))
            .Constant("u", Tensor.Vector(large, large))
            .Constant("l", new Tensor(TensorShape.Of(2), [true, false]))
            .Node("ScatterElements", ["x", "i", "u"], ["sum"], None.With("reduction", "add"))
            .Node("ScatterElements", ["x", "i", "u"], ["last"])
            .Node("ScatterElements", ["t", "i", "l"], ["truth"])
            .Node("ReduceSum", ["x"], ["all"])
            .Node("ArgMax", ["x"], ["where"])
            .Output("sum").Output("last").Output("truth").Output("all").Output("where").Build();
        var results = FloatInterpreter.Run(graph, new Dictionary<string, Tensor>
        {
            ["x"] = Tensor.Vector(large, large + 1, 4L),
            ["t"] = new Tensor(TensorShape.Of(3), [true, true, true]),
        });
        Assert.Equal([large, large + 1, (2 * large) + 4], results["sum"].Integers.ToArray());
        Assert.Equal([large, large + 1, large], results["last"].Integers.ToArray());
        Assert.Equal([true, true, false], results["truth"].Booleans.ToArray());
        Assert.Equal([(2 * large) + 5], results["all"].Integers.ToArray());
        Assert.Equal([1L], results["where"].Integers.ToArray());
    }
}
