using System.Text.Json.Nodes;

namespace LionMl.Cli.Tests;

/// <summary>Whatever is wrong with files ends with exit code 2, one clear error, and nothing changed.</summary>
[Collection(DigitsCollection.Name)]
public sealed class BadInputTests(DigitsFixture digits)
{
    private static readonly string Input = DigitsFixture.Data("input.json");

    [Theory]
    [InlineData("circuit.lion", "prove")]
    [InlineData("circuit.lion", "setup")]
    [InlineData("circuit.lion", "mock")]
    [InlineData("circuit.lion", "table")]
    [InlineData("circuit.lion", "estimate")]
    [InlineData("proving.key", "prove")]
    [InlineData("statement.json", "prove")]
    [InlineData("statement.json", "verify")]
    [InlineData("verifying.key", "verify")]
    [InlineData("public.json", "verify")]
    [InlineData("proof.bin", "verify")]
    public void A_missing_truncated_corrupt_or_foreign_file_is_refused(string file, string verb)
    {
        string folder = digits.Copy();
        string path = Path.Combine(folder, file);
        byte[] good = File.ReadAllBytes(path);
        byte[] flipped = [.. good];
        flipped[good.Length / 2] ^= 0x10;
        (byte[]? Content, string What)[] cases =
        [
            (null, "missing"), ([], "empty"), (good[..(good.Length / 2)], "half"), (good[..^2], "two bytes short"),
            ([.. good, 0], "one byte more"), (flipped, "a flipped bit"), (File.ReadAllBytes(DigitsFixture.Data("model.onnx")), "a model"),
        ];
        foreach ((byte[]? content, string what) in cases)
        {
            File.Delete(path);
            if (content is not null)
            {
                File.WriteAllBytes(path, content);
            }

            string[] before = Snapshot(folder);
            CommandLine run = CommandLine.Run(verb is "prove" or "mock" ? [verb, folder, "--input", Input] : [verb, folder]);
            Assert.True(run.ExitCode == 2, $"{verb} with {file} {what}: exit code {run.ExitCode}\n{run.Error}");
            run.IsRefused(file);
            Assert.Equal(before, Snapshot(folder));
        }
    }

    [Fact]
    public void Whoever_expects_a_key_is_not_led_to_an_SRS_or_version_that_can_be_forged()
    {
        // The statement is the prover's: it could name a sandbox whose secret the prover knows, for a key made with Aleo's SRS.
        string folder = digits.Copy();
        string key = digits.SetUp.Json["keySha256"]!.GetValue<string>();
        CommandLine unasked = CommandLine.Run("verify", folder, "--expect-key", key);
        Assert.Equal(2, unasked.ExitCode);
        Assert.Contains("--srs sandbox", unasked.Error, StringComparison.Ordinal);
        Assert.Equal(0, CommandLine.Run("verify", folder, "--expect-key", key, "--srs", "sandbox").ExitCode);
        Assert.Equal(2, CommandLine.Run("verify", folder, "--srs", "aleo").ExitCode);
        Assert.Equal(2, CommandLine.Run("verify", folder, "--varuna", "v2").ExitCode);
        Assert.Equal(0, CommandLine.Run("verify", folder, "--varuna", "v3", "--srs", "sandbox").ExitCode);
    }

    [Theory]
    [InlineData("circuit.lion", 8, "setup")]
    [InlineData("proving.key", 8, "prove")]
    public void A_file_of_another_version_is_named_so(string file, int versionAt, string verb)
    {
        string folder = digits.Copy();
        string path = Path.Combine(folder, file);
        byte[] bytes = File.ReadAllBytes(path);
        bytes[versionAt] = 99;
        File.WriteAllBytes(path, bytes);
        CommandLine run = CommandLine.Run(verb == "prove" ? [verb, folder, "--input", Input] : [verb, folder]);
        run.IsRefused("version 99");
    }

