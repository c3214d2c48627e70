using LionMl.Results;
using LionMl.TestSupport;

namespace LionMl.Interactive.Tests.Magics;

public sealed class LionMagicsTests : IDisposable
{
    private readonly RecordingHost _host = new();
    private readonly LionMagics _magics;

    public LionMagicsTests()
    {
        _magics = new LionMagics(_host);
        _host.Variables["model"] = SmallModels.Dense();
        _host.Variables["samples"] = SmallModels.DenseInputs(8);
        _host.Variables["sample"] = SmallModels.DenseInputs(1)[0];
    }

    [Fact]
    public void Five_lines_lead_from_a_model_to_a_verdict()
    {
        _magics.Execute("#!lion-quantize --data samples");
        _magics.Execute("#!lion-table");
        _magics.Execute("#!lion-setup --srs sandbox");
        _magics.Execute("#!lion-mock --input samples");
        _magics.Execute("#!lion-prove --input sample");
        _magics.Execute("#!lion-verify --expect-key keys --srs sandbox");
        Assert.IsType<QuantizeResult>(_host.Variables["circuit"]);
        Assert.IsType<SetupResult>(_host.Variables["keys"]);
        Assert.IsType<ProveResult>(_host.Variables["proof"]);
        VerifyResult verdict = Assert.IsType<VerifyResult>(_host.Variables["verification"]);
        Assert.True(verdict.IsAccepted);
        Assert.True(verdict.IsKeyExpected);
        Assert.Same(verdict, _host.Last);
        Assert.DoesNotContain("mock", _host.Variables.Keys);
    }

    [Fact]
    public void A_result_gets_the_name_that_the_user_gives_and_stands_for_its_folder()
    {
        _magics.Execute("#!lion-quantize model --data=samples --as first");
        _host.Variables["model"] = SmallModels.Dense(2, "deeper");
        _magics.Execute("#!lion-quantize --data samples --as second");
        _magics.Execute("#!lion-setup first --srs sandbox --as firstKeys");
        Assert.DoesNotContain("circuit", _host.Variables.Keys);
        Assert.Equal(((QuantizeResult)_host.Variables["first"]).Folder, ((SetupResult)_host.Variables["firstKeys"]).Folder);
        LionException missing = Assert.Throws<LionException>(() => _magics.Execute("#!lion-prove second --input sample"));
        Assert.Contains("run '#!lion-setup' first", missing.Message.Replace("#!lion-setup first", "'#!lion-setup' first"), StringComparison.Ordinal);
    }

    [Fact]
    public void One_command_does_all_and_keeps_proof_and_verdict()
    {
        _magics.Execute("#!lion-run --input sample --data samples --srs sandbox");
        Assert.IsType<ProveResult>(_host.Variables["proof"]);
        Assert.IsType<RunResult>(_host.Last);
        _magics.Execute("#!lion-verify");
        Assert.True(((VerifyResult)_host.Variables["verification"]).IsAccepted);
    }

    [Fact]
    public void A_sweep_takes_a_list_of_models()
    {
        _host.Variables["family"] = new[] { SmallModels.Dense(1, "a"), SmallModels.Dense(2, "b") };
        _magics.Execute("#!lion-sweep family --input samples --batch 1,2 --srs sandbox");
        Assert.Equal(4, ((SweepResult)_host.Variables["sweep"]).Rows.Length);
    }

