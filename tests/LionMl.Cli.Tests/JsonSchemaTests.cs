using System.Text.Json.Nodes;

namespace LionMl.Cli.Tests;

/// <summary>The fields of <c>--json</c> are a promise to scripts: they change only on purpose.</summary>
[Collection(DigitsCollection.Name)]
public sealed class JsonSchemaTests(DigitsFixture digits)
{
    private const string Size = "constraints variables nonZeros{a b c} domains{r c ka kb kc x}";
    private const string Errors = "relativeError maxAbsError meanAbsError medianAbsError meanAbsPercentError argmaxAgreement samples";
    private const string Run = "peakMemoryBytes cores files";

    [Fact]
    public void Quantize() => AssertFields(
        digits.Quantized,
        $"verb folder {Size} macs calibration{{{Errors}}} reference saturation trials model{{name sha256}} circuitSha256 "
        + $"seconds{{total read quantize compile write}} {Run}{{circuit.lion}} "
        + "options{out target outliers margin visibility reference memory-limit data} defaults warnings");

    [Fact]
    public void Setup()
    {
        string sandbox = Path.GetFileName(
            Directory.EnumerateFiles(Path.Combine(Environment.GetEnvironmentVariable("LIONML_HOME")!, "srs", "sandbox")).First());
        AssertFields(
            digits.SetUp,
            $"verb folder {Size} varuna srs keySha256 seconds{{total load compile makeSrs srs setup write}} "
            + $"{Run}{{proving.key {sandbox} statement.json verifying.key}} options{{memory-limit varuna srs}} defaults warnings");
    }

    [Fact]
    public void Prove() => AssertFields(
        digits.Proved,
        $"verb folder {Size} varuna srs instances proofBytes fidelity{{{Errors}}} reference "
        + $"seconds{{total load compile srs witness prove verify write}} {Run}{{output.json proof.bin public.json statement.json}} "
            + $"options{{input memory-limit reference}} defaults warnings");

    [Fact]
    public void Verify() => AssertFields(
        CommandLine.Run("verify", digits.Folder, "--json"),
        $"verb accepted reason keySha256 keyExpected varuna srs instances {Size} seconds{{total verify}} {Run}{{}} options{{}} defaults "
            + "warnings");

    [Fact]
    public void Mock() => AssertFields(
        CommandLine.Run("mock", digits.Copy(), "--input", DigitsFixture.Data("input.json"), "--json"),
        $"verb folder {Size} satisfied samples fidelity{{{Errors}}} reference "
        + $"seconds{{total load compile witness write}} {Run}{{output.json}} options{{input memory-limit reference}} defaults warnings");

    private static void AssertFields(CommandLine run, string expected)
    {
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(expected, Fields(run.Json));
    }

    private static string Fields(JsonObject json) => string.Join(' ', json.Select(
        field => field.Value is JsonObject inner ? $"{field.Key}{{{Fields(inner)}}}" : field.Key));
}