    [Fact]
    public void Keys_of_another_setup_are_refused()
    {
        // A second quantisation with other options gives another circuit; its keys do not fit the first one's files.
        string other = digits.Copy();
        Assert.Equal(0, CommandLine.Run(
            "run", DigitsFixture.Data("model.onnx"), "--input", Input, "--data", DigitsFixture.Data("calibration.json"),
            "--visibility", "input=public", "--srs", "sandbox", "--out", other).ExitCode);
        foreach ((string file, string[] verb) in ((string, string[])[])
            [("proving.key", ["prove"]), ("circuit.lion", ["prove"]), ("statement.json", ["prove"]), ("verifying.key", ["verify"]),
            ("proof.bin", ["verify"]), ("public.json", ["verify"])])
        {
            string folder = digits.Copy();
            File.Copy(Path.Combine(other, file), Path.Combine(folder, file), overwrite: true);
            CommandLine run = CommandLine.Run(verb[0] == "prove" ? ["prove", folder, "--input", Input] : ["verify", folder]);
            Assert.True(run.ExitCode == 2, $"{file}: exit code {run.ExitCode}\n{run.Error}");
        }

        // Without a statement the verifier itself must find out.
        CommandLine mixed = CommandLine.Run(
            "verify", "--key", Path.Combine(other, "verifying.key"), "--public", Path.Combine(digits.Folder, "public.json"),
            "--proof", Path.Combine(digits.Folder, "proof.bin"), "--srs", "aleo");
        Assert.Equal(1, mixed.ExitCode);
    }

    [Fact]
    public void Quantising_again_makes_the_old_keys_unusable_until_setup()
    {
        string folder = digits.Copy();
        Assert.Equal(0, CommandLine.Run(
            "quantize", DigitsFixture.Data("model.onnx"), "--data", DigitsFixture.Data("calibration.json"),
            "--visibility", "input=public", "--out", folder).ExitCode);
        CommandLine.Run("prove", folder, "--input", Input).IsRefused("run 'lion setup DIR' again");
    }

