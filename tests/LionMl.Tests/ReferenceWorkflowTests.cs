using LionMl.Onnx;
using LionMl.Onnx.OnnxRuntime;
using LionMl.Results;
using LionMl.TestSupport;
using LionMl.Varuna;

namespace LionMl.Tests;

/// <summary>What runs the model in floats.</summary>
public sealed class ReferenceWorkflowTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string? _before = Environment.GetEnvironmentVariable(OnnxRuntimeLibrary.Variable);

    private string Home => _folder.File("home");

    [Fact]
    public void The_interpreter_runs_unless_something_else_is_asked_for()
    {
        QuantizeResult circuit = Quantize(null);
        Assert.Equal("interpreter", circuit.Reference);
        Assert.Contains(new RecordedOption("reference", "interpreter", true), circuit.Record.Options);
        Assert.Equal("interpreter", Mock(circuit, null).Reference);
    }

    [Fact]
    public void A_library_that_is_not_there_is_refused_and_auto_does_without()
    {
        Environment.SetEnvironmentVariable(OnnxRuntimeLibrary.Variable, _folder.File("nowhere.so"));
        LionException failure = Assert.Throws<LionException>(() => Quantize(ReferenceKind.OnnxRuntime));
        Assert.Equal(FailureKind.BadInput, failure.Kind);
        Assert.Contains("nowhere.so", failure.Message, StringComparison.Ordinal);
        Assert.Contains("--reference interpreter", failure.Message, StringComparison.Ordinal);
        Assert.Empty(_folder.Names());
        QuantizeResult circuit = Quantize(ReferenceKind.Auto);
        Assert.Equal("interpreter", circuit.Reference);
        Assert.Empty(circuit.Record.Warnings);
    }

    [OnnxRuntimeFact]
    public void ONNX_Runtime_calibrates_and_measures_where_it_is_wanted()
    {
        Environment.SetEnvironmentVariable(OnnxRuntimeLibrary.Variable, NativeOnnxRuntime.Library.Location);
        foreach (ReferenceKind kind in (ReferenceKind[])[ReferenceKind.Auto, ReferenceKind.OnnxRuntime])
        {
            QuantizeResult circuit = Quantize(kind);
            Assert.StartsWith("ONNX Runtime ", circuit.Reference, StringComparison.Ordinal);
            Assert.Equal(circuit.Reference, circuit.ToJson()["reference"]!.GetValue<string>());
            Assert.Empty(circuit.Record.Warnings);
            MockResult mock = Mock(circuit, kind);
            Assert.Equal(circuit.Reference, mock.Reference);
            Assert.Equal(Mock(circuit, null).Fidelity.RelativeError, mock.Fidelity.RelativeError, 5);
            Lion.Setup(circuit.Folder, new SetupRequest { Srs = SrsKind.Sandbox, Home = Home });
            var request = new ProveRequest { Inputs = [SmallModels.DenseInputs(1)[0]], Home = Home, Reference = kind };
            Assert.Equal(circuit.Reference, Lion.Prove(circuit.Folder, request).Reference);
        }
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(OnnxRuntimeLibrary.Variable, _before);
        _folder.Dispose();
    }

    private QuantizeResult Quantize(ReferenceKind? reference) => Lion.Quantize(SmallModels.Dense(), new QuantizeRequest
    {
        Data = DataSource.FromSamples(SmallModels.DenseInputs(8)),
        Out = _folder.File("dense"),
        Reference = reference,
    });

    private static MockResult Mock(QuantizeResult circuit, ReferenceKind? reference) => Lion.Mock(
        circuit.Folder, new MockRequest { Inputs = [DataSource.FromSamples(SmallModels.DenseInputs(2))], Reference = reference });
}
