using LionMl.Kernel.Sessions;
using LionMl.Kernel.Tests.Sessions;

namespace LionMl.Kernel.Tests.Language;

public sealed class InspectionTests : SessionTests
{
    [Theory]
    [InlineData("earl|ier", "List<int> earlier")]
    [InlineData("Console.Write|Line(1)", "void Console.WriteLine(int value)")]
    [InlineData("Console.WriteLine(|", "void Console.WriteLine()")]
    [InlineData("var a = 1; a|", "int a")]
    [InlineData("Twi|ce(1)", "int Twice(int n)")]
    [InlineData("Twi|ce(1)", "Doubles a number.")]
    [InlineData("#!ti|me", "prints how long")]
    [InlineData("Prefix.Len|gth", "int string.Length")]
    [InlineData("new LionExcep|tion(FailureKind.None, \"\")", "A failure that the caller can act on")]
    public void Shows(string marked, string text)
    {
        Value("List<int> earlier = new(); string Prefix = \"\"; /// <summary>Doubles a number.</summary>\nint Twice(int n) => 2 * n;");
        InspectionResult? result = At(marked);
        Assert.NotNull(result);
        Assert.Contains(text, result.Text.Data["text/plain"].GetValue<string>());
        Assert.True(result.Text.Data.ContainsKey("text/html"));
    }

    [Theory]
    [InlineData("|")]
    [InlineData("nothing|")]
    [InlineData("\"te|xt\"")]
    [InlineData("#!nonsen|se")]
    public void Knows_nothing_of(string marked) => Assert.Null(At(marked));

    private InspectionResult? At(string marked)
    {
        int cursor = marked.IndexOf('|', StringComparison.Ordinal);
        return Session.Inspect(marked.Remove(cursor, 1), cursor);
    }
}
