using LionMl.Kernel.Display;
using LionMl.Kernel.Scripting;
using LionMl.Kernel.Sessions;

namespace LionMl.Kernel;

/// <summary>Functions that every cell can call by name.</summary>
/// <remarks>Their names are lower-case, as in other notebooks, so that they do not hide types.</remarks>
public static class NotebookFunctions
{
    private static ICellOutput Output =>
        (CellContext.Current ?? throw new InvalidOperationException("This works in a notebook's cell only.")).Output;

    /// <summary>Shows a value under the cell, formatted by its type.</summary>
    /// <returns>A handle by which the value can be replaced where it stands.</returns>
    /// <exception cref="InvalidOperationException">Outside of cells.</exception>
    public static DisplayHandle display(object? value)
    {
        ICellOutput output = Output;
        var handle = new DisplayHandle(output, Guid.NewGuid().ToString("N"));
        output.Display(ValueFormatter.Format(value), handle.Id);
        return handle;
    }

    /// <summary>Shows a value under the cell: <c>value.Display()</c>.</summary>
    /// <returns>A handle by which the value can be replaced where it stands.</returns>
    /// <exception cref="InvalidOperationException">Outside of cells.</exception>
    public static DisplayHandle Display<T>(this T value) => display(value);

    /// <summary>Asks the user for one line.</summary>
    /// <exception cref="NotSupportedException">The front end cannot ask.</exception>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    public static string input(string prompt = "") => Output.ReadLine(prompt, false, Cell.Cancelled);

    /// <summary>Asks the user for one line that is not shown.</summary>
    /// <exception cref="NotSupportedException">The front end cannot ask.</exception>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    public static string password(string prompt = "") => Output.ReadLine(prompt, true, Cell.Cancelled);

    /// <summary>Removes the cell's output.</summary>
    /// <param name="wait">Only when the next output comes, so that an animation does not flicker.</param>
    public static void clear_output(bool wait = false) => Output.Clear(wait);

    /// <summary>A value that is shown as HTML.</summary>
    public static RawValue html(string text) => new("text/html", text);

    /// <summary>A value that is shown as HTML, under the name that other notebooks use.</summary>
    public static RawValue HTML(string text) => html(text);

    /// <summary>A value that is shown as Markdown.</summary>
    public static RawValue markdown(string text) => new("text/markdown", text);

    /// <summary>A value of any MIME type; for types that end in <c>json</c> the text is JSON.</summary>
    public static RawValue mime(string type, string text) => new(type, text);
}