    [Fact]
    public void A_statement_without_a_proof_says_so()
    {
        string folder = digits.Copy();
        JsonObject statement = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "statement.json")))!.AsObject();
        statement.Remove("proof");
        File.WriteAllText(Path.Combine(folder, "statement.json"), statement.ToJsonString());
        CommandLine.Run("verify", folder).IsRefused("has no proof yet");
    }

    [Fact]
    public void A_sandbox_that_is_not_the_statements_is_refused()
    {
        string folder = digits.Copy();
        JsonObject statement = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "statement.json")))!.AsObject();
        statement["srs"]!["sha256"] = new string('0', 64);
        File.WriteAllText(Path.Combine(folder, "statement.json"), statement.ToJsonString());
        CommandLine.Run("verify", folder).IsRefused("sandbox");
        CommandLine.Run("prove", folder, "--input", Input).IsRefused("run 'lion setup DIR --srs sandbox' on this machine");
    }

    [Theory]
    [InlineData("", "not valid JSON")]
    [InlineData("[]", "input_data")]
    [InlineData("{}", "input_data")]
    [InlineData("""{"input_data": [[1, 2, 3]]}""", "3 numbers")]
    [InlineData("""{"input_data": [["a"]]}""", "not a number")]
    [InlineData("""{"input_data": [[1e39]]}""", "input_data")]
    [InlineData("""{"input_data": [[0], [0]]}""", "must be a list of 1")]
    public void Wrong_input_data_are_refused(string json, string expected)
    {
        string file = digits.Scratch(json);
        CommandLine.Run("prove", digits.Copy(), "--input", file).IsRefused(expected);
        CommandLine.Run("prove", digits.Copy(), "--input", file).IsRefused(file);
    }

    [Theory]
    [InlineData("""{"input_data": [[]]}""", "has 0 numbers")]
    [InlineData("""{"input_data": [[1, NaN]]}""", "number 1 of 'input' in sample 0 is NaN")]
    [InlineData("""{"input_data": [[1, 2, 3]]}""", "'input' of shape [1, 1, 8, 8] takes 64")]
    [InlineData("""{"input_data": [[0]], "input_shapes": [[1, 1, 1, 1]]}""", "[1, 1, 1, 1]")]
    public void Bad_calibration_data_are_refused_and_nothing_is_written(string json, string expected)
    {
        string file = digits.Scratch(json);
        string folder = file + "-out";
        CommandLine run = CommandLine.Run("quantize", DigitsFixture.Data("model.onnx"), "--data", file, "--out", folder);
        run.IsRefused(expected);
        run.IsRefused(file);
        Assert.False(Directory.Exists(folder));
    }

    [Theory]
    [InlineData("quantize")]
    [InlineData("setup")]
    [InlineData("mock")]
    [InlineData("prove")]
    [InlineData("run")]
    public void What_would_exceed_the_memory_limit_is_refused_with_the_estimate_and_nothing_changes(string verb)
    {
        string folder = verb is "quantize" or "run" ? digits.Folder + "-limit-" + verb : digits.Copy();
        string[] before = Directory.Exists(folder) ? Snapshot(folder) : [];
        string[] what = verb switch
        {
            "quantize" => [DigitsFixture.Data("model.onnx"), "--data", DigitsFixture.Data("calibration.json"), "--out", folder],
            "run" => [DigitsFixture.Data("model.onnx"), "--input", Input, "--out", folder],
            "setup" => [folder],
            _ => [folder, "--input", Input],
        };
        CommandLine run = CommandLine.Run([verb, .. what, "--memory-limit", "1.5MiB"]);
        run.IsRefused("more than the limit of 1.5 MiB");
        Assert.Matches("about [0-9,]+ constraints and needs about [0-9.]+ [MG]iB of memory to (make|check)", run.Error);
        Assert.Equal(before, Directory.Exists(folder) ? Snapshot(folder) : []);
    }

    [Fact]
    public void A_wrong_input_shape_is_refused()
    {
        JsonObject input = JsonNode.Parse(File.ReadAllText(Input))!.AsObject();
        input["input_shapes"] = new JsonArray(new JsonArray(1, 1, 4, 16));
        CommandLine.Run("prove", digits.Copy(), "--input", digits.Scratch(input.ToJsonString())).IsRefused("[1, 1, 4, 16]");
    }

    [Fact]
    public void A_value_outside_its_range_names_layer_value_and_limit()
    {
        JsonObject input = JsonNode.Parse(File.ReadAllText(Input))!.AsObject();
        input["input_data"]![0]![3] = 1000;
        CommandLine run = CommandLine.Run("prove", digits.Copy(), "--input", digits.Scratch(input.ToJsonString()));
        run.IsRefused("Layer 'input'");
        Assert.Contains("admits only", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_samples_in_one_file_are_no_batch() =>
        CommandLine.Run("prove", digits.Copy(), "--input", DigitsFixture.Data("evaluation.json")).IsRefused("holds 16 samples");

    [Fact]
    public void A_model_that_is_none_is_refused()
    {
        CommandLine.Run("quantize", digits.Scratch("no model"), "--input-range", "0,1", "--out", digits.Folder + "-x").IsRefused("ONNX");
        CommandLine.Run("quantize", digits.Folder, "--input-range", "0,1", "--out", digits.Folder + "-x").IsRefused("it is a folder");
        CommandLine.Run("quantize", "nowhere.onnx", "--input-range", "0,1", "--out", digits.Folder + "-x").IsRefused("does not exist");
        Assert.False(Directory.Exists(digits.Folder + "-x"));
    }

    [Fact]
    public void A_dimension_that_the_model_does_not_have_is_refused() => CommandLine.Run(
        "quantize", DigitsFixture.Data("model.onnx"), "--input-range", "0,1", "--dim", "batch=2", "--out", digits.Folder + "-x")
        .IsRefused("'batch'");

    [Theory]
    [InlineData("input=fixed", "makes no sense")]
    [InlineData("params=hashed-leo", "makes no sense")]
    [InlineData("weights=fixed", "not understood")]
    public void A_visibility_that_cannot_be_is_refused(string visibility, string expected) => CommandLine.Run(
        "quantize", DigitsFixture.Data("model.onnx"), "--input-range", "0,1", "--visibility", visibility).IsRefused(expected);

    [Fact]
    public void Aleos_srs_is_not_fetched_offline() =>
        CommandLine.Run("setup", digits.Copy(), "--srs", "aleo", "--offline").IsRefused("--offline");

    [Fact]
    public void An_output_folder_that_cannot_be_written_is_named()
    {
        string file = digits.Scratch("a file where a folder is wanted");
        CommandLine.Run(
            "quantize", DigitsFixture.Data("model.onnx"), "--data", DigitsFixture.Data("calibration.json"),
            "--out", Path.Combine(file, "out"))
            .IsRefused(file);
    }

    [Fact]
    public void A_cancelled_step_exits_with_3_and_changes_nothing()
    {
        foreach (int milliseconds in (int[])[0, 5, 50, 200])
        {
            string folder = digits.Copy();
            string[] before = Snapshot(folder);
            using var source = new CancellationTokenSource(milliseconds);
            CommandLine run = CommandLine.Run(source.Token, "prove", folder, "--input", Input);
            if (run.ExitCode != 0)
            {
                Assert.Equal(3, run.ExitCode);
                Assert.Contains("Cancelled", run.Error, StringComparison.Ordinal);
                Assert.Equal(before, Snapshot(folder));
            }
        }
    }

    // Names with checksums, temporary files included.
    private static string[] Snapshot(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", new EnumerationOptions { AttributesToSkip = 0, RecurseSubdirectories = true })
            .Order(StringComparer.Ordinal)
            .Select(file => $"{file} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))}"),
    ];
}
