using LionMl.Kernel.Sessions;
using LionMl.Kernel.Tests.Sessions;

namespace LionMl.Kernel.Tests.Language;

public sealed class CompletionTests : SessionTests
{
    [Theory]
    [InlineData("Console.Wri|", "WriteLine", "method")]
    [InlineData("Console.|", "Out", "property")]
    [InlineData("\"x\".|", "Length", "property")]
    [InlineData("\"x\".Whe|", "Where", "method")]
    [InlineData("earlier.|", "Add", "method")]
    [InlineData("earl|", "earlier", "variable")]
    [InlineData("earl|\nvar other = 1;", "earlier", "variable")]
    [InlineData("earlier.|\nvar other = 1;", "Count", "property")]
    [InlineData("var local = 1; loc|", "local", "variable")]
    [InlineData("void F(int parameter) { para| }", "parameter", "variable")]
    [InlineData("earlier.Select(item => item.|)", "CompareTo", "method")]
    [InlineData("earlier?.Cou|", "Count", "property")]
    [InlineData("Met|", "Method", "method")]
    [InlineData("new Poi|", "Point", "class")]
    [InlineData("new Point(1).|", "X", "property")]
    [InlineData("System.Collections.|", "Generic", "namespace")]
    [InlineData("using System.Num|", "Numerics", "namespace")]
    [InlineData("whi|", "while", "keyword")]
    [InlineData("disp|", "display", "method")]
    [InlineData("DayOfWeek.Mon|", "Monday", "enum member")]
    [InlineData("#!time\nearl|", "earlier", "variable")]
    [InlineData("Console.WriteLine(earlier.Coun|);", "Count", "property")]
    [InlineData("#!ti|", "#!time", "command")]
    [InlineData("#!|", "#!lion-help", "command")]
    [InlineData("#|", "#r", "command")]
    public void Offers(string marked, string text, string kind)
    {
        Value("List<int> earlier = new(); int Method() => 1; record Point(int X);");
        Assert.Contains(new CompletionMatch(text, kind), At(marked).Matches);
    }

    [Theory]
    [InlineData("\"Cons|\"")]
    [InlineData("// Cons|")]
    [InlineData("12|")]
    [InlineData("unknown.|")]
    public void Offers_nothing(string marked) => Assert.Empty(At(marked).Matches);

    [Fact]
    public void Names_are_clean_bounded_and_sorted()
    {
        Value("int zebra = 1; var aTuple = (1, 2);");
        CompletionResult all = At("|");
        Assert.InRange(all.Matches.Length, 50, 300);
        Assert.Equal(["aTuple", "zebra"], all.Matches.Take(2).Select(m => m.Text));
        Assert.DoesNotContain(all.Matches, m => m.Text.Contains('<') || m.Text.Contains('$') || m.Text.StartsWith("Submission", StringComparison.Ordinal));
        Assert.DoesNotContain(At("Console.|").Matches, m => m.Text.StartsWith("get_", StringComparison.Ordinal));
        Assert.DoesNotContain(At("zebra.|").Matches, m => m.Text == "MaxValue");
    }

    [Fact]
    public void The_whole_name_is_replaced()
    {
        CompletionResult result = At("Console.Wri|teX(1)");
        Assert.Equal((8, 14), (result.Start, result.End));
    }

    [Fact]
    public void Files_are_offered_in_references()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        File.WriteAllText(Path.Combine(folder, "Some.dll"), "");
        File.WriteAllText(Path.Combine(folder, "Some.txt"), "");
        Directory.CreateDirectory(Path.Combine(folder, "SomeFolder"));
        CompletionResult result = At($"int a;\n#r \"{folder}/So|");
        Assert.Equal(["Some.dll", "SomeFolder/"], result.Matches.Select(m => m.Text));
        Assert.Equal($"int a;\n#r \"{folder}/".Length, result.Start);
        Directory.Delete(folder, true);
    }

    private CompletionResult At(string marked)
    {
        int cursor = marked.IndexOf('|', StringComparison.Ordinal);
        return Session.Complete(marked.Remove(cursor, 1), cursor);
    }
}
