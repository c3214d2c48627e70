using System.Text;
using Google.Protobuf;
using LionMl.Onnx.Schema;
using Attribute = LionMl.Onnx.Schema.AttributeProto;
using Type = LionMl.Onnx.Schema.AttributeProto.Types.AttributeType;

namespace LionMl.Onnx.Tests;

/// <summary>Files that are wrong in one way (or in several): one clear error, nothing else.</summary>
public sealed class HostileFileTests
{
    [Fact]
    public void A_cycle_is_named()
    {
        ModelProto model = Model();
        model.Graph.Node.Add(NodeOf("Add", "first", ["x", "b"], ["a"]));
        model.Graph.Node.Add(NodeOf("Relu", "second", ["a"], ["b"]));
        model.Graph.Node.Add(NodeOf("Relu", "third", ["b"], ["y"]));
        string problem = Assert.Single(ProblemsOf(model));
        Assert.Contains("cycle of 2 nodes", problem, StringComparison.Ordinal);
        Assert.Contains("'first'", problem, StringComparison.Ordinal);
        Assert.Contains("'second'", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("'third'", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void All_problems_are_listed_at_once()
    {
        ModelProto model = Model();
        model.Graph.Initializer.Add(Floats("short", [2, 2], 1, 2, 3));
        model.Graph.Node.Add(NodeOf("Gemm", "gemm", ["x", "absent"], ["a"]));
        model.Graph.Node.Add(NodeOf("LSTM2", "odd", ["x"], ["b"]));
        model.Graph.Node.Add(NodeOf("Frobnicate", "odder", ["b"], ["c"]));
        model.Graph.Node.Add(NodeOf("MatMul", "product", ["x", "short"], ["d"]));
        model.Graph.Node.Add(NodeOf("Transpose", "turn", ["x"], ["e"], new Attribute { Name = "perm", Type = Type.Ints, Ints = { 0, 0 } }));
        model.Graph.Node.Add(NodeOf("Sum", "sum", ["a", "c", "d", "e"], ["y"]));
        var problems = ProblemsOf(model);
        Assert.Equal(5, problems.Count);
        string all = string.Join('\n', problems);
        Assert.Contains("initialiser 'short'", all, StringComparison.Ordinal);
        Assert.Contains("node 'gemm' (Gemm): its input 'absent' is missing", all, StringComparison.Ordinal);
        Assert.Contains("node 'odd' (LSTM2): this operator is not supported", all, StringComparison.Ordinal);
        Assert.Contains("node 'odder' (Frobnicate)", all, StringComparison.Ordinal);
        Assert.Contains("node 'turn' (Transpose): its perm [0, 0]", all, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_given_twice_are_named()
    {
        ModelProto model = Model();
        model.Graph.Initializer.Add(Floats("w", [1], 1));
        model.Graph.Initializer.Add(Floats("w", [1], 2));
        model.Graph.Node.Add(NodeOf("Add", "one", ["x", "w"], ["y"]));
        model.Graph.Node.Add(NodeOf("Sub", "two", ["x", "w"], ["y"]));
        model.Graph.Node.Add(NodeOf("Sub", "three", ["x", "w"], ["x"]));
        var problems = ProblemsOf(model);
        Assert.Equal(3, problems.Count);
        Assert.Contains("initialiser 'w' is given twice", problems[0], StringComparison.Ordinal);
        Assert.Contains("node 'two' (Sub): its output 'y' is also an output of node 'one' (Add)", problems[1], StringComparison.Ordinal);
        Assert.Contains("node 'three' (Sub): its output 'x' is also an input", problems[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { long.MaxValue, 2 }, "dimension of 9223372036854775807")]
    [InlineData(new[] { -5L, 2 }, "dimension of -5")]
    [InlineData(new[] { int.MaxValue, int.MaxValue, 4L }, "more elements than can be counted")]
    [InlineData(new[] { 1L << 30, 1L << 20 }, "elements")]
    [InlineData(new[] { 1L, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 }, "17 dimensions")]
    [InlineData(new[] { 3L }, "3 elements")]
    public void Dimensions_of_initialisers_are_checked_before_anything_is_allocated(long[] dimensions, string expected)
    {
        foreach (bool raw in new[] { true, false })
        {
            TensorProto tensor = Floats("w", dimensions, 1, 2);
            if (raw)
            {
                tensor.FloatData.Clear();
                tensor.RawData = ByteString.CopyFrom(new byte[8]);
            }

            ModelProto model = Model();
            model.Graph.Initializer.Add(tensor);
            model.Graph.Node.Add(NodeOf("Add", "add", ["x", "w"], ["y"]));
            string problem = Assert.Single(ProblemsOf(model));
            Assert.Contains("initialiser 'w'", problem, StringComparison.Ordinal);
            Assert.Contains(expected, problem, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Raw_and_typed_data_together_are_refused()
    {
        TensorProto tensor = Floats("w", [2], 1, 2);
        tensor.RawData = ByteString.CopyFrom(new byte[8]);
        ModelProto model = Model();
        model.Graph.Initializer.Add(tensor);
        model.Graph.Node.Add(NodeOf("Add", "add", ["x", "w"], ["y"]));
        Assert.Contains("raw and typed data", Assert.Single(ProblemsOf(model)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Weights_that_are_not_finite_are_refused(float value)
    {
        ModelProto model = Model();
        model.Graph.Initializer.Add(Floats("w", [2], 1, value));
        model.Graph.Node.Add(NodeOf("Add", "add", ["x", "w"], ["y"]));
        Assert.Contains("constant 'w'", Assert.Single(ProblemsOf(model)), StringComparison.Ordinal);
    }

    [Fact]
    public void Bounds_of_a_clip_may_be_infinite_but_not_missing_numbers()
    {
        ModelProto model = Model();
        model.Graph.Initializer.Add(Floats("low", [], 0));
        model.Graph.Initializer.Add(Floats("high", [], float.PositiveInfinity));
        model.Graph.Node.Add(NodeOf("Clip", "clip", ["x", "low", "high"], ["y"]));
        Assert.Single(Read(model).Nodes);
        model.Graph.Initializer[1].FloatData[0] = float.NaN;
        Assert.Contains("not a number", Assert.Single(ProblemsOf(model)), StringComparison.Ordinal);
    }

    [Fact]
    public void Results_over_the_memory_limit_are_refused_before_they_are_made()
    {
        ModelProto model = Model();
        model.Graph.Initializer.Add(Integers("shape", 1 << 20, 1 << 20));
        model.Graph.Node.Add(NodeOf("ConstantOfShape", "huge", ["shape"], ["y"]));
        string problem = Assert.Single(ProblemsOf(model));
        Assert.Contains("node 'huge' (ConstantOfShape): its result 'y' would have shape [1048576,", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_tensors_that_are_too_much_only_together_are_refused()
    {
        ModelProto model = Model();
        model.Graph.Input[0] = InputOf("x", 1 << 13, 1 << 13);
        string last = "x";
        for (int i = 0; i < 20; i++)
        {
            model.Graph.Node.Add(NodeOf("Relu", $"r{i}", [last], [i == 19 ? "y" : $"t{i}"]));
            last = $"t{i}";
        }

        Assert.Contains("over the memory limit of 4096 MB", Assert.Single(ProblemsOf(model)), StringComparison.Ordinal);
    }

    [Fact]
    public void Inputs_whose_size_overflows_are_refused()
    {
        ModelProto model = Model();
        model.Graph.Input[0] = InputOf("x", int.MaxValue, int.MaxValue, int.MaxValue);
        model.Graph.Node.Add(NodeOf("Relu", "relu", ["x"], ["y"]));
        Assert.Contains("input 'x'", Assert.Single(ProblemsOf(model)), StringComparison.Ordinal);
    }

    [Fact]
    public void Folding_stops_at_its_budget_and_the_node_stays()
    {
        ModelProto model = Model();
        model.Graph.Initializer.Add(Integers("shape", 1 << 13, 1 << 13));
        model.Graph.Node.Add(NodeOf("ConstantOfShape", "fill", ["shape"], ["c"]));
        model.Graph.Node.Add(NodeOf("MatMul", "product", ["c", "c"], ["d"]));
        model.Graph.Node.Add(NodeOf("MatMul", "product2", ["d", "d"], ["y"]));
        Graph graph = Read(model);
        Assert.Equal(3, graph.Nodes.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(21)]
    [InlineData(-3)]
    [InlineData(long.MaxValue)]
    public void An_unknown_opset_is_refused(long opset)
    {
        ModelProto model = Model();
        model.OpsetImport[0].Version = opset;
        model.Graph.Node.Add(NodeOf("Relu", "relu", ["x"], ["y"]));
        Assert.Contains("operator set", Assert.Single(ProblemsOf(model)), StringComparison.Ordinal);
        model.OpsetImport.Clear();
        Assert.Contains("operator set", Assert.Single(ProblemsOf(model)), StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_of_another_format_are_refused()
    {
        byte[][] files = [[], "{\"input_data\": [[1, 2]]}"u8.ToArray(), "PK\u0003\u0004 a zip archive"u8.ToArray(), new byte[1000]];
        foreach (byte[] bytes in files)
        {
            Assert.Single(Assert.Throws<OnnxException>(() => OnnxReader.Read(new MemoryStream(bytes))).Problems);
        }
    }

    [Fact]
    public void Deep_nesting_is_refused()
    {
        // A graph with a node with an attribute with a graph with …: a tag, a length and the contents, from the inside out.
        byte[] graph = [];
        for (int depth = 0; depth < 2000; depth++)
        {
            graph = Wrap(1, Wrap(5, Wrap(6, graph)));
        }

        byte[] model = Wrap(7, graph);
        var problem = Assert.Throws<OnnxException>(() => OnnxReader.Read(new MemoryStream(model)));
        Assert.Contains("not an ONNX model", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_chain_of_nodes_needs_no_deep_stack()
    {
        const int Count = 20_000;
        ModelProto model = Model();
        for (int i = Count; i > 0; i--)
        {
            model.Graph.Node.Add(NodeOf("Relu", $"r{i}", [i == 1 ? "x" : $"t{i - 1}"], [i == Count ? "y" : $"t{i}"]));
        }

        Assert.Equal(Count, Read(model).Nodes.Count);
    }

    [Fact]
    public void Open_dimensions_are_asked_for_by_name_and_misspelt_ones_are_named()
    {
        ModelProto model = Model();
        model.Graph.Input[0] = InputOf("x", 2, 2);
        model.Graph.Input[0].Type.TensorType.Shape.Dim[0] = new TensorShapeProto.Types.Dimension { DimParam = "batch" };
        model.Graph.Input[0].Type.TensorType.Shape.Dim[1] = new TensorShapeProto.Types.Dimension();
        model.Graph.Node.Add(NodeOf("Relu", "relu", ["x"], ["y"]));
        Assert.Contains("give --dim batch=VALUE --dim x[1]=VALUE", Assert.Single(ProblemsOf(model)), StringComparison.Ordinal);
        var options = new OnnxReadOptions { Dimensions = new Dictionary<string, int> { ["batch"] = 3, ["x[1]"] = 5 } };
        Assert.Equal(TensorShape.Of(3, 5), Read(model, options).ShapeOf("y"));
        options = options with { Dimensions = new Dictionary<string, int> { ["batch"] = 3, ["x[1]"] = 5, ["bach"] = 1 } };
        Assert.Contains("no open dimension 'bach'", Assert.Single(ProblemsOf(model, options)), StringComparison.Ordinal);
        options = options with { Dimensions = new Dictionary<string, int> { ["batch"] = -3, ["x[1]"] = 5 } };
        Assert.Contains("dimension of -3", Assert.Single(ProblemsOf(model, options)), StringComparison.Ordinal);
    }

    [Fact]
    public void Inputs_without_any_shape_are_asked_for_dimension_by_dimension()
    {
        ModelProto model = Model();
        model.Graph.Input[0].Type.TensorType.Shape = null;
        model.Graph.Node.Add(NodeOf("Relu", "relu", ["x"], ["y"]));
        Assert.Contains("give --dim x[0]=VALUE --dim x[1]=VALUE", Assert.Single(ProblemsOf(model)), StringComparison.Ordinal);
        var options = new OnnxReadOptions { Dimensions = new Dictionary<string, int> { ["x[0]"] = 3, ["x[1]"] = 5 } };
        Assert.Equal(TensorShape.Of(3, 5), Read(model, options).ShapeOf("y"));
        options = new OnnxReadOptions { InputShapes = [TensorShape.Of(4, 2)] };
        Assert.Equal(TensorShape.Of(4, 2), Read(model, options).ShapeOf("y"));
        options = new OnnxReadOptions { Dimensions = new Dictionary<string, int> { ["x[0]"] = 3, ["x[2]"] = 5 } };
        Assert.Contains("no open dimension 'x[2]'", Assert.Single(ProblemsOf(model, options)), StringComparison.Ordinal);
        options = new OnnxReadOptions
        {
            Dimensions = Enumerable.Range(0, TensorShape.MaxRank + 1).ToDictionary(axis => $"x[{axis}]", _ => 1),
        };
        Assert.Contains("16 are the most", string.Join('\n', ProblemsOf(model, options)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Reshape")]
    [InlineData("Tile")]
    [InlineData("Resize")]
    [InlineData("LSTM")]
    [InlineData("Einsum")]
    public void Open_dimensions_are_asked_for_once_whatever_is_made_of_them(string op)
    {
        ModelProto model = Model();
        model.Graph.Input[0].Type.TensorType.Shape.Dim[0] = new TensorShapeProto.Types.Dimension { DimParam = "batch" };
        model.Graph.Node.Add(NodeOf("Shape", "shape", ["x"], ["s"]));
        model.Graph.Node.Add(NodeOf(op, "node", ["x", "s", "s"], ["z"]));
        model.Graph.Node.Add(NodeOf("Relu", "relu", ["z"], ["y"]));
        Assert.Contains("give --dim batch=VALUE", Assert.Single(ProblemsOf(model)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_computed_mask_is_refused_where_it_decides_a_shape()
    {
        ModelProto model = Model(NodeOf("NonZero", "node", ["x"], ["y"]));
        Assert.Contains(
            "how many results it gives depends on the values of 'x'", Assert.Single(ProblemsOf(model)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_stands_for_two_tensors_of_different_types_is_used_as_neither()
    {
        ModelProto model = Model(NodeOf("Split", "split", ["x"], ["s", "t"]), Integers("s", 1, 1));
        model.Graph.Node.Add(NodeOf("Mul", "mul", ["s", "s"], ["y"]));
        Assert.Contains("'s' is also an input or initialiser", Assert.Single(ProblemsOf(model)), StringComparison.Ordinal);
    }

    [Fact]
    public void Pads_that_are_no_integers_are_refused_also_where_axes_are_named()
    {
        ModelProto model = Model(NodeOf("Pad", "pad", ["x", "pads", "", "axes"], ["y"]), Floats("pads", [2], 1, 1), Integers("axes", 0));
        Assert.Contains("must be constant integers", Assert.Single(ProblemsOf(model)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_tensor_without_elements_is_moved_without_work_however_long_it_is()
    {
        ModelProto model = Model(NodeOf("DepthToSpace", "move", ["e"], ["y"], Ints("blocksize", 2)));
        model.Graph.Input.Add(InputOf("e", 2, 8, 1 << 24, 0));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Graph graph = Read(model);
        Assert.Equal(0, graph.ShapeOf("y").ElementCount);
        DataMovement.Map(graph, graph.Nodes.Single());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 24);
    }

    [Fact]
    public void Results_without_end_are_refused_before_anything_is_made()
    {
        NodeProto[] nodes =
        [
            NodeOf("Resize", "n", ["i", "", "", "huge"], ["y"]),
            NodeOf("Resize", "n", ["i", "", "", "huge"], ["y"], Text("mode", "cubic")),
            NodeOf("Resize", "n", ["i", "", "tiny"], ["y"], Text("mode", "linear"), Ints("antialias", 1)),
            NodeOf("OneHot", "n", ["indices", "many", "values"], ["y"]),
            NodeOf("Einsum", "n", ["l", "l", "l"], ["y"], Text("equation", "a,b,c->abc")),
            NodeOf("Einsum", "n", ["l", "l", "l", "l", "l", "l"], ["y"], Text("equation", "a,b,c,ab,bc,ac->")),
            NodeOf("ConvTranspose", "n", ["i", "w"], ["y"], List("strides", 1 << 28, 1 << 28)),
            NodeOf("ConvTranspose", "n", ["i", "w"], ["y"], List("output_shape", 1 << 28, 1 << 28)),
        ];
        foreach (NodeProto node in nodes)
        {
            ModelProto model = Model(
                node,
                Integers("huge", 1, 1, 1 << 29, 1 << 29),
                Integers("indices", 0, 1),
                Integers("many", 1L << 31),
                Floats("values", [2], 0, 1),
                Floats("tiny", [4], 1, 1, 1e-30f, 1),
                Floats("w", [1, 1, 2, 2], 1, 2, 3, 4),
                new TensorProto { Name = "l", DataType = 1, Dims = { 1 << 12 }, RawData = ByteString.CopyFrom(new byte[4 << 12]) });
            long before = GC.GetAllocatedBytesForCurrentThread();
            TryRead(model);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 28);
        }
    }

    [Fact]
    public void Open_dimensions_are_taken_from_samples_that_agree()
    {
        ModelProto model = Model();
        model.Graph.Input[0].Type.TensorType.Shape.Dim[0] = new TensorShapeProto.Types.Dimension { DimParam = "batch" };
        ValueInfoProto second = model.Graph.Input[0].Clone();
        second.Name = "z";
        model.Graph.Input.Add(second);
        model.Graph.Node.Add(NodeOf("Add", "add", ["x", "z"], ["y"]));
        var options = new OnnxReadOptions { InputShapes = [TensorShape.Of(3, 2), TensorShape.Of(3, 2)] };
        Assert.Equal(TensorShape.Of(3, 2), Read(model, options).ShapeOf("y"));
        options = options with { InputShapes = [TensorShape.Of(3, 2), TensorShape.Of(1, 2)] };
        Assert.Contains("--dim batch=VALUE", Assert.Single(ProblemsOf(model, options)), StringComparison.Ordinal);
        options = options with { Dimensions = new Dictionary<string, int> { ["batch"] = 5 } };
        Assert.Equal(TensorShape.Of(5, 2), Read(model, options).ShapeOf("y"));
    }

    [Fact]
    public void Many_nodes_of_one_name_and_many_inputs_of_one_node_cost_linear_time()
    {
        const int Count = 50_000;
        ModelProto model = Model();
        for (int i = 0; i < Count; i++)
        {
            model.Graph.Node.Add(NodeOf("Relu", "same", [i == 0 ? "x" : $"t{i - 1}"], [$"t{i}"]));
        }

        model.Graph.Node.Add(NodeOf("Sum", "sum", [.. Enumerable.Range(0, Count).Select(i => $"t{i}")], ["y"]));
        Graph graph = Read(model);
        Assert.Equal(Count + 1, graph.Nodes.Select(node => node.Name).Distinct().Count());
    }

    [Fact]
    public void Steering_values_at_their_extremes_are_harmless()
    {
        long[] extremes = [long.MinValue, long.MinValue + 1, -1, 0, 1, int.MaxValue, (long)int.MaxValue + 1, long.MaxValue];
        foreach (long value in extremes)
        {
            foreach (long other in extremes)
            {
                TryRead(Model(
                    NodeOf("Slice", "n", ["x", "a", "b", "z", "a"], ["y"]), Integers("a", value), Integers("b", other), Integers("z", 0)));
                TryRead(Model(NodeOf("Reshape", "n", ["x", "a"], ["y"]), Integers("a", value, other)));
                TryRead(Model(NodeOf("Expand", "n", ["x", "a"], ["y"]), Integers("a", value, other)));
                TryRead(Model(NodeOf("Pad", "n", ["x", "a"], ["y"]), Integers("a", value, 0, other, 0)));
                TryRead(Model(NodeOf("Split", "n", ["x", "a"], ["y", "z"]), Integers("a", value, other)));
                TryRead(Model(NodeOf("Unsqueeze", "n", ["x", "a"], ["y"]), Integers("a", value, other)));
                TryRead(Model(NodeOf("Squeeze", "n", ["x", "a"], ["y"]), Integers("a", value, other)));
                TryRead(Model(NodeOf("Gather", "n", ["x", "a"], ["y"]), Integers("a", value, other)));
                TryRead(Model(NodeOf("ConstantOfShape", "n", ["a"], ["y"]), Integers("a", value, other)));
                TryRead(Model(NodeOf("Div", "n", ["a", "b"], ["y"]), Integers("a", value), Integers("b", other)));
                TryRead(Model(NodeOf("Pow", "n", ["a", "b"], ["y"]), Integers("a", value), Integers("b", other)));
                TryRead(Model(NodeOf("Range", "n", ["a", "b", "c"], ["y"]), Integers("a", value), Integers("b", other), Integers("c", 1)));
                TryRead(Model(NodeOf("CumSum", "n", ["x", "a"], ["y"]), Integers("a", value)));
                TryRead(Model(NodeOf("Trilu", "n", ["x", "a"], ["y"]), Integers("a", value)));
                TryRead(Model(NodeOf("EyeLike", "n", ["x"], ["y"], Ints("k", value), Ints("dtype", other))));
                TryRead(Model(NodeOf("GatherND", "n", ["x", "a"], ["y"], Ints("batch_dims", other)), Integers("a", value, other)));
                TryRead(Model(NodeOf("ScatterND", "n", ["x", "a", "b"], ["y"]), Integers("a", value, other), Floats("b", [], 1)));
                TryRead(Model(NodeOf("ScatterElements", "n", ["x", "a", "x"], ["y"], Ints("axis", other)), Integers("a", value, other)));
                TryRead(Model(NodeOf("ReverseSequence", "n", ["x", "a"], ["y"], Ints("time_axis", other)), Integers("a", value, other)));
                TryRead(Model(
                    NodeOf("OneHot", "n", ["a", "b", "v"], ["y"], Ints("axis", value)), Integers("a", other), Integers("b", value),
                    Floats("v", [2], 0, 1)));
                TryRead(Model(NodeOf("Mod", "n", ["a", "b"], ["y"]), Integers("a", value), Integers("b", other)));
                TryRead(Model(NodeOf("Resize", "n", ["x", "", "", "a"], ["y"]), Integers("a", value, other)));
                TryRead(Model(NodeOf("LpPool", "n", ["i"], ["y"], List("kernel_shape", value, other), Ints("p", other))));
                TryRead(Model(NodeOf("LRN", "n", ["i"], ["y"], Ints("size", value))));
                TryRead(Model(NodeOf("GroupNormalization", "n", ["i", "w", "w"], ["y"], Ints("num_groups", value)), Floats("w", [1], 1)));
                TryRead(Model(
                    NodeOf("ConvTranspose", "n", ["i", "w"], ["y"], List("output_shape", value, other), Ints("group", other)),
                    Floats("w", [1, 1, 1, 1], 1)));
                TryRead(Model(
                    NodeOf("ConvTranspose", "n", ["i", "w"], ["y"], List("output_padding", value, other), List("strides", other, value)),
                    Floats("w", [1, 1, 1, 1], 1)));
                TryRead(Model(NodeOf("Loop", "n", ["a", "", "x"], ["y"]), Integers("a", value)));
                TryRead(Model(NodeOf("Flatten", "n", ["x"], ["y"], Ints("axis", value))));
                TryRead(Model(NodeOf("Concat", "n", ["x", "x"], ["y"], Ints("axis", value))));
                TryRead(Model(NodeOf("Cast", "n", ["x"], ["y"], Ints("to", value))));
                Attribute pair = List("kernel_shape", value, other);
                Attribute strides = List("strides", other, value);
                Attribute pads = List("pads", value, other, value, other);
                TryRead(Model(NodeOf("MaxPool", "n", ["i"], ["y"], pair, strides, pads)));
                Attribute dilations = List("dilations", other, value);
                TryRead(Model(NodeOf("AveragePool", "n", ["i"], ["y"], List("kernel_shape", 2, 1), dilations, strides)));
                TryRead(Model(NodeOf("Conv", "n", ["i", "w"], ["y"], Ints("group", value), pads), Floats("w", [1, 1, 1, 1], 1)));
            }
        }
    }

    internal static ModelProto Model(NodeProto node, params TensorProto[] initialisers)
    {
        ModelProto model = Model();
        model.Graph.Input.Add(InputOf("i", 1, 1, 3, 3));
        model.Graph.Initializer.AddRange(initialisers);
        model.Graph.Node.Add(node);
        return model;
    }

    internal static ModelProto Model()
    {
        var graph = new GraphProto { Name = "test" };
        graph.Input.Add(InputOf("x", 2, 2));
        graph.Output.Add(new ValueInfoProto { Name = "y" });
        var model = new ModelProto { IrVersion = 8, Graph = graph };
        model.OpsetImport.Add(new OperatorSetIdProto { Version = 17 });
        return model;
    }

    internal static ValueInfoProto InputOf(string name, params long[] dimensions)
    {
        var shape = new TensorShapeProto();
        shape.Dim.AddRange(dimensions.Select(size => new TensorShapeProto.Types.Dimension { DimValue = size }));
        var type = new TypeProto.Types.Tensor { ElemType = 1, Shape = shape };
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = type } };
    }

    internal static NodeProto NodeOf(string op, string name, string[] inputs, string[] outputs, params Attribute[] attributes)
    {
        var node = new NodeProto { OpType = op, Name = name };
        node.Input.AddRange(inputs);
        node.Output.AddRange(outputs);
        node.Attribute.AddRange(attributes);
        return node;
    }

    internal static TensorProto Floats(string name, long[] dimensions, params float[] values) =>
        new() { Name = name, DataType = 1, Dims = { dimensions }, FloatData = { values } };

    private static TensorProto Integers(string name, params long[] values) =>
        new() { Name = name, DataType = 7, Dims = { values.Length }, Int64Data = { values } };

    private static Attribute Ints(string name, long value) => new() { Name = name, Type = Type.Int, I = value };

    private static Attribute Text(string name, string value) =>
        new() { Name = name, Type = Type.String, S = ByteString.CopyFromUtf8(value) };

    private static Attribute List(string name, params long[] values) => new() { Name = name, Type = Type.Ints, Ints = { values } };

    private static Graph Read(ModelProto model, OnnxReadOptions? options = null) =>
        OnnxReader.Read(new MemoryStream(model.ToByteArray()), options);

    internal static IReadOnlyList<string> ProblemsOf(ModelProto model, OnnxReadOptions? options = null) =>
        Assert.Throws<OnnxException>(() => Read(model, options)).Problems;

    private static void TryRead(ModelProto model)
    {
        try
        {
            Read(model, new OnnxReadOptions { MemoryLimitBytes = 1 << 26 });
        }
        catch (OnnxException problem)
        {
            Assert.NotEmpty(problem.Problems);
        }
    }

    private static byte[] Wrap(int field, byte[] contents)
    {
        var stream = new MemoryStream();
        var output = new CodedOutputStream(stream);
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(contents));
        output.Flush();
        return stream.ToArray();
    }
}
