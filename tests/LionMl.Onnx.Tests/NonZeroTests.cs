using Google.Protobuf;
using LionMl.Onnx.Schema;
using Attribute = LionMl.Onnx.Schema.AttributeProto;
using Dimension = LionMl.Onnx.Schema.TensorShapeProto.Types.Dimension;

namespace LionMl.Onnx.Tests;

/// <summary>NonZero of a tensor that is computed: how many results it gives is stated, and any other number is refused.</summary>
public sealed class NonZeroTests
{
    private static readonly Tensor Two = new(TensorShape.Of(2, 2), [0f, 3, 0, -1]);

    [Theory]
    [InlineData(9)]
    [InlineData(13)]
    [InlineData(17)]
    public void The_number_is_stated_by_the_name_of_the_result(int opset)
    {
        Graph graph = Read(Model(null, opset), ("y[1]", 2));
        Assert.Equal(TensorShape.Of(2, 2), graph.ShapeOf("y"));
        Assert.Equal([0f, 1, 1, 1], Run(graph, Two));
    }

    [Fact]
    public void The_number_is_stated_by_the_name_in_the_file()
    {
        Graph graph = Read(Model(new Dimension { DimParam = "count" }), ("count", 2));
        Assert.Equal([0f, 1, 1, 1], Run(graph, Two));
        ModelProto inside = Model(new Dimension { DimParam = "count" });
        inside.Graph.ValueInfo.Add(inside.Graph.Output[0]);
        inside.Graph.Node.Add(HostileFileTests.NodeOf("Neg", "neg", ["y"], ["z"]));
        inside.Graph.Output[0] = new ValueInfoProto { Name = "z" };
        Assert.Equal(TensorShape.Of(2, 1), Read(inside, ("count", 1)).ShapeOf("z"));
    }

    [Fact]
    public void A_number_in_the_file_needs_no_option()
    {
        Assert.Equal([0f, 1, 1, 1], Run(Read(Model(new Dimension { DimValue = 2 })), Two));
        Assert.Contains("no open dimension 'y[1]'", ProblemOf(Model(new Dimension { DimValue = 2 }), ("y[1]", 2)), StringComparison.Ordinal);
        Assert.Contains("as the file says", ProblemOf(Model(new Dimension { DimValue = 5 })), StringComparison.Ordinal);
    }

    [Fact]
    public void A_written_model_keeps_the_number()
    {
        using var file = new MemoryStream(OnnxWriter.Write(Read(Model(null), ("y[1]", 2))));
        Assert.Equal([0f, 1, 1, 1], Run(OnnxReader.Read(file), Two));
    }

