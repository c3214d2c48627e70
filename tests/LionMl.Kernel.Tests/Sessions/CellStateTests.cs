using LionMl.Kernel.Sessions;

namespace LionMl.Kernel.Tests.Sessions;

public sealed class CellStateTests : SessionTests
{
    [Fact]
    public void Later_cells_see_variables_methods_types_and_usings()
    {
        Assert.Equal("", Value("int x = 20; int Twice(int n) => 2 * n; record Point(int X, int Y);"));
        Assert.Equal("", Value("using System.Numerics;"));
        Assert.Equal("41", Value("Twice(x) + 1"));
        Assert.Equal("Point { X = 1, Y = 2 }", Value("new Point(1, 2)"));
        Assert.Equal("<1, 1>", Value("Vector2.One"));
        Assert.Equal("other", Value("var x = \"other\"; x"));
        Assert.Equal("other!", Value("x + \"!\""));
    }

    [Fact]
    public void Default_imports_are_there()
    {
        Assert.Equal("6", Value("new List<int> { 1, 2, 3 }.Sum()"));
        Assert.Equal("LionException", Value("nameof(LionException)"));
        Assert.Equal("Graph", Value("typeof(Graph).Name"));
        Assert.Equal("4", Value("Cell.Number"));
    }

    [Fact]
    public void Null_is_a_value_and_void_is_not()
    {
        Assert.Equal("null", Value("(string)null"));
        Assert.Equal("", Value("Console.Write(\"\")"));
        Assert.Equal("", Value("var y = 1;"));
        Assert.Equal("", Value("   \n"));
        Assert.Equal("", Value("// nothing"));
    }

    [Fact]
    public void Await_works_at_top_level()
    {
        Assert.Equal("5", Value("await Task.Delay(1); var a = await Task.FromResult(5); a"));
        Assert.Equal("6", Value("a + 1"));
    }

    [Fact]
    public void A_failing_cell_leaves_what_it_has_assigned()
    {
        Value("int a = 1;");
        Assert.NotNull(Run("int b = 2; a = 7; throw new Exception(\"no\"); int c = 3;").Error);
        Assert.Equal("9", Value("a + b"));
        Assert.NotNull(Run("int d = 5 +;").Error);
        Assert.Equal("9", Value("a + b"));
    }

    [Fact]
    public void An_interrupted_cell_leaves_what_it_has_assigned()
    {
        using var interrupt = new CancellationTokenSource(300);
        CellResult result = Run("int before = 3; while (true) { }", interrupt.Token);
        Assert.Equal("Interrupted", result.Error?.Name);
        Assert.Equal("3", Value("before"));
    }

    [Fact]
    public void Console_input_is_asked_of_the_user()
    {
        CellResult result = Run("Console.ReadLine() + input(\"name? \") + password(\"secret? \")", default, "a", "b", "c");
        Assert.Equal("abc", result.Value?.Data["text/plain"].GetValue<string>());
        Assert.Equal([("", false), ("name? ", false), ("secret? ", true)], Output.Questions);
    }

    [Fact]
    public void Background_output_goes_to_the_cell_that_started_it()
    {
        Value("var gate = new TaskCompletionSource(); var late = Task.Run(async () => { await gate.Task; Console.Write(\"late\"); });");
        FakeOutput first = Output;
        Value("Console.Write(\"second\"); gate.SetResult(); await late;");
        Assert.Equal("late", first.Out);
        Assert.Equal("second", Output.Out);
    }

    [Fact]
    public void Streams_are_kept_apart_and_colours_do_no_harm()
    {
        Value("Console.ForegroundColor = ConsoleColor.Red; Console.WriteLine($\"{1} a\"); Console.ResetColor(); Console.Error.Write('e');");
        Assert.Equal("1 a\n", Output.Out);
        Assert.Equal("e", Output.Error);
    }

    [Fact]
    public void Displayed_values_can_be_updated()
    {
        Assert.Equal("", Value("var shown = display(1); shown.Update(2); clear_output(); html(\"<b>x</b>\").Display()"));
        Assert.Equal(2, Output.Displayed.Count);
        Assert.Equal("2", Output.Updated.Single().Value.Data["text/plain"].GetValue<string>());
        Assert.Equal(Output.Displayed[0].Id, Output.Updated.Single().Id);
        Assert.Equal("<b>x</b>", Output.Displayed[1].Value.Data["text/html"].GetValue<string>());
        Assert.Equal([false], Output.Cleared);
    }

    [Fact]
    public void Clearing_the_console_does_no_harm() => Assert.Equal("1", Value("Console.Clear(); 1"));

    [Fact]
    public void Sessions_do_not_see_each_other()
    {
        Value("int mine = 1;");
        using var other = new CellSession();
        Assert.NotNull(other.Run(new CellRequest("mine", 1), new FakeOutput(), default).Error);
        Assert.Equal("1", Value("mine"));
    }
}
