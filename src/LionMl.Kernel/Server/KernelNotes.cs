namespace LionMl.Kernel.Server;

/// <summary>What the kernel says about itself on standard error, where Jupyter keeps its log. Thread-safe.</summary>
/// <param name="writer">Where notes go.</param>
internal sealed class KernelNotes(TextWriter writer)
{
    // A peer that sends nonsense in a loop must not fill a disk with notes about it.
    private const int Most = 200;
    private readonly Lock _gate = new();
    private int _count;

    /// <summary>Writes one line.</summary>
    public void Write(string note)
    {
        lock (_gate)
        {
            if (_count++ > Most)
            {
                return;
            }

            string text = _count > Most ? "further notes are left out" : note.ReplaceLineEndings(" ");
            try
            {
                writer.WriteLine($"lionml kernel: {text}");
                writer.Flush();
            }
            catch (Exception failure) when (failure is IOException or ObjectDisposedException)
            {
                // Nobody reads the log any more; the kernel goes on.
            }
        }
    }
}
