using System.Collections.Immutable;

namespace LionMl.Onnx;

/// <summary>The named attributes of a <see cref="Node"/>. Immutable; every getter takes the operator's default.</summary>
public sealed class NodeAttributes
{
    private readonly ImmutableSortedDictionary<string, object> _values;

    internal NodeAttributes(ImmutableSortedDictionary<string, object> values) => _values = values;

    /// <summary>No attributes.</summary>
    public static NodeAttributes Empty { get; } = new(ImmutableSortedDictionary.Create<string, object>(StringComparer.Ordinal));

    /// <summary>The names that are set, in ordinal order.</summary>
    public IEnumerable<string> Names => _values.Keys;

    /// <summary>Whether an attribute is set.</summary>
    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>An integer attribute, or the default where it is not set.</summary>
    /// <exception cref="OnnxException">The attribute is set with another type.</exception>
    public long GetInt(string name, long defaultValue) => Get<long>(name, out var value) ? value : defaultValue;

    /// <summary>A list of integers, or the default where it is not set.</summary>
    /// <exception cref="OnnxException">The attribute is set with another type.</exception>
    public ImmutableArray<long> GetInts(string name, ImmutableArray<long> defaultValue = default) =>
        Get<ImmutableArray<long>>(name, out var value) ? value : defaultValue;

    /// <summary>A real number, or the default where it is not set.</summary>
    /// <exception cref="OnnxException">The attribute is set with another type.</exception>
    public float GetFloat(string name, float defaultValue) => Get<float>(name, out var value) ? value : defaultValue;

    /// <summary>A list of real numbers, or the default where it is not set.</summary>
    /// <exception cref="OnnxException">The attribute is set with another type.</exception>
    public ImmutableArray<float> GetFloats(string name, ImmutableArray<float> defaultValue = default) =>
        Get<ImmutableArray<float>>(name, out var value) ? value : defaultValue;

    /// <summary>A text, or the default where it is not set.</summary>
    /// <exception cref="OnnxException">The attribute is set with another type.</exception>
    public string GetString(string name, string defaultValue) => Get<string>(name, out var value) ? value : defaultValue;

    /// <summary>A list of texts, or the default where it is not set.</summary>
    /// <exception cref="OnnxException">The attribute is set with another type.</exception>
    public ImmutableArray<string> GetStrings(string name, ImmutableArray<string> defaultValue = default) =>
        Get<ImmutableArray<string>>(name, out var value) ? value : defaultValue;

    /// <summary>A tensor, or null where it is not set.</summary>
    /// <exception cref="OnnxException">The attribute is set with another type.</exception>
    public Tensor? GetTensor(string name) => Get<Tensor>(name, out var value) ? value : null;

    /// <summary>A copy with an integer attribute set.</summary>
    public NodeAttributes With(string name, long value) => Set(name, value);

    /// <summary>A copy with a list of integers set.</summary>
    public NodeAttributes With(string name, params ReadOnlySpan<long> values) => Set(name, values.ToImmutableArray());

    /// <summary>A copy with a real number set.</summary>
    public NodeAttributes With(string name, float value) => Set(name, value);

    /// <summary>A copy with a list of real numbers set.</summary>
    public NodeAttributes With(string name, params ReadOnlySpan<float> values) => Set(name, values.ToImmutableArray());

    /// <summary>A copy with a text set.</summary>
    public NodeAttributes With(string name, string value) => Set(name, value);

    /// <summary>A copy with a tensor set.</summary>
    public NodeAttributes With(string name, Tensor value) => Set(name, value);

    /// <summary>A copy without an attribute.</summary>
    public NodeAttributes Without(string name) => new(_values.Remove(name));

    /// <summary>
    /// The value as stored: long, float, string, Tensor, or an immutable array of the first three; while a file is read also a body.
    /// </summary>
    internal object Raw(string name) => _values[name];

    /// <summary>Whether a value is of a kind that getters can return; the reader keeps others as marks of what was there.</summary>
    internal static bool IsSupported(object value) =>
        value is long or float or string or Tensor or ImmutableArray<long> or ImmutableArray<float> or ImmutableArray<string>;

    internal NodeAttributes Set(string name, object value) => new(_values.SetItem(name, value));

    private bool Get<T>(string name, out T value)
    {
        if (!_values.TryGetValue(name, out object? stored))
        {
            value = default!;
            return false;
        }

        value = stored is T typed
            ? typed
            : throw new OnnxException($"attribute '{name}' has the wrong type: {Describe(stored)} instead of {Describe<T>()}");
        return true;
    }

    private static string Describe(object stored) => stored switch
    {
        long => "an integer",
        float => "a number",
        string => "a text",
        Tensor => "a tensor",
        ImmutableArray<long> => "a list of integers",
        ImmutableArray<float> => "a list of numbers",
        ImmutableArray<string> => "a list of texts",
        _ => "a graph or another kind",
    };

    private static string Describe<T>() => default(T) switch
    {
        ImmutableArray<long> => "a list of integers",
        ImmutableArray<float> => "a list of numbers",
        ImmutableArray<string> => "a list of texts",
        long => "an integer",
        float => "a number",
        _ => typeof(T) == typeof(string) ? "a text" : "a tensor",
    };
}
