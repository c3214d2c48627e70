using LionMl.Kernel.Display;
using LionMl.Kernel.Sessions;

namespace LionMl.Kernel.Scripting;

/// <summary>A cell's output as its own threads use it: in order, through the <see cref="OutputPump"/>.</summary>
internal sealed class PumpedOutput(ICellOutput inner, OutputPump pump) : ICellOutput
{
    public void Print(bool isError, string text) => pump.Post(() => inner.Print(isError, text));

    public void Display(MimeBundle value, string? displayId) => pump.Post(() => inner.Display(value, displayId));

    public void Update(MimeBundle value, string displayId) => pump.Post(() => inner.Update(value, displayId));

    public void Clear(bool waits) => pump.Post(() => inner.Clear(waits));

    public string ReadLine(string prompt, bool isPassword, CancellationToken cancellation)
    {
        pump.Flush(cancellation);
        // On a thread of its own, for the same reason as output, and not the pump's, which background work may need meanwhile.
        Task<string> asked = Task.Factory.StartNew(
            () => inner.ReadLine(prompt, isPassword, cancellation),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        return asked.GetAwaiter().GetResult();
    }
}
