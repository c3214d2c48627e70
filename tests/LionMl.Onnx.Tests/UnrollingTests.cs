using Google.Protobuf;
using LionMl.Onnx.OnnxRuntime;
using LionMl.Onnx.Schema;
using LionMl.TestSupport;
using Attribute = LionMl.Onnx.Schema.AttributeProto;
using Type = LionMl.Onnx.Schema.AttributeProto.Types.AttributeType;

namespace LionMl.Onnx.Tests;

/// <summary>Branches and loops become plain nodes; where ONNX Runtime is installed, it runs the same files as they are.</summary>
public sealed class UnrollingTests
{
    [Theory]
    [InlineData(true, new[] { 3f, 6, 9, 12 })]
    [InlineData(false, new[] { 11f, 12, 13, 14 })]
    public void A_branch_is_chosen_and_sees_what_is_around_it(bool condition, float[] expected)
    {
        ModelProto model = Model();
        model.Graph.Initializer.Add(new TensorProto { Name = "c", DataType = 9, Int32Data = { condition ? 1 : 0 } });
        model.Graph.Initializer.Add(Floats("ten", [1], 10));
        GraphProto then = Body([], ["a"], Node("Mul", ["x", "three"], ["a"]));
        then.Initializer.Add(Floats("three", [1], 3));
        model.Graph.Node.Add(Node("If", ["c"], ["y"], Graph("then_branch", then), Graph("else_branch", Body([], ["a"],
            Node("Add", ["x", "ten"], ["a"])))));
        Assert.Equal(expected, Run(model));
    }

    [Fact]
    public void A_branch_by_a_shape_is_chosen()
    {
        // What PyTorch writes for a squeeze of an axis that may or may not have size 1.
        ModelProto model = Model();
        model.Graph.Initializer.AddRange([Integers("zero", 0), Integers("two", 2)]);
        model.Graph.Node.Add(Node("Shape", ["x"], ["shape"]));
        model.Graph.Node.Add(Node("Gather", ["shape", "zero"], ["size"]));
        model.Graph.Node.Add(Node("Equal", ["size", "two"], ["c"]));
        model.Graph.Node.Add(Node("If", ["c"], ["y"], Graph("then_branch", Body([], ["a"], Node("Relu", ["x"], ["a"]))),
            Graph("else_branch", Body([], ["a"], Node("Neg", ["x"], ["a"])))));
        Assert.Equal([1f, 2, 3, 4], Run(model));
        Assert.Equal(["Relu", "Identity"], Read(model).Nodes.Select(node => node.OpType));
    }

    [Fact]
    public void A_loop_carries_values_and_stacks_others()
    {
        ModelProto model = Model();
        model.Graph.Initializer.Add(Integers("count", 3));
        model.Graph.Node.Add(Node("Loop", ["count", "", "x"], ["y", "all"], Graph("body", CountedBody())));
        model.Graph.Output.Add(new ValueInfoProto { Name = "all" });
        Assert.Equal([8f, 16, 24, 32], Run(model));
        Assert.Equal(TensorShape.Of(3, 2, 2), Read(model).ShapeOf("all"));
    }

    [Fact]
    public void A_loop_without_rounds_gives_what_it_was_given()
    {
        ModelProto model = Model();
        model.Graph.Initializer.Add(Integers("count", 0));
        GraphProto body = CountedBody();
        body.Output[2] = HostileFileTests.InputOf("doubled", 2, 2);
        model.Graph.Node.Add(Node("Loop", ["count", "", "x"], ["y", "all"], Graph("body", body)));
        model.Graph.Output.Add(new ValueInfoProto { Name = "all" });
        Assert.Equal([1f, 2, 3, 4], Run(model, withRuntime: false));
        Assert.Equal(TensorShape.Of(0, 2, 2), Read(model).ShapeOf("all"));
    }

