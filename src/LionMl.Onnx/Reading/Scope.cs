namespace LionMl.Onnx.Reading;

/// <summary>What the names in a body stand for in the graph that it is written into; the outermost scope is that graph itself.</summary>
/// <param name="parent">The scope around it; null for the outermost.</param>
internal sealed class Scope(Scope? parent)
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <summary>The names of the graph itself.</summary>
    public static Scope Outermost { get; } = new(null);

    /// <summary>Lets a name of the body stand for a tensor of the graph.</summary>
    public void Define(string name, string tensor) => _names[name] = tensor;

    /// <summary>The tensor of the graph that a name stands for.</summary>
    public string Resolve(string name)
    {
        for (Scope? scope = this; scope is not null; scope = scope.Parent)
        {
            if (scope._names.TryGetValue(name, out string? tensor))
            {
                return tensor;
            }
        }

        return name;
    }

    private Scope? Parent => parent;
}
