using LionMl.Kernel.Sessions;

namespace LionMl.Kernel.Tests.Sessions;

public sealed class CellErrorTests : SessionTests
{
    [Fact]
    public void Compile_errors_show_place_and_line()
    {
        CellError error = Run("var a = 1;\nvar b = a + nope;").Error!;
        Assert.Equal("CompilationError", error.Name);
        Assert.Equal("Cell 1, line 2, column 13: CS0103: The name 'nope' does not exist in the current context", error.Message);
        Assert.Equal([error.Message, "    var b = a + nope;", "                ^^^^"], error.Traceback.Take(3));
    }

    [Fact]
    public void Exceptions_show_frames_in_cells_only()
    {
        Value("int Parse(string s)\n{\n    return int.Parse(s);\n}");
        CellError error = Run("\n\nParse(\"x\")").Error!;
        Assert.Equal("FormatException", error.Name);
        Assert.Equal($"FormatException: {error.Message}", error.Traceback[0]);
        Assert.Equal("   at Parse in Cell 1, line 3", error.Traceback[^2]);
        Assert.Equal("   at Cell 2, line 3", error.Traceback[^1]);
        Assert.DoesNotContain(error.Traceback, l => l.Contains("Submission") || l.Contains("Roslyn") || l.Contains("CodeAnalysis"));
        Assert.Contains(error.Traceback, l => l.Contains("System.Int32.Parse"));
    }

    [Fact]
    public void Async_methods_lambdas_and_types_are_named_as_written()
    {
        string text = Failure(
            """
            class Tool { public void Use(Action act) => act(); }
            async Task Work()
            {
                await Task.Yield();
                new Tool().Use(() => throw new InvalidOperationException("deep"));
            }
            await Work();
            """);
        Assert.Contains("   at lambda in Cell 1, line 5", text);
        Assert.Contains("   at Tool.Use in Cell 1, line 1", text);
        Assert.Contains("   at Work in Cell 1, line 5", text);
        Assert.Contains("   at Cell 1, line 7", text);
    }

    [Fact]
    public void Lines_count_from_the_cell_in_mixed_cells()
    {
        Assert.Contains("Cell 1, line 4", Failure("#!time\nvar a = 1;\n#!csharp\nthrow new Exception(\"x\");"));
        Assert.Contains("Cell 2, line 3, column 1: CS0103", Failure("var b = 1;\n#!time\nnope"));
        Assert.Equal("2", Value("a + b"));
    }

    [Fact]
    public void Lion_exceptions_are_one_line()
    {
        CellError error = Run("throw new LionException(FailureKind.BadInput, \"no keys yet\");").Error!;
        Assert.Equal(("LionException", "no keys yet"), (error.Name, error.Message));
        Assert.Equal("LionException: no keys yet", Assert.Single(error.Traceback));
    }

    [Fact]
    public void Causes_are_shown() =>
        Assert.Contains("Caused by FormatException: inner", Failure("throw new Exception(\"outer\", new FormatException(\"inner\"));"));

    [Theory]
    [InlineData("namespace A { class B { } }", "namespaces")]
    [InlineData("namespace A;", "namespaces")]
    [InlineData("Span<int> s = stackalloc int[3];", "outlive")]
    [InlineData("var s = new int[3].AsSpan();", "outlive")]
    [InlineData("extension(string s) { public int Twice() => 2 * s.Length; }", "extension")]
    [InlineData("static class E { extension(string s) { public int Twice() => 2 * s.Length; } }", "extension")]
    [InlineData("BigInteger.One", "using System.Numerics;")]
    [InlineData("new HttpClient()", "using System.Net.Http;")]
    public void Hints_say_where_notebooks_differ(string code, string hint)
    {
        string text = Failure(code);
        Assert.Contains("Hint: ", text);
        Assert.Contains(hint, text[text.IndexOf("Hint: ", StringComparison.Ordinal)..]);
    }

    [Fact]
    public void A_cell_with_Main_gets_a_note()
    {
        Value("class Program { static void Main() { } }");
        Assert.Contains("Main", Output.Error);
    }

    [Fact]
    public void An_exception_with_a_hostile_message_does_no_harm() =>
        Assert.Contains("cannot be read", Failure("class Bad : Exception { public override string Message => throw new Exception(); }\nthrow new Bad();"));
}