    [Theory]
    [InlineData(null, "y[1]")]
    [InlineData("count", "count")]
    public void A_missing_number_is_asked_for_by_name(string? symbol, string name)
    {
        ModelProto model = Model(symbol is null ? null : new Dimension { DimParam = symbol });
        string problem = ProblemOf(model);
        Assert.Contains($"give --dim {name}=VALUE", problem, StringComparison.Ordinal);
        Assert.Contains("exactly VALUE elements of 'x' are not zero", problem, StringComparison.Ordinal);
        var misspelt = Assert.Throws<OnnxException>(() => Read(model, (name + "s", 2)));
        Assert.Contains($"no open dimension '{name}s'; it has '{name}'", misspelt.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(5)]
    [InlineData(int.MaxValue)]
    public void An_impossible_number_is_refused(int number)
    {
        string problem = ProblemOf(Model(null), ("y[1]", number));
        Assert.Contains($"--dim y[1]={number}", problem, StringComparison.Ordinal);
        Assert.Contains("but it has 4", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(0, 0, 2, 0)]
    [InlineData(1, 1, 1, 0)]
    [InlineData(1, 1, 1, float.NaN)]
    public void Another_number_is_refused_when_the_model_runs(float a, float b, float c, float d)
    {
        var input = new Tensor(TensorShape.Of(2, 2), [a, b, c, d]);
        var error = Assert.Throws<OnnxException>(() => Run(Read(Model(null), ("y[1]", 2)), input));
        Assert.Contains("'nz'", error.Message, StringComparison.Ordinal);
        Assert.Contains($"{input.Floats.ToArray().Count(value => value != 0)} elements of 'x' are not zero", error.Message, StringComparison.Ordinal);
        Assert.Contains("exactly 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_and_all_elements_may_be_meant()
    {
        Assert.Empty(Run(Read(Model(null), ("y[1]", 0)), new Tensor(TensorShape.Of(2, 2), [0f, 0, 0, 0])));
        Assert.Equal([0f, 0, 1, 1, 0, 1, 0, 1], Run(Read(Model(null), ("y[1]", 4)), new Tensor(TensorShape.Of(2, 2), [1f, 2, 3, 4])));
    }

    [Fact]
    public void A_constant_is_counted()
    {
        ModelProto model = HostileFileTests.Model();
        model.Graph.Initializer.Add(HostileFileTests.Floats("c", [2, 2], 0, 3, 0, -1));
        model.Graph.Node.Add(HostileFileTests.NodeOf("NonZero", "nz", ["c"], ["y"]));
        Assert.Equal([0f, 1, 1, 1], Read(model).Constants["y"].ToFloats());
    }

    [Fact]
    public void A_size_that_nothing_checks_is_refused()
    {
        ModelProto model = HostileFileTests.Model();
        model.Graph.Node.Add(HostileFileTests.NodeOf("NonZero", "nz", ["x"], ["n"]));
        model.Graph.Node.Add(HostileFileTests.NodeOf("Transpose", "turned", ["n"], ["t"]));
        model.Graph.Node.Add(HostileFileTests.NodeOf("Shape", "shape", ["t"], ["y"]));
        Assert.Contains("only the size of its result is used", ProblemOf(model, ("n[1]", 2)), StringComparison.Ordinal);
        model.Graph.Output.Add(new ValueInfoProto { Name = "t" });
        Assert.Equal([2f, 2], Read(model, ("n[1]", 2)).Constants["y"].ToFloats());
    }

    [Fact]
    public void In_a_branch_the_name_is_that_of_the_branch()
    {
        var branch = new GraphProto { Name = "then" };
        branch.Node.Add(HostileFileTests.NodeOf("NonZero", "nz", ["x"], ["inner"]));
        branch.Output.Add(new ValueInfoProto { Name = "inner" });
        ModelProto model = HostileFileTests.Model();
        model.Graph.Initializer.Add(new TensorProto { Name = "c", DataType = 9, Int32Data = { 1 } });
        model.Graph.Node.Add(HostileFileTests.NodeOf(
            "If", "if", ["c"], ["y"], BodyOf("then_branch", branch), BodyOf("else_branch", branch)));
        Assert.Contains("give --dim inner[1]=VALUE", ProblemOf(model), StringComparison.Ordinal);
        Assert.Equal([0f, 1, 1, 1], Run(Read(model, ("inner[1]", 2)), Two));
    }

    private static Attribute BodyOf(string name, GraphProto body) =>
        new() { Name = name, Type = Attribute.Types.AttributeType.Graph, G = body };

    private static ModelProto Model(Dimension? count, int opset = 17)
    {
        ModelProto model = HostileFileTests.Model();
        model.OpsetImport[0].Version = opset;
        model.Graph.Node.Add(HostileFileTests.NodeOf("NonZero", "nz", ["x"], ["y"]));
        if (count is not null)
        {
            model.Graph.Output[0] = HostileFileTests.InputOf("y", 2, 0);
            model.Graph.Output[0].Type.TensorType.ElemType = 7;
            model.Graph.Output[0].Type.TensorType.Shape.Dim[1] = count;
        }

        return model;
    }

    private static Graph Read(ModelProto model, params ReadOnlySpan<(string Name, int Size)> dimensions)
    {
        var sizes = new Dictionary<string, int>();
        foreach ((string name, int size) in dimensions)
        {
            sizes.Add(name, size);
        }

        return OnnxReader.Read(new MemoryStream(model.ToByteArray()), new OnnxReadOptions { Dimensions = sizes });
    }

    private static string ProblemOf(ModelProto model, params (string Name, int Size)[] dimensions) =>
        Assert.Single(Assert.Throws<OnnxException>(() => Read(model, dimensions)).Problems);

    private static float[] Run(Graph graph, Tensor x) =>
        FloatInterpreter.Run(graph, new Dictionary<string, Tensor> { ["x"] = x })["y"].ToFloats();
}
