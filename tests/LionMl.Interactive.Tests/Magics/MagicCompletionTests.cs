using LionMl.Commands;
using LionMl.TestSupport;

namespace LionMl.Interactive.Tests.Magics;

public sealed class MagicCompletionTests : IDisposable
{
    private readonly RecordingHost _host = new();
    private readonly LionMagics _magics;

    public MagicCompletionTests()
    {
        _magics = new LionMagics(_host);
        _host.Variables["model"] = SmallModels.Dense();
        _host.Variables["samples"] = SmallModels.DenseInputs(2);
        _host.Variables["number"] = 1;
    }

    [Theory]
    [InlineData("#!lion-q", "#!lion-quantize")]
    [InlineData("#!lion-srs ", "fetch import list make")]
    [InlineData("#!lion-srs l", "list")]
    [InlineData("#!lion-setup --s", "--srs")]
    [InlineData("#!lion-setup --srs ", "aleo sandbox")]
    [InlineData("#!lion-setup --srs s", "sandbox")]
    [InlineData("#!lion-setup --srs sandbox --s", "")]
    [InlineData("#!lion-quantize m", "model")]
    [InlineData("#!lion-quantize model --data s", "samples")]
    [InlineData("#!lion-help pro", "prove")]
    [InlineData("#!lion-nothing x", "")]
    public void Candidates_fit_their_place(string line, string expected)
    {
        string[] found = [.. _magics.Complete(line, line.Length, out int start).Order(StringComparer.Ordinal)];
        Assert.Equal(expected, string.Join(' ', found));
        Assert.Equal(line.LastIndexOf(' ') + 1, start);
    }

    [Fact]
    public void Files_are_offered_below_the_folder_that_is_typed()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("lionml-test-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "net.onnx"), "");
            File.WriteAllText(Path.Combine(folder.FullName, "net.txt"), "");
            string line = "#!lion-quantize " + folder.FullName + "/n";
            Assert.Equal([folder.FullName + "/net.onnx"], _magics.Complete(line, line.Length, out _).AsEnumerable());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Any_place_in_any_text_has_an_answer()
    {
        foreach (string line in (string[])["", "#!lion-", "#!lion-quantize \"a b", "#!lion-quantize --data 'x' --", "#!lion-verify \u0000 é 𝄞"])
        {
            for (int cursor = 0; cursor <= line.Length; cursor++)
            {
                _magics.Complete(line, cursor, out int start);
                Assert.InRange(start, 0, cursor);
            }
        }
    }

    [Fact]
    public void Every_command_has_a_help_that_names_all_its_options()
    {
        foreach (Verb verb in CommandTable.Verbs)
        {
            string help = _magics.Describe(LionMagics.Prefix + verb.Name)!;
            Assert.Contains(verb.Summary, help, StringComparison.Ordinal);
            Assert.All(verb.AllOptions, option => Assert.Contains(option.Name, help, StringComparison.Ordinal));
            Assert.Contains("--as", help, StringComparison.Ordinal);
            Assert.DoesNotContain("lion " + verb.Name, help, StringComparison.Ordinal);
        }

        Assert.Contains("#!lion-srs make", _magics.Describe("#!lion-help"), StringComparison.Ordinal);
        Assert.Null(_magics.Describe("#!lion-nothing"));
    }

    public void Dispose() => _magics.Dispose();
}
