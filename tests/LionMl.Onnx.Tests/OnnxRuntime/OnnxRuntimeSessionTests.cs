using LionMl.Onnx.OnnxRuntime;
using LionMl.Onnx.Schema;
using LionMl.TestSupport;

namespace LionMl.Onnx.Tests.OnnxRuntime;

/// <summary>Sessions: what goes in and comes out, and what is refused.</summary>
public sealed class OnnxRuntimeSessionTests
{
    public static TheoryData<ElementType> Types => [.. Enum.GetValues<ElementType>().Where(type => type.IsSupported())];

    [OnnxRuntimeTheory]
    [MemberData(nameof(Types))]
    public void Every_type_of_element_goes_in_and_out_unchanged(ElementType type)
    {
        // The extremes of each type, and what all real types can hold.
        var shape = TensorShape.Of(2, 3);
        Tensor tensor = type == ElementType.Bool ? new Tensor(shape, [true, false, true, true, false, false])
            : type.IsFloating() ? new Tensor(shape, [0, -0f, 1.5f, -240, float.PositiveInfinity, float.NaN], type)
            : new Tensor(shape, [.. new[] { 0, 1, 100, -1, long.MaxValue, long.MinValue }.Select(value => type.Wrap(value))], type);
        Graph graph = new GraphBuilder("test").Input("x", shape, type).Node("Identity", ["x"], ["y"]).Output("y").Build();
        using OnnxRuntimeSession session = NativeOnnxRuntime.Library.Open(graph);
        Tensor result = session.Run(new Dictionary<string, Tensor> { ["x"] = tensor })["y"];
        Assert.Equal(tensor.ToString(), result.ToString());
        Assert.Equal(tensor.ToFloats(), result.ToFloats());
        if (type.IsInteger())
        {
            Assert.Equal(tensor.Integers.ToArray(), result.Integers.ToArray());
        }
    }

    [OnnxRuntimeFact]
    public void Scalars_and_tensors_without_elements_are_tensors()
    {
        Graph graph = new GraphBuilder("test").Input("s", TensorShape.Scalar).Input("e", TensorShape.Of(2, 0))
            .Node("Neg", ["s"], ["minus"]).Node("Neg", ["e"], ["empty"]).Output("minus").Output("empty").Build();
        using OnnxRuntimeSession session = NativeOnnxRuntime.Library.Open(graph);
        IReadOnlyDictionary<string, Tensor> results = session.Run(
            new Dictionary<string, Tensor> { ["s"] = Tensor.Scalar(2f), ["e"] = new(TensorShape.Of(2, 0), Array.Empty<float>()) });
        Assert.Equal([-2f], results["minus"].Floats.ToArray());
        Assert.Equal(TensorShape.Scalar, results["minus"].Shape);
        Assert.Equal(TensorShape.Of(2, 0), results["empty"].Shape);
    }

    [OnnxRuntimeFact]
    public void Inputs_and_outputs_are_listed_with_types_and_open_dimensions()
    {
        ModelProto model = ModelProto.Parser.ParseFrom(OnnxWriter.Write(Sum()));
        model.Graph.Input[0].Type.TensorType.Shape.Dim[0] = new TensorShapeProto.Types.Dimension { DimParam = "batch" };
        using OnnxRuntimeSession session = Open(model);
        Assert.Equal(["x: Float [?, 3]", "i: Int64 [3]"], session.Inputs.Select(input => $"{input.Name}: {input}"));
        Assert.Equal(["y", "z"], session.Outputs.Select(tensor => tensor.Name));
        Assert.Equal(ElementType.Int64, session.Outputs[1].ElementType);
        Tensor result = session.Run(new Dictionary<string, Tensor>
        {
            ["x"] = new(TensorShape.Of(1, 3), [1f, 2, 3]),
            ["i"] = Tensor.Vector(4, 5, 6L),
        })["y"];
        Assert.Equal([2f, 4, 6], result.Floats.ToArray());
    }

    [OnnxRuntimeFact]
    public void Missing_unknown_misshapen_and_mistyped_inputs_are_listed_at_once()
    {
        using OnnxRuntimeSession session = NativeOnnxRuntime.Library.Open(Sum());
        var problems = ProblemsOf(session, new() { ["x"] = Tensor.Vector(1f, 2, 3), ["other"] = Tensor.Scalar(1f) });
        Assert.Equal(3, problems.Count);
        Assert.Contains("input 'x' is Float [3], but the model takes Float [2, 3]", problems[0], StringComparison.Ordinal);
        Assert.Contains("input 'i' (Int64 [3]) is not given", problems[1], StringComparison.Ordinal);
        Assert.Contains("no input 'other'; it has 'x', 'i'", problems[2], StringComparison.Ordinal);
        problems = ProblemsOf(session, new() { ["x"] = new(TensorShape.Of(2, 3), new float[6]), ["i"] = Tensor.Vector(1f, 2, 3) });
        Assert.Contains("input 'i' is Float [3], but the model takes Int64 [3]", Assert.Single(problems), StringComparison.Ordinal);
    }

