using System.Text.Json.Nodes;

namespace LionMl.Cli.Tests;

/// <summary>The digit classifier from model to verdict.</summary>
[Collection(DigitsCollection.Name)]
public sealed class WorkflowTests(DigitsFixture digits)
{
    [Fact]
    public void Every_step_succeeds()
    {
        Assert.Equal((0, 0, 0), (digits.Quantized.ExitCode, digits.SetUp.ExitCode, digits.Proved.ExitCode));
        CommandLine verified = CommandLine.Run("verify", digits.Folder, "--json");
        Assert.Equal(0, verified.ExitCode);
        Assert.True(verified.Json["accepted"]!.GetValue<bool>());
        Assert.Equal("v3", verified.Json["varuna"]!.GetValue<string>());
    }

    [Fact]
    public void The_folder_holds_what_the_contract_names_and_nothing_else() => Assert.Equal(
        ["circuit.lion", "output.json", "proof.bin", "proving.key", "public.json", "statement.json", "verifying.key"],
        Directory.EnumerateFileSystemEntries(digits.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Fact]
    public void Key_and_proof_have_snarkVMs_sizes()
    {
        Assert.Equal(673, new FileInfo(Path.Combine(digits.Folder, "verifying.key")).Length);
        Assert.Equal(957, new FileInfo(Path.Combine(digits.Folder, "proof.bin")).Length);
    }

    [Fact]
    public void The_public_inputs_are_the_outputs_at_the_stated_place_and_scale()
    {
        JsonNode statement = JsonNode.Parse(File.ReadAllText(Path.Combine(digits.Folder, "statement.json")))!;
        JsonArray publics = JsonNode.Parse(File.ReadAllText(Path.Combine(digits.Folder, "public.json")))!.AsArray();
        JsonNode output = JsonNode.Parse(File.ReadAllText(Path.Combine(digits.Folder, "output.json")))!;
        JsonNode tensor = Assert.Single(statement["tensors"]!.AsArray())!;
        Assert.Equal("1field", publics[0]!.GetValue<string>());
        Assert.Equal(16, publics.Count);
        var modulus = Algebra.Fr.Modulus;
        for (int i = 0; i < tensor["length"]!.GetValue<int>(); i++)
        {
            var value = System.Numerics.BigInteger.Parse(publics[tensor["offset"]!.GetValue<int>() + i]!.GetValue<string>()[..^5]);
            value = value > modulus / 2 ? value - modulus : value;
            double real = Math.ScaleB((double)value, -tensor["scaleBits"]!.GetValue<int>());
            Assert.Equal(real, output["output_data"]![0]![i]!.GetValue<double>(), 4);
        }
    }

    [Fact]
    public void The_defaults_used_are_recorded_and_printed()
    {
        JsonNode statement = JsonNode.Parse(File.ReadAllText(Path.Combine(digits.Folder, "statement.json")))!;
        Assert.Equal("accuracy", statement["options"]!["target"]!.GetValue<string>());
        Assert.Equal("v3", statement["options"]!["varuna"]!.GetValue<string>());
        Assert.Equal("input=private,output=public,params=fixed", statement["visibility"]!.GetValue<string>());
        Assert.Equal(["target", "outliers", "margin", "visibility", "reference", "memory-limit"], Defaults(digits.Quantized));
        Assert.Equal(["memory-limit", "varuna"], Defaults(digits.SetUp));
    }

    [Fact]
    public void A_sandbox_is_described_in_the_statement_with_its_warning()
    {
        JsonNode srs = JsonNode.Parse(File.ReadAllText(Path.Combine(digits.Folder, "statement.json")))!["srs"]!;
        Assert.Equal("sandbox", srs["kind"]!.GetValue<string>());
        Assert.Contains("can then prove anything", srs["warning"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("warning: Whoever made this sandbox", digits.SetUp.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Mock_reports_fidelity_on_the_evaluation_samples()
    {
        CommandLine run = CommandLine.Run("mock", digits.Copy(), "--input", DigitsFixture.Data("evaluation.json"), "--json");
        Assert.Equal(0, run.ExitCode);
        JsonNode fidelity = run.Json["fidelity"]!;
        Assert.True(fidelity["relativeError"]!.GetValue<double>() < 0.05);
        Assert.Equal(1, fidelity["argmaxAgreement"]!.GetValue<double>());
        Assert.Equal(16, fidelity["samples"]!.GetValue<int>());
    }

    [Fact]
    public void Several_inputs_make_one_proof()
    {
        string folder = digits.Copy(), input = DigitsFixture.Data("input.json");
        CommandLine proved = CommandLine.Run("prove", folder, "--input", input, "--input", input, "--json");
        Assert.Equal(0, proved.ExitCode);
        Assert.Equal(957 + 144, proved.Json["proofBytes"]!.GetValue<int>());
        Assert.Equal(2, JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "public.json")))!.AsArray().Count);
        CommandLine verified = CommandLine.Run("verify", folder, "--json");
        Assert.Equal(0, verified.ExitCode);
        Assert.Equal(2, verified.Json["instances"]!.GetValue<int>());
    }

    [Fact]
    public void Private_outputs_go_to_a_folder_of_the_owners_alone()
    {
        string folder = digits.Copy();
        File.Delete(Path.Combine(folder, "output.json"));
        Assert.Equal(0, CommandLine.Run(
            "run", DigitsFixture.Data("model.onnx"), "--input", DigitsFixture.Data("input.json"),
            "--data", DigitsFixture.Data("calibration.json"), "--visibility", "input=public,output=private", "--srs", "sandbox",
            "--out", folder, "--json").ExitCode);
        Assert.False(File.Exists(Path.Combine(folder, "output.json")));
        Assert.True(File.Exists(Path.Combine(folder, "private", "output.json")));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal((UnixFileMode)0b111_000_000, File.GetUnixFileMode(Path.Combine(folder, "private")));
        }
    }

    [Fact]
    public void Run_does_all_steps_and_calibrates_with_the_input_under_a_warning()
    {
        string folder = digits.Copy() + "-run";
        CommandLine run = CommandLine.Run(
            "run", DigitsFixture.Data("model.onnx"), "--input", DigitsFixture.Data("input.json"), "--srs", "sandbox", "--varuna", "v2",
            "--out", folder, "--json");
        Assert.Equal(0, run.ExitCode);
        Assert.True(run.Json["accepted"]!.GetValue<bool>());
        string[] warnings = [.. run.Json["warnings"]!.AsArray().Select(warning => warning!.GetValue<string>())];
        Assert.Contains(warnings, warning => warning.Contains("itself calibrated", StringComparison.Ordinal));
        Assert.Contains(warnings, warning => warning.Contains("soundness gap", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("estimate")]
    [InlineData("table")]
    public void Costs_are_shown_before_setup(string verb)
    {
        CommandLine run = CommandLine.Run(verb, digits.Folder, "--json");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(digits.SetUp.Json["constraints"]!.GetValue<int>(), run.Json["constraints"]!.GetValue<int>());
        Assert.Equal(0, CommandLine.Run(verb, digits.Folder).ExitCode);
    }

    private static IEnumerable<string> Defaults(CommandLine run) => run.Json["defaults"]!.AsArray().Select(key => key!.GetValue<string>());
}
