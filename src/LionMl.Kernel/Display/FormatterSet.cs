using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace LionMl.Kernel.Display;

/// <summary>
/// The formatters that a type names. The convention goes by names alone, so that a library needs no reference to any host: an attribute
/// type called <c>TypeFormatterSourceAttribute</c> on the type, a base type or an interface names a source, whose
/// <c>CreateTypeFormatters()</c> gives objects with <c>MimeType</c> and <c>Format(object, TextWriter)</c>.
/// </summary>
internal sealed class FormatterSet
{
    private const string AttributeName = "TypeFormatterSourceAttribute";
    private const int MaxChars = 32 * 1024 * 1024;
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    // Weakly keyed: types of cells must not be kept alive by having been shown once.
    private static readonly ConditionalWeakTable<Type, FormatterSet> Known = [];

    private readonly List<(string MimeType, Func<object, TextWriter, bool> Format)> _formatters = [];

    private FormatterSet(Type type)
    {
        // The nearest attribute's formatters come first, and the first formatter of a MIME type wins.
        for (Type? at = type; at is not null; at = at.BaseType)
            AddSources(at);

        foreach (Type contract in type.GetInterfaces())
            AddSources(contract);
    }

    /// <summary>The formatters of a type; none for most.</summary>
    public static FormatterSet Of(Type type) => Known.GetValue(type, t => new FormatterSet(t));

    /// <summary>Runs the formatters; those that fail, refuse or write too much are left out.</summary>
    public IEnumerable<(string MimeType, string Text)> Format(object value)
    {
        foreach ((string mimeType, Func<object, TextWriter, bool> format) in _formatters)
        {
            if (Run(format, value) is { } text)
                yield return (mimeType, text);
        }
    }

    private static string? Run(Func<object, TextWriter, bool> format, object value)
    {
        try
        {
            using var writer = new BoundedWriter(MaxChars);
            return format(value, writer) ? writer.ToString() : null;
        }
        catch (Exception exception) when (!IsInterrupt(exception))
        {
            return null;
        }
    }

    private void AddSources(Type type)
    {
        try
        {
            foreach (object attribute in type.GetCustomAttributes(false))
            {
                if (attribute.GetType().Name == AttributeName)
                    AddFormatters(attribute);
            }
        }
        catch (Exception exception) when (!IsInterrupt(exception))
        {
            // An attribute or a source that cannot be made leaves the type without its formatters, not the cell without a result.
        }
    }

    private void AddFormatters(object attribute)
    {
        if (Read(attribute, "FormatterSourceType") is not Type sourceType)
            return;

        object source = Activator.CreateInstance(sourceType, Instance, null, null, null)!;
        MethodInfo? create = sourceType.GetMethod("CreateTypeFormatters", Instance, Type.EmptyTypes);
        if (create?.Invoke(source, null) is not IEnumerable formatters)
            return;

        var found = new List<(string MimeType, Func<object, TextWriter, bool> Format)>();
        foreach (object? formatter in formatters)
        {
            if (formatter is null || Read(formatter, "MimeType") is not string mimeType)
                continue;

            MethodInfo? format = formatter.GetType().GetMethod("Format", Instance, [typeof(object), typeof(TextWriter)]);
            if (format?.ReturnType == typeof(bool))
                found.Add((mimeType, format.CreateDelegate<Func<object, TextWriter, bool>>(formatter)));
        }

        // Preferred types first: the first formatter of a type wins.
        string[] preferred = Read(attribute, "PreferredMimeTypes") as string[] ?? [];
        _formatters.AddRange(found.OrderBy(f => Array.IndexOf(preferred, f.MimeType) is >= 0 and int i ? i : int.MaxValue));
    }

    private static object? Read(object owner, string property) => owner.GetType().GetProperty(property, Instance)?.GetValue(owner);

    private static bool IsInterrupt(Exception exception) => exception is OperationCanceledException or ThreadInterruptedException;
}