    [OnnxRuntimeFact]
    public void An_error_while_running_is_passed_on_in_its_words()
    {
        Graph graph = new GraphBuilder("test").Constant("table", Tensor.Vector(1f, 2)).Input("i", TensorShape.Of(1), ElementType.Int64)
            .Node("Gather", ["table", "i"], ["y"], nodeName: "pick").Output("y").Build();
        using OnnxRuntimeSession session = NativeOnnxRuntime.Library.Open(graph);
        string problem = Assert.Single(ProblemsOf(session, new() { ["i"] = Tensor.Vector(7L) }));
        Assert.Contains("running the model", problem, StringComparison.Ordinal);
        Assert.Contains("pick", problem, StringComparison.Ordinal);

        // And the session lives on.
        Assert.Equal(2f, session.Run(new Dictionary<string, Tensor> { ["i"] = Tensor.Vector(1L) })["y"].Floats[0]);
    }

    [OnnxRuntimeFact]
    public void Bytes_that_are_no_model_are_refused()
    {
        Refused([]);
        Refused("This is not a model."u8.ToArray());
        byte[] random = new byte[1000];
        new Random(7).NextBytes(random);
        Refused(random);
    }

    [OnnxRuntimeFact]
    public void A_model_cut_anywhere_is_refused_or_runs()
    {
        byte[] model = OnnxWriter.Write(Sum());
        for (int length = 0; length < model.Length; length++)
        {
            try
            {
                NativeOnnxRuntime.Library.Open(model.AsSpan(..length)).Dispose();
            }
            catch (OnnxException problem)
            {
                Assert.Contains("loading the model", problem.Message, StringComparison.Ordinal);
            }
        }
    }

    [OnnxRuntimeFact]
    public void An_unknown_operator_is_named()
    {
        ModelProto model = ModelProto.Parser.ParseFrom(OnnxWriter.Write(Sum()));
        model.Graph.Node[0].OpType = "Frobnicate";
        Assert.Contains("Frobnicate", Assert.Throws<OnnxException>(() => Open(model)).Message, StringComparison.Ordinal);
    }

    [OnnxRuntimeFact]
    public void Several_threads_may_run_one_session()
    {
        Graph graph = OnnxReader.Read(TestModels.ModelPath("lenet5"));
        Dictionary<string, Tensor> inputs = TestModels.Inputs(graph, Path.Combine(TestModels.Folder, "lenet5"));
        using OnnxRuntimeSession session = NativeOnnxRuntime.Library.Open(graph, new OnnxRuntimeOptions(1));
        float[] expected = session.Run(inputs).Values.Single().ToFloats();
        Parallel.For(0, 16, _ => Assert.Equal(expected, session.Run(inputs).Values.Single().ToFloats()));
    }

    [OnnxRuntimeFact]
    public void A_run_can_be_cancelled_before_and_while_it_runs()
    {
        // Seconds of work, of which little is done.
        const int Size = 512;
        var builder = new GraphBuilder("test").Input("x", TensorShape.Of(Size, Size));
        string last = "x";
        for (int i = 0; i < 3000; i++)
        {
            builder.Node("MatMul", [last, "x"], [$"y{i}"]);
            last = $"y{i}";
        }

        var inputs = new Dictionary<string, Tensor> { ["x"] = new(TensorShape.Of(Size, Size), new float[Size * Size]) };
        using OnnxRuntimeSession session =
            NativeOnnxRuntime.Library.Open(builder.Output(last).Build(), new OnnxRuntimeOptions(1, Rewrites: false));
        Assert.ThrowsAny<OperationCanceledException>(() => session.Run(inputs, new CancellationToken(canceled: true)));

        // A thread of its own: a timer waits for the pool, which other tests keep busy.
        using var source = new CancellationTokenSource();
        var canceller = new Thread(() =>
        {
            Thread.Sleep(50);
            source.Cancel();
        });
        canceller.Start();
        Assert.ThrowsAny<OperationCanceledException>(() => session.Run(inputs, source.Token));
        canceller.Join();
    }

    [OnnxRuntimeFact]
    public void A_disposed_session_says_so()
    {
        OnnxRuntimeSession session = NativeOnnxRuntime.Library.Open(Sum());
        session.Dispose();
        session.Dispose();
        Assert.Throws<ObjectDisposedException>(() => session.Run(
            new Dictionary<string, Tensor> { ["x"] = new(TensorShape.Of(2, 3), new float[6]), ["i"] = Tensor.Vector(1, 2, 3L) }));
        Assert.Throws<ArgumentOutOfRangeException>(() => NativeOnnxRuntime.Library.Open(Sum(), new OnnxRuntimeOptions(-1)));
    }

    private static Graph Sum() => new GraphBuilder("test").Input("x", TensorShape.Of(2, 3)).Input("i", TensorShape.Of(3), ElementType.Int64)
        .Node("Add", ["x", "x"], ["y"]).Node("Neg", ["i"], ["z"]).Output("y").Output("z").Build();

    private static OnnxRuntimeSession Open(ModelProto model)
    {
        using var stream = new MemoryStream();
        using (var output = new Google.Protobuf.CodedOutputStream(stream, leaveOpen: true))
        {
            model.WriteTo(output);
        }

        return NativeOnnxRuntime.Library.Open(stream.ToArray());
    }

    private static IReadOnlyList<string> ProblemsOf(OnnxRuntimeSession session, Dictionary<string, Tensor> inputs) =>
        Assert.Throws<OnnxException>(() => session.Run(inputs)).Problems;

    private static void Refused(byte[] model)
    {
        string problem = Assert.Throws<OnnxException>(() => NativeOnnxRuntime.Library.Open(model)).Message;
        Assert.Contains("ONNX Runtime", problem, StringComparison.Ordinal);
        Assert.Contains("loading the model", problem, StringComparison.Ordinal);
    }
}
