using LionMl.Interactive;
using LionMl.Kernel.Scripting;
using LionMl.Kernel.Sessions;

namespace LionMl.Kernel.Tests.Sessions;

public sealed class DirectiveTests : SessionTests
{
    [Fact]
    public void Strings_and_comments_are_not_directives()
    {
        const string Code = "var a = @\"\n#!time\n\";\nvar b = \"\"\"\n#r x\n\"\"\";\n/*\n#!help\n*/\n// x\na.Trim() + b";
        Assert.Single(CellSource.Split(Code));
        Assert.Equal("#!time#r x", Value(Code));
    }

    [Fact]
    public void Segments_run_in_order_and_values_before_directives_are_shown()
    {
        CellResult result = Run("var a = 1;\na + 1\n#!time\na += 5;\n#!help\na");
        Assert.Equal("6", result.Value?.Data["text/plain"].GetValue<string>());
        Assert.Equal("2", Assert.Single(Output.Displayed).Value.Data["text/plain"].GetValue<string>());
        Assert.Contains("#r \"nuget:", Output.Out);
        Assert.Contains("Time: ", Output.Out);
    }

    [Fact]
    public void Directives_belong_between_statements() =>
        Assert.Equal("DirectiveError: Cell 1, line 2: A directive must stand between statements, not inside of braces.", Failure("if (true) {\n#!time\n}"));

    [Fact]
    public void Unknown_directives_name_the_nearest()
    {
        Assert.Equal("DirectiveError: Cell 1, line 1: There is no directive #!tmie. Did you mean #!time?", Failure("#!tmie"));
        Assert.Equal("DirectiveError: Cell 2, line 2: There is no directive #!something; #!help lists them.", Failure("\n#!something"));
    }

    [Fact]
    public void Failing_magic_is_one_line()
    {
        CellError error = Run("#!lion-nonsense").Error!;
        Assert.Equal("LionException", error.Name);
        Assert.Single(error.Traceback);
    }

    [Fact]
    public void A_failure_stops_the_rest()
    {
        Failure("#!nonsense\nConsole.Write(\"no\");");
        Assert.Equal("", Output.Out);
    }

    [Fact]
    public void A_library_is_referenced_by_path_and_a_rebuilt_one_is_warned_of()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        string path = Path.Combine(folder, "Extra.dll");
        TestLibrary.Write(path, "Extra", "public static class Extra { public static int Answer => 42; }");
        Assert.Equal("43", Value($"var one = 1;\n#r \"{path}\"\nExtra.Answer + one"));
        File.Delete(path);
        TestLibrary.Write(path, "Extra", "public static class Extra { public static int Answer => 7; }");
        Assert.Equal("42", Value($"#r \"{path}\"\nExtra.Answer"));
        Assert.Contains("Restart the kernel", Output.Error);
        Directory.Delete(folder, true);
    }

    [Theory]
    [InlineData("#r \"nowhere.dll\"", "There is no file")]
    [InlineData("#r nowhere.dll", "#r wants")]
    [InlineData("#r \"nuget: A B\"", "is not a package")]
    [InlineData("#r \"nuget: A, 1\\\" />\"", "#r wants")]
    public void Wrong_references_are_one_line(string code, string text) => Assert.Contains(text, Failure(code));

    [Fact]
    public void Text_files_are_no_libraries()
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, "no library");
        Assert.Contains("is not a .NET library", Failure($"#r \"{path}\""));
        File.Delete(path);
    }

    [Fact]
    public void Packages_come_from_configured_sources()
    {
        using var source = new TestPackageSource();
        source.Add("LionTestPackage", "1.2.3", "public static class FromPackage { public static string Name => \"packed\"; }");
        using var session = new CellSession(new PackageRestorer { ConfigFile = source.ConfigFile });
        var output = new FakeOutput();
        CellResult result = session.Run(new CellRequest("#r \"nuget: LionTestPackage, 1.2.3\"\nFromPackage.Name", 1), output, default);
        Assert.True(result.Error is null, result.Error?.Message);
        Assert.Equal("packed", result.Value?.Data["text/plain"].GetValue<string>());

        CellResult missing = session.Run(new CellRequest("\n#r \"nuget: NoSuchPackage, 1.0.0\"", 2), output, default);
        Assert.Equal("DirectiveError", missing.Error?.Name);
        Assert.StartsWith("Cell 2, line 2: No such package: ", missing.Error!.Message);
        CellResult version = session.Run(new CellRequest("#r \"nuget: LionTestPackage, 9.9.9\"", 3), output, default);
        Assert.Contains("No such version: ", version.Error?.Message);
    }

    [Fact]
    public void Network_failures_say_so() => Assert.StartsWith(
        "A package source cannot be reached; check the network: Unable to load",
        PackageRestorer.Explain("/tmp/x/packages.csproj : error NU1301: Unable to load the service index for source. [/tmp/x/packages.csproj]\n"));

    [Fact]
    public void A_host_defines_variables_under_their_own_types()
    {
        RunAsMagic(host =>
        {
            host.SetVariable("number", 41);
            host.SetVariable("list", new Dictionary<string, int[][,]> { ["a"] = [] });
            host.SetVariable("hidden", new Hidden());
            host.SetVariable("anonymous", new { A = 1 });
            host.SetVariable("event", "a keyword is escaped");
        });
        Assert.Equal("42", Value("number + 1"));
        Assert.Equal("0", Value("list[\"a\"].Length"));
        Assert.Equal("public side", Value("hidden.Visible()"));
        Assert.Equal("object", Value("string Kind<T>(T _) => typeof(T) == typeof(object) ? \"object\" : \"other\"; Kind(anonymous)"));
        Assert.Equal("a keyword is escaped", Value("@event"));
        RunAsMagic(host =>
        {
            Assert.True(host.TryGetVariable("number", out object? value));
            Assert.Equal(41, value);
            Assert.False(host.TryGetVariable("nothing", out _));
            Assert.Contains("list", host.VariableNames);
            host.SetVariable("number", "now text");
            Assert.Throws<LionException>(() => host.SetVariable("1x", 1));
        });
        Assert.Equal("8", Value("number.Length"));
    }

    [Fact]
    public void A_host_sets_variables_of_types_that_cells_define()
    {
        Value("record Point(int X); var p = new Point(1); List<Point> all = new() { p };");
        RunAsMagic(host =>
        {
            host.TryGetVariable("p", out object? point);
            host.TryGetVariable("all", out object? all);
            host.SetVariable("q", point!);
            host.SetVariable("others", all!);
        });
        Assert.Equal("2", Value("q.X + others[0].X"));
    }

    [Fact]
    public void Variables_of_a_command_are_seen_by_the_rest_of_its_cell()
    {
        Magic = host => host.SetVariable("made", 5);
        Assert.Equal("6", Value("int one = 1;\n#!lion-test\nmade + one"));
    }

    [Fact]
    public void A_command_is_interrupted_by_its_token_and_not_aborted()
    {
        using var interrupt = new CancellationTokenSource();
        bool isClean = false;
        Magic = host =>
        {
            interrupt.CancelAfter(200);
            host.Cancelled.WaitHandle.WaitOne();
            // Longer than code of the user would be given.
            Thread.Sleep(700);
            isClean = true;
            host.Cancelled.ThrowIfCancellationRequested();
        };
        Assert.Equal("Interrupted", Run("#!lion-test", interrupt.Token).Error?.Name);
        Assert.True(isClean);
    }

    private void RunAsMagic(Action<INotebookHost> action)
    {
        Magic = action;
        Value("#!lion-test");
    }

    private sealed class Hidden : Shown
    {
    }
}
