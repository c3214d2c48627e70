using System.Globalization;
using LionMl.Onnx;

namespace LionMl.Circuits.Tests.Models;

/// <summary>Every model in tests/models: its size at 8 bits as docs/model-costs.md has it, and its error with searched scales.</summary>
public sealed class ModelCostTests
{
    private const int Bits = 8;

    private static readonly GoldenTable Table = new("model-costs.md");

    public static TheoryData<string> Models => [.. ModelNames];

    private static string[] ModelNames { get; } =
    [
        .. Directory.GetDirectories(ModelFiles.Folder).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void The_table_lists_just_the_models()
    {
        Table.WriteIfAsked(() => ModelNames.Select(Row));
        Assert.Equal(ModelNames, Table.Rows.Select(GoldenTable.NameOf));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Sizes_at_eight_bits_are_as_written(string model) =>
        Assert.Equal(Table.RowsOf(model).Single(), Row(model));

    [Theory]
    [MemberData(nameof(Models))]
    public void Searched_scales_meet_the_error_of_their_target_on_samples_that_did_not_calibrate(string model)
    {
        var (graph, calibration, evaluation) = ModelFiles.Read(model);
        foreach (var (target, bound) in new[] { (QuantizeTarget.Accuracy, 0.026), (QuantizeTarget.Resources, 0.031) })
        {
            var result = Quantizer.Quantize(graph, calibration, new QuantizeOptions { Target = target });
            var report = Fidelity.Measure(graph, result.Graph, evaluation);
            Assert.True(report.RelativeError < bound, $"{model} for {target}: relative error {report.RelativeError:P2}");
        }
    }

    private static string Row(string model)
    {
        var (graph, calibration, evaluation) = ModelFiles.Read(model);
        var options = new QuantizeOptions { InputBits = Bits, WeightBits = Bits, ActivationBits = Bits };
        var quantized = Quantizer.Quantize(graph, calibration, options).Graph;
        var cost = CircuitCompiler.Compile(quantized).Cost;
        double error = Fidelity.Measure(graph, quantized, evaluation).RelativeError;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| `{model}` | {cost.Macs:N0} | {cost.Constraints:N0} | {cost.NonZerosA:N0} | {cost.NonZerosB:N0} | {cost.NonZerosC:N0} | {error:0.0 %} |");
    }
}
