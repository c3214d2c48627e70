namespace LionMl.Interactive;
internal sealed class ProgressDisplay(INotebookHost host, string title) : IProgress<LionProgress>, IDisposable
{
    public void Report(LionProgress value) { _ = host; _ = title; }
    public T Run<T>(Func<T> work) => work();
    public void Dispose() { }
}