    [Fact]
    public void A_loop_ends_by_its_condition()
    {
        ModelProto model = Model();
        model.Graph.Initializer.AddRange([Integers("three", 3), Integers("one", 1), Integers("start", 0)]);
        model.Graph.Initializer.Add(new TensorProto { Name = "yes", DataType = 9, Int32Data = { 1 } });
        GraphProto body = Body([Typed("i", 7), Typed("go", 9), Typed("n", 7), Shaped("v")], ["again", "next", "w"],
            Node("Add", ["n", "one"], ["next"]), Node("Less", ["next", "three"], ["again"]), Node("Add", ["v", "x"], ["w"]));
        model.Graph.Node.Add(Node("Loop", ["", "yes", "start", "x"], ["n_end", "y"], Graph("body", body)));
        Assert.Equal([4f, 8, 12, 16], Run(model));
    }

    [Fact]
    public void Loops_and_branches_nest_and_see_all_that_is_around_them()
    {
        ModelProto model = Model();
        model.Graph.Initializer.AddRange([Integers("two", 2), Integers("one", 1)]);
        GraphProto chosen = Body([], ["r"], Node("Add", ["u", "x"], ["r"]));
        GraphProto other = Body([], ["r"], Node("Sub", ["u", "x"], ["r"]));
        GraphProto inner = Body([Typed("j", 7), Typed("g", 9), Shaped("u")], ["g2", "s"], Node("Identity", ["g"], ["g2"]),
            Node("Less", ["i", "one"], ["first"]), Node("If", ["first"], ["s"], Graph("then_branch", chosen), Graph("else_branch", other)));
        GraphProto outer = Body([Typed("i", 7), Typed("go", 9), Shaped("v")], ["go2", "w"], Node("Identity", ["go"], ["go2"]),
            Node("Loop", ["two", "", "v"], ["w"], Graph("body", inner)));
        model.Graph.Node.Add(Node("Loop", ["two", "", "x"], ["y"], Graph("body", outer)));

        // Two times plus x, then two times minus x.
        Assert.Equal([1f, 2, 3, 4], Run(model));
        Assert.Equal(Read(model).Nodes.Count, Read(model).Nodes.Select(node => node.Name).Distinct().Count());
    }

    [Fact]
    public void A_scan_goes_over_slices_in_both_directions()
    {
        ModelProto model = Model();
        model.Graph.Initializer.Add(Floats("start", [2], 0, 0));
        GraphProto body = Body([Shaped("s"), Shaped("slice")], ["t", "t2"], Node("Add", ["s", "slice"], ["t"]),
            Node("Identity", ["t"], ["t2"]));
        model.Graph.Node.Add(Node("Scan", ["start", "x"], ["end", "y"], Graph("body", body),
            new Attribute { Name = "num_scan_inputs", Type = Type.Int, I = 1 },
            new Attribute { Name = "scan_input_axes", Type = Type.Ints, Ints = { 1 } },
            new Attribute { Name = "scan_input_directions", Type = Type.Ints, Ints = { 1 } },
            new Attribute { Name = "scan_output_axes", Type = Type.Ints, Ints = { -1 } }));
        Assert.Equal([2f, 3, 4, 7], Run(model));
    }

