using System.Runtime.CompilerServices;
using LionMl.Onnx;
using LionMl.Results;
using LionMl.Varuna;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace LionMl.Tests;

/// <summary>From a module in TorchSharp style to a proof, and what can go wrong on the way.</summary>
public sealed class ExportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly torch.Tensor _sample;

    public ExportTests()
    {
        torch.manual_seed(1);
        _sample = torch.randn(1, 1, 6, 6);
    }

    [Fact]
    public void A_module_is_exported_quantised_proved_and_verified()
    {
        ExportResult export = Lion.Export(new Small(), _sample);
        Assert.Equal("Small", export.Graph.Name);
        Assert.Equal(["Conv", "Relu", "Flatten", "Gemm"], export.Graph.Nodes.Select(node => node.OpType));
        Assert.Equal((2 * 9) + 2 + (3 * 72) + 3, export.WeightCount);
        Assert.InRange(export.LargestDifference, 0, 1e-6);

        QuantizeResult circuit = Lion.Quantize(export, new QuantizeRequest { Data = torch.randn(8, 1, 6, 6), Out = _folder.File("small") });
        Lion.Setup(circuit.Folder, new SetupRequest { Srs = SrsKind.Sandbox, Home = _folder.File("home") });
        ProveResult proof = Lion.Prove(circuit.Folder, new ProveRequest { Inputs = [_sample], Home = _folder.File("home") });
        Assert.True(Lion.Verify(new VerifyRequest { Folder = proof.Folder, Home = _folder.File("home") }).IsAccepted);
        Assert.Equal("Small.onnx", proof.Statement.Model.Name);
        Assert.All(
            proof.Outputs[0]["output"].ToFloats().Zip(export.Outputs[0].ToFloats()), pair => Assert.Equal(pair.Second, pair.First, 0.05f));
    }

    [Fact]
    public void A_file_is_written_with_its_sample_which_the_other_verbs_take()
    {
        string path = _folder.File("net.onnx");
        ExportResult export = Lion.Export(new Small(), new ExportRequest { Samples = [_sample], OnnxFile = path, Name = "mine" });
        Assert.Equal(["net.onnx", "net.sample.json"], Directory.EnumerateFiles(_folder.Path).Select(Path.GetFileName).Order());
        Graph read = OnnxReader.Read(path);
        Assert.Equal("mine", read.Name);
        Assert.Equal(export.Graph.Nodes.Count, read.Nodes.Count);
        string sample = _folder.File("net.sample.json");
        QuantizeResult circuit = Lion.Quantize(path, new QuantizeRequest { Data = sample, Out = _folder.File("net") });
        MockResult mock = Lion.Mock(circuit.Folder, new MockRequest { Inputs = [sample] });
        Assert.InRange(mock.Fidelity.RelativeError, 0, 0.05);
        Assert.All(
            mock.Outputs.Single()["output"].ToFloats().Zip(export.Outputs[0].ToFloats()),
            pair => Assert.Equal(pair.Second, pair.First, mock.Fidelity.MaxAbsError + 1e-4));
    }

    [Fact]
    public void Shapes_stand_for_samples_and_give_the_same_graph_each_time()
    {
        var net = new Small();
        ExportResult one = Lion.Export(net, new ExportRequest { Shapes = [TensorShape.Of(1, 1, 6, 6)] });
        ExportResult two = Lion.Export(net, new ExportRequest { Shapes = [TensorShape.Of(1, 1, 6, 6)] });
        Assert.Equal(OnnxWriter.Write(one.Graph), OnnxWriter.Write(two.Graph));
        Assert.Equal(one.Inputs[0].ToFloats(), two.Inputs[0].ToFloats());
    }

    [Fact]
    public void Modules_of_several_inputs_and_outputs_have_their_tensors_in_order()
    {
        ExportResult export = Lion.Export(new Pair(), torch.ones(2, 3), torch.ones(2, 3) * 4);
        Assert.Equal(["input_0", "input_1"], export.Graph.Inputs.Select(input => input.Name));
        Assert.Equal([5f, 5, 5, 5, 5, 5], export.Outputs[0].ToFloats());
        Assert.Equal([4f, 4, 4, 4, 4, 4], export.Outputs[1].ToFloats());
    }

    public static TheoryData<object, string> Refused => new()
    {
        { "a path", "A String is no module: give an instance of a class that derives from torch.nn.Module, or a Sequential." },
        { new Throwing(), $"Throwing (ExportTests.cs, line {Throwing.Line}): half way" },
        { new Pair(), "Pair: Pair takes (Tensor, Tensor), and 1 sample inputs were given" },
        { Sequential(Linear(5, 2)), "Sequential: mat1 and mat2 shapes cannot be multiplied (6x6 and 5x2)" },
        { new NotANumber(), "constant '_weight' (Float [6]) has 6 elements that are" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_cannot_be_exported_says_why_and_the_next_can(object model, string why)
    {
        LionException failure = Assert.Throws<LionException>(() => Lion.Export(model, _sample));
        Assert.Equal(FailureKind.BadInput, failure.Kind);
        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
        Assert.Equal(4, Lion.Export(new Small(), _sample).Graph.Nodes.Count);
    }

    [Fact]
    public void A_failure_writes_nothing()
    {
        var request = new ExportRequest { Samples = [_sample], OnnxFile = _folder.File("bad.onnx") };
        Assert.Throws<LionException>(() => Lion.Export(new Throwing(), request));
        Assert.Throws<LionException>(() => Lion.Export(new Small(), request with { Samples = [] }));
        Assert.Throws<LionException>(() => Lion.Export(new Small(), request with { Shapes = [TensorShape.Of(1)] }));
        Assert.Throws<LionException>(() => Lion.Export(new Small(), request with { Samples = ["no tensor"] }));
        LionException none = Assert.Throws<LionException>(() => Lion.Export(ModuleSource.FromLibrary(_folder.File("none.dll"), "Net"), request));
        Assert.StartsWith($"There is no file '{_folder.File("none.dll")}'", none.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Shapes_without_end_and_samples_without_numbers_are_told()
    {
        LionException large = Assert.Throws<LionException>(() => Lion.Export(
            new Small(), new ExportRequest { Shapes = [TensorShape.Of(int.MaxValue, int.MaxValue, int.MaxValue)] }));
        Assert.Contains("a tensor holds at most", large.Message, StringComparison.Ordinal);
        LionException wrong = Assert.Throws<LionException>(() => Lion.Export(
            Identity(), new ExportRequest { Samples = [torch.full([2], float.NaN)], OnnxFile = _folder.File("nan.onnx") }));
        Assert.Contains("in input 0, number 0 is NaN", wrong.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void What_changes_in_evaluation_is_warned_of()
    {
        ExportResult export = Lion.Export(Sequential(Flatten(), Dropout(0.5)), _sample);
        Assert.Contains(export.Record.Warnings, warning => warning.Contains("evaluation mode", StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    private sealed class Throwing : Module<torch.Tensor, torch.Tensor>
    {
        public Throwing() : base("Throwing") => RegisterComponents();

        public static int Line => Here() + 2;

        public override torch.Tensor forward(torch.Tensor x) => throw new InvalidOperationException("half way");

        private static int Here([CallerLineNumber] int line = 0) => line;
    }

    private sealed class NotANumber : Module<torch.Tensor, torch.Tensor>
    {
        private readonly Parameter _weight = new(torch.full([6], float.NaN));

        public NotANumber() : base("NotANumber") => RegisterComponents();

        public override torch.Tensor forward(torch.Tensor x) => x * _weight;
    }

    private sealed class Small : Module<torch.Tensor, torch.Tensor>
    {
        private readonly Conv2d _conv = Conv2d(1, 2, 3, padding: 1);
        private readonly Linear _fc = Linear(72, 3);

        public Small() : base("Small") => RegisterComponents();

        public override torch.Tensor forward(torch.Tensor x) => _fc.forward(functional.relu(_conv.forward(x)).flatten(1));
    }

    private sealed class Pair : Module<torch.Tensor, torch.Tensor, (torch.Tensor, torch.Tensor)>
    {
        public Pair() : base("Pair") => RegisterComponents();

        public override (torch.Tensor, torch.Tensor) forward(torch.Tensor x, torch.Tensor y) => (x + y, x * y);
    }
}
