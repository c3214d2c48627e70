using LionMl.Kernel.Display;
using LionMl.Kernel.Sessions;

namespace LionMl.Benchmarks;

/// <summary>Takes what cells print and throws it away.</summary>
internal sealed class NoCellOutput : ICellOutput
{
    /// <inheritdoc/>
    public void Print(bool isError, string text)
    {
    }

    /// <inheritdoc/>
    public void Display(MimeBundle value, string? displayId)
    {
    }

    /// <inheritdoc/>
    public void Update(MimeBundle value, string displayId)
    {
    }

    /// <inheritdoc/>
    public void Clear(bool waits)
    {
    }

    /// <inheritdoc/>
    public string ReadLine(string prompt, bool isPassword, CancellationToken cancellation) => throw new NotSupportedException();
}