    [Theory]
    [InlineData("condition")]
    [InlineData("rounds")]
    [InlineData("later")]
    public void What_depends_on_the_input_is_refused_with_a_hint(string what)
    {
        ModelProto model = Model();
        model.Graph.Initializer.Add(Integers("count", 3));
        model.Graph.Initializer.Add(new TensorProto { Name = "yes", DataType = 9, Int32Data = { 1 } });
        model.Graph.Node.Add(Node("ReduceSum", ["x"], ["sum"], new Attribute { Name = "keepdims", Type = Type.Int, I = 0 }));
        var type = new Attribute { Name = "to", Type = Type.Int, I = what == "rounds" ? 7 : 9 };
        model.Graph.Node.Add(Node("Cast", ["sum"], ["computed"], type));
        GraphProto body = CountedBody();
        body.Node.Add(Node("Cast", ["i"], ["unused"], new Attribute { Name = "to", Type = Type.Int, I = 1 }));
        if (what == "later")
        {
            body.Output[0].Name = "computed";
        }

        model.Graph.Node.Add(what == "condition"
            ? Node("If", ["computed"], ["y"], Graph("then_branch", Body([], ["x"])), Graph("else_branch", Body([], ["x"])))
            : Node("Loop", [what == "rounds" ? "computed" : "count", "yes", "x"], ["y"], Graph("body", body)));
        string problem = Assert.Single(HostileFileTests.ProblemsOf(model));
        Assert.Contains(what == "condition" ? "node 'If' (If)" : "node 'Loop' (Loop)", problem, StringComparison.Ordinal);
        Assert.Contains("would depend on the model's input", problem, StringComparison.Ordinal);
        Assert.Contains("Where", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(1_000_000)]
    public void A_loop_of_too_many_rounds_is_refused(long rounds)
    {
        ModelProto model = Model();
        model.Graph.Initializer.Add(Integers("count", rounds));
        model.Graph.Node.Add(Node("Loop", ["count", "", "x"], ["y"], Graph("body", CountedBody())));
        string problem = Assert.Single(HostileFileTests.ProblemsOf(model));
        Assert.Contains("node 'Loop' (Loop): unrolling it makes the graph larger than", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Rounds_without_nodes_and_loops_without_end_are_refused_as_well()
    {
        ModelProto model = Model();
        model.Graph.Initializer.Add(Integers("count", long.MaxValue));
        model.Graph.Initializer.Add(new TensorProto { Name = "yes", DataType = 9, Int32Data = { 1 } });
        GraphProto body = Body([Typed("i", 7), Typed("go", 9), Shaped("v")], ["go", "v"]);
        foreach (string[] inputs in new string[][] { ["count", "", "x"], ["", "yes", "x"], ["count", "yes", "x"], ["", "", "x"] })
        {
            ModelProto other = model.Clone();
            other.Graph.Node.Add(Node("Loop", inputs, ["y"], Graph("body", body)));
            Assert.Contains("node 'Loop' (Loop)", Assert.Single(HostileFileTests.ProblemsOf(other)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Nested_loops_share_one_limit()
    {
        ModelProto model = Model();
        model.Graph.Initializer.Add(Integers("count", 1000));
        GraphProto body = CountedBody();
        for (int depth = 0; depth < 10; depth++)
        {
            body = Body([Typed("i", 7), Typed("go", 9), Shaped("v")], ["go2", "w", "w2"], Node("Identity", ["go"], ["go2"]),
                Node("Loop", ["count", "", "v"], ["w"], Graph("body", body)), Node("Identity", ["w"], ["w2"]));
        }

        model.Graph.Node.Add(Node("Loop", ["count", "", "x"], ["y"], Graph("body", body)));
        Assert.Contains("unrolling it", Assert.Single(HostileFileTests.ProblemsOf(model)), StringComparison.Ordinal);
    }

    [Fact]
    public void Long_names_are_not_multiplied_by_rounds()
    {
        string name = new('n', 1 << 20);
        ModelProto model = Model();
        model.Graph.Initializer.Add(Integers("count", 10_000));
        GraphProto body = Body([Typed("i", 7), Typed("go", 9), Shaped("v")], ["go2", name], Node("Identity", ["go"], ["go2"]),
            Node("Relu", ["v"], [name]));
        model.Graph.Node.Add(Node("Loop", ["count", "", "x"], ["y"], Graph("body", body)));
        Assert.Contains("characters; 512 are the most", Assert.Single(HostileFileTests.ProblemsOf(model)), StringComparison.Ordinal);
    }

    [Fact]
    public void Bodies_that_do_not_fit_and_names_that_do_not_exist_are_reported_once()
    {
        GraphProto[] bodies =
        [
            Body([], ["x"]),
            Body([Typed("i", 7), Typed("go", 9)], ["go", "x"]),
            Body([Typed("i", 7), Typed("go", 9), Shaped("v")], ["go"]),
            Body([Typed("i", 7), Typed("go", 9), Shaped("v")], ["go", "nowhere"]),
            Body([Typed("i", 7), Typed("go", 9), Shaped("v")], ["go", "w"], Node("Add", ["v", "nowhere"], ["w"])),
            Body([Typed("i", 7), Typed("go", 9), Shaped("v")], ["go", "w"], Node("Frobnicate", ["v"], ["w"])),
            Body([Typed("i", 7), Typed("go", 9), Shaped("v")], ["go", "w"], Node("Add", ["v", "w"], ["w"])),
        ];
        foreach (GraphProto body in bodies)
        {
            ModelProto model = Model();
            model.Graph.Initializer.Add(Integers("count", 3));
            model.Graph.Node.Add(Node("Loop", ["count", "", "x"], ["y"], Graph("body", body)));
            Assert.Single(HostileFileTests.ProblemsOf(model));
        }

        ModelProto without = Model();
        without.Graph.Initializer.Add(Integers("count", 3));
        without.Graph.Node.Add(Node("Loop", ["count", "", "x"], ["y"]));
        Assert.Contains("'body', a graph, is missing", Assert.Single(HostileFileTests.ProblemsOf(without)), StringComparison.Ordinal);
    }

    // Doubles the carried value and hands it out in each round.
    private static GraphProto CountedBody() => Body([Typed("i", 7), Typed("go", 9), Shaped("v")], ["go2", "w", "doubled"],
        Node("Identity", ["go"], ["go2"]), Node("Add", ["v", "v"], ["w"]), Node("Identity", ["w"], ["doubled"]));

    private static float[] Run(ModelProto model, bool withRuntime = true)
    {
        var inputs = new Dictionary<string, Tensor> { ["x"] = new(TensorShape.Of(2, 2), [1f, 2, 3, 4]) };
        IReadOnlyDictionary<string, Tensor> results = FloatInterpreter.Run(Read(model), inputs);
        if (withRuntime && NativeOnnxRuntime.Missing is null)
        {
            using OnnxRuntimeSession session = NativeOnnxRuntime.Library.Open(model.ToByteArray());
            foreach ((string name, Tensor value) in session.Run(inputs))
            {
                Assert.Equal(value.ToString(), results[name].ToString());
                Assert.Equal(value.ToFloats(), results[name].ToFloats());
            }
        }

        return results["y"].ToFloats();
    }

    private static Graph Read(ModelProto model) => OnnxReader.Read(new MemoryStream(model.ToByteArray()));

    private static ModelProto Model() => HostileFileTests.Model();

    private static NodeProto Node(string op, string[] inputs, string[] outputs, params Attribute[] attributes) =>
        HostileFileTests.NodeOf(op, op is "If" or "Loop" ? op : $"{op}_{outputs[0]}", inputs, outputs, attributes);

    private static Attribute Graph(string name, GraphProto graph) => new() { Name = name, Type = Type.Graph, G = graph };

    private static GraphProto Body(ValueInfoProto[] inputs, string[] outputs, params NodeProto[] nodes)
    {
        var graph = new GraphProto { Name = "body" };
        graph.Input.AddRange(inputs);
        graph.Node.AddRange(nodes);
        graph.Output.AddRange(outputs.Select(name => new ValueInfoProto { Name = name }));
        return graph;
    }

    private static ValueInfoProto Typed(string name, int type)
    {
        ValueInfoProto value = HostileFileTests.InputOf(name);
        value.Type.TensorType.ElemType = type;
        return value;
    }

    private static ValueInfoProto Shaped(string name) =>
        new() { Name = name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = 1 } } };

    private static TensorProto Floats(string name, long[] dimensions, params float[] values) =>
        HostileFileTests.Floats(name, dimensions, values);

    private static TensorProto Integers(string name, long value) => new() { Name = name, DataType = 7, Int64Data = { value } };
}
