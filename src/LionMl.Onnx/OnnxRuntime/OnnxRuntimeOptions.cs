namespace LionMl.Onnx.OnnxRuntime;

/// <summary>How a session runs its model.</summary>
/// <param name="Cores">How many threads may compute one node at a time; 0 for all cores.</param>
/// <param name="Rewrites">Whether the library may first rewrite the model into faster nodes; it then sums in another order, and now and
/// then trips over its own rewriting.</param>
/// <param name="ChecksShapes">Whether a model is refused whose shapes are not those that the library infers; otherwise it tries to run
/// it.</param>
public sealed record OnnxRuntimeOptions(int Cores = 0, bool Rewrites = true, bool ChecksShapes = false)
{
    /// <summary>All cores, rewritten, shapes not checked.</summary>
    public static OnnxRuntimeOptions Default { get; } = new();
}
