using LionMl.Circuits;
using LionMl.Onnx;
using LionMl.Results;
using LionMl.TestSupport;

namespace LionMl.Tests;

/// <summary>What cannot be quantised is refused with its place and a remedy, and leaves nothing on disk.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void All_unsupported_nodes_are_named_with_hints()
    {
        string message = Refusal(new GraphBuilder("powers").Input("x", TensorShape.Of(1, 2)).Constant("c", Tensor.Vector(0.5f, 1.5f))
            .Node("Pow", ["x", "c"], ["p"], null, "first").Node("Relu", ["p"], ["r"]).Node("Pow", ["r", "c"], ["y"], null, "second")
            .Output("y").Build());
        Assert.Contains("2 nodes", message, StringComparison.Ordinal);
        Assert.Contains("Pow 'first': its exponents differ", message, StringComparison.Ordinal);
        Assert.Contains("Pow 'second'", message, StringComparison.Ordinal);
        Assert.Contains("Split the tensor by exponents.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Integers_that_would_overflow_name_their_layer() => Assert.Contains(
        "Layer 'sum'",
        Refusal(new GraphBuilder("far-apart").Input("x", TensorShape.Of(1, 4)).Constant("c", Tensor.Scalar(1e-18f))
            .Node("Mul", ["x", "c"], ["a"]).Node("Add", ["x", "a"], ["y"], null, "sum").Output("y").Build()),
        StringComparison.Ordinal);

    [Fact]
    public void A_tensor_that_stops_being_finite_is_named_with_its_sample()
    {
        string message = Refusal(new GraphBuilder("logarithm").Input("x", TensorShape.Of(1, 4)).Node("Neg", ["x"], ["n"])
            .Node("Exp", ["n"], ["e"]).Node("Exp", ["e"], ["f"]).Node("Exp", ["f"], ["y"]).Output("y").Build(), new float[] { 0, 1, 2, 3, 0, 1, 2, -9 });
        Assert.Contains("'f' becomes", message, StringComparison.Ordinal);
        Assert.Contains("sample 1", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reasons_of_failed_settings_are_not_kept_beside_private_weights()
    {
        QuantizeRequest request = new()
        {
            Data = DataSource.FromSamples(SmallModels.DenseInputs(8)),
            Out = _folder.File("dense"),
            Visibility = "params=private",
            WeightBits = 24,
        };
        QuantizeResult circuit = Lion.Quantize(SmallModels.Dense(), request);
        CalibrationTrial[] failed = [.. circuit.Calibration.Trials.Where(trial => trial.Failure is not null)];
        Assert.All(failed, trial => Assert.Matches("'[^']+'", trial.Failure!));
        Assert.All(
            Lion.Table(circuit.Folder).Calibration.Trials.Where(trial => trial.Failure is not null),
            trial => Assert.Equal("failed; the reason is not kept beside private weights", trial.Failure));
    }

    public void Dispose() => _folder.Dispose();

    private string Refusal(Graph model, DataSource? data = null)
    {
        LionException failure = Assert.Throws<LionException>(() => Lion.Quantize(model, new QuantizeRequest
        {
            Data = data,
            InputRange = data is null ? new InputRange(-1, 1) : null,
            Out = _folder.File("out"),
        }));
        Assert.Equal(FailureKind.BadInput, failure.Kind);
        Assert.Empty(_folder.Names());
        return failure.Message;
    }
}
