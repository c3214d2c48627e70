namespace LionMl.Cli.Tests;

public sealed class UsageTests
{
    [Theory]
    [InlineData("prove", "'DIR' missing")]
    [InlineData("prove d", "'prove' needs --input.")]
    [InlineData("prove d --input", "--input")]
    [InlineData("provee", "'provee'")]
    [InlineData("srs", "Required command")]
    [InlineData("srs bake", "'bake'")]
    [InlineData("setup d --srs foo --cores 0", "--srs takes aleo or sandbox, not 'foo'.")]
    [InlineData("setup d --varuna v2 --varuna v3", "--varuna")]
    [InlineData("setup d e", "'e'")]
    [InlineData("verify d --key k", "DIR already says what --key would")]
    [InlineData("quantize m.onnx", "--data calibration.json or --input-range lo,hi")]
    [InlineData("quantize m.onnx --data d --colour red", "--colour")]
    public void Wrong_usage_exits_with_2_and_one_error(string line, string expected) =>
        CommandLine.Run(line.Split(' ')).IsRefused(expected);

    [Fact]
    public void No_verb_shows_the_help_on_standard_error_and_exits_with_2()
    {
        CommandLine run = CommandLine.Run();
        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains("quantize <MODEL.onnx>", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_under_json_is_one_object()
    {
        CommandLine run = CommandLine.Run("setup", "nowhere", "--srs", "foo", "--json");
        Assert.Equal(2, run.ExitCode);
        Assert.Equal("--srs takes aleo or sandbox, not 'foo'.", run.Json["error"]!.GetValue<string>());
        Assert.Equal(2, run.Json["exitCode"]!.GetValue<int>());
        Assert.Equal("setup", run.Json["verb"]!.GetValue<string>());
    }

    [Fact]
    public void A_failure_to_parse_under_json_is_one_object()
    {
        CommandLine run = CommandLine.Run("provee", "--json");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("provee", run.Json["error"]!.GetValue<string>(), StringComparison.Ordinal);
    }
}
