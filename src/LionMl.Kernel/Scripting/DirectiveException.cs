namespace LionMl.Kernel.Scripting;

/// <summary>A directive that cannot be carried out; its text is one clear line.</summary>
/// <param name="message">What is wrong and what to do.</param>
/// <param name="line">The line in the cell, from 0; negative when the caller knows it.</param>
internal sealed class DirectiveException(string message, int line = -1) : Exception(message)
{
    /// <summary>The line in the cell, from 0, or negative.</summary>
    public int Line => line;
}