    [Theory]
    [InlineData("#!lion-setup", "There is no circuit yet: run #!lion-quantize first, or name the folder.")]
    [InlineData("#!lion-verify", "There is no proof yet: run #!lion-quantize first, or name the folder.")]
    [InlineData("#!lion-prov --input sample", "There is no command #!lion-prov; did you mean #!lion-prove?")]
    [InlineData("#!lion-xyzzy", "There is no command #!lion-xyzzy; #!lion-help lists them.")]
    [InlineData("#!lion-srs", "#!lion-srs needs one of: list, fetch, import, make.")]
    [InlineData("#!lion-quantize --dta samples", "#!lion-quantize has no option --dta; did you mean --data?")]
    [InlineData("#!lion-quantize --zzzzzz 1", "#!lion-quantize has no option --zzzzzz; #!lion-help quantize lists its options.")]
    [InlineData("#!lion-quantize --data", "--data needs a value.")]
    [InlineData("#!lion-quantize --data \"samples", "A quote (\") is not closed in: #!lion-quantize --data \"samples")]
    [InlineData("#!lion-quantize a b --data samples", "#!lion-quantize takes 1 argument(s); 'b' is one too many.")]
    [InlineData("#!lion-quantize --data samples --as 1x", "--as: a C# name is needed, not '1x'.")]
    [InlineData("#!lion-quantize --data nowhere.json", "nowhere.json does not exist: give a JSON file with \"input_data\".")]
    [InlineData("#!lion-quantize --data host", "The variable 'host' holds a Version; here it must hold data (a Tensor, an array of numbers, "
        + "a list of either, or a path).")]
    [InlineData("#!lion-quantize host --data samples", "The variable 'host' holds a Version; here it must hold a model (a Graph or a path).")]
    [InlineData("#!lion-quantize --data samples --json=1", "--json takes no value.")]
    [InlineData("#!lion-help prv", "There is no command #!lion-prv; did you mean #!lion-srs?")]
    public void Mistakes_are_told_in_one_line_and_the_next_command_works(string line, string expected)
    {
        _host.Variables["host"] = new Version(1, 0);
        LionException failure = Assert.Throws<LionException>(() => _magics.Execute(line));
        Assert.Equal(expected, failure.Message);
        Assert.DoesNotContain("circuit", _host.Variables.Keys);
        _magics.Execute("#!lion-quantize --data samples");
        Assert.Contains("circuit", _host.Variables.Keys);
    }

    [Fact]
    public void Steps_out_of_order_name_the_step_that_is_missing()
    {
        _magics.Execute("#!lion-quantize --data samples");
        LionException noKeys = Assert.Throws<LionException>(() => _magics.Execute("#!lion-prove --input sample"));
        Assert.Equal("There are no keys yet: run #!lion-setup first, or name the folder.", noKeys.Message);
        _magics.Execute("#!lion-setup --srs sandbox");
        LionException noProof = Assert.Throws<LionException>(() => _magics.Execute("#!lion-verify"));
        Assert.Equal("There is no proof yet: run #!lion-prove first, or name the folder.", noProof.Message);
    }

    [Fact]
    public void Without_a_model_the_command_says_so()
    {
        _host.Variables.Remove("model");
        LionException failure = Assert.Throws<LionException>(() => _magics.Execute("#!lion-quantize --data samples"));
        Assert.Equal("'quantize' needs MODEL.onnx.", failure.Message);
    }

    [Fact]
    public void Json_and_quiet_change_what_is_shown_not_what_is_kept()
    {
        _magics.Execute("#!lion-quantize --data samples --json");
        Assert.Contains("\"constraints\":", Assert.IsType<JsonText>(_host.Last).ToString(), StringComparison.Ordinal);
        int before = _host.Displays.Count;
        _magics.Execute("#!lion-quantize --data samples --quiet");
        Assert.Equal(before + 1, _host.Displays.Count);
        Assert.Contains("constraints", Assert.IsType<string>(_host.Last), StringComparison.Ordinal);
        Assert.IsType<QuantizeResult>(_host.Variables["circuit"]);
    }

    [Fact]
    public void An_interrupted_proof_leaves_the_files_and_the_next_command_works()
    {
        _magics.Execute("#!lion-quantize --data samples");
        _magics.Execute("#!lion-setup --srs sandbox");
        string folder = ((SetupResult)_host.Variables["keys"]).Folder;
        string[] before = [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)];
        _host.Interrupt.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => _magics.Execute("#!lion-prove --input sample"));
        Assert.Equal(before, Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("proof", _host.Variables.Keys);
        using var later = new LionMagics(new RecordingHost());
        later.Execute("#!lion-help");
    }

    [Fact]
    public void The_notebook_s_folder_is_private_and_goes_with_the_notebook()
    {
        _magics.Execute("#!lion-quantize --data samples");
        string folder = Path.GetDirectoryName(((QuantizeResult)_host.Variables["circuit"]).Folder)!;
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        }

        _magics.Dispose();
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void A_hostile_model_name_stays_in_the_notebook_s_folder()
    {
        _host.Variables["model"] = SmallModels.Dense(1, "../../..");
        _magics.Execute("#!lion-quantize --data samples --as one");
        _host.Variables["model"] = SmallModels.Dense(1, "a/b c\"<x>");
        _magics.Execute("#!lion-quantize --data samples --as two");
        string first = ((QuantizeResult)_host.Variables["one"]).Folder, second = ((QuantizeResult)_host.Variables["two"]).Folder;
        Assert.Equal(Path.GetDirectoryName(first), Path.GetDirectoryName(second));
        Assert.DoesNotContain("..", second, StringComparison.Ordinal);
    }

    public void Dispose() => _magics.Dispose();
}
