namespace LionMl.Onnx;

/// <summary>
/// Names the type that can show values of the marked type in a notebook. Notebooks find this attribute by its name and its properties,
/// so neither side refers to the other.
/// </summary>
/// <remarks>
/// The source is named as text because the projects that hold the values do not know the project that shows them; where that one is not
/// loaded and cannot be found, values are simply shown as text.
/// </remarks>
/// <param name="formatterSourceTypeName">
/// The name of the type with its assembly, as <see cref="Type.GetType(string)"/> takes it. The type has a public constructor without
/// parameters and a method <c>CreateTypeFormatters()</c>.
/// </param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = true)]
public sealed class TypeFormatterSourceAttribute(string formatterSourceTypeName) : Attribute
{
    private Type? _source;
    private string[] _preferredMimeTypes = [];

    /// <summary>The type that makes formatters; null where it cannot be found. Looked for again until it is.</summary>
    public Type? FormatterSourceType => _source ??= Type.GetType(formatterSourceTypeName, throwOnError: false);

    /// <summary>The formats to offer first, best first; empty for all.</summary>
    public string[] PreferredMimeTypes
    {
        get => _preferredMimeTypes;
        set => _preferredMimeTypes = value ?? throw new ArgumentNullException(nameof(value));
    }
}
