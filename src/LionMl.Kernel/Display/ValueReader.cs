using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace LionMl.Kernel.Display;

/// <summary>Copies a value into a <see cref="ValueNode"/>: bounded in depth, breadth and total, and safe against cycles and failing getters.</summary>
internal sealed class ValueReader
{
    /// <summary>How many items of one sequence are kept.</summary>
    public const int MaxItems = 100;

    private const int MaxDepth = 5;
    private const int MaxMembers = 40;
    private const int MaxTextChars = 64 * 1024;
    private const int MaxInnerTextChars = 400;

    private readonly List<object> _ancestors = [];
    private int _budget = 4000;

    /// <summary>Copies a value. Never throws, but for an interrupt of the cell.</summary>
    public static ValueNode Read(object? value) => new ValueReader().ReadSafely(() => value);

    /// <summary>A name for a type as C# writes it, without namespaces.</summary>
    public static string TypeName(Type type)
    {
        if (type.IsArray)
            return TypeName(type.GetElementType()!) + "[" + new string(',', type.GetArrayRank() - 1) + "]";

        string name = type.Name;
        int tick = name.IndexOf('`', StringComparison.Ordinal);
        if (tick < 0)
            return name;

        if (IsAnonymous(type))
            return "";

        return $"{name[..tick]}<{string.Join(", ", type.GetGenericArguments().Select(TypeName))}>";
    }

    /// <summary>Text cut to a length, with a note of how much there was.</summary>
    public static string Bound(string text, int maxChars) =>
        text.Length <= maxChars ? text : $"{text[..maxChars]}… ({text.Length.ToString("N0", CultureInfo.InvariantCulture)} characters)";

    private ValueNode ReadSafely(Func<object?> read)
    {
        try
        {
            return ReadValue(read());
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or ThreadInterruptedException))
        {
            Exception cause = exception is TargetInvocationException { InnerException: { } inner } ? inner : exception;
            return ValueNode.Scalar($"({cause.GetType().Name}: {Bound(SafeMessage(cause), MaxInnerTextChars)})");
        }
    }

    private static string SafeMessage(Exception exception)
    {
        try
        {
            return exception.Message;
        }
        catch (Exception)
        {
            return "no message";
        }
    }

    private ValueNode ReadValue(object? value)
    {
        if (value is null)
            return ValueNode.Scalar("null");

        int textLimit = _ancestors.Count == 0 ? MaxTextChars : MaxInnerTextChars;
        if (value is string text)
            return new ValueNode(ValueShape.Quoted, Bound(text, textLimit), [], "");

        Type type = value.GetType();
        if (type.IsPrimitive || value is IFormattable)
            return ValueNode.Scalar(Bound(((value as IFormattable)?.ToString(null, CultureInfo.InvariantCulture) ?? value.ToString())!, textLimit));

        if (value is Exception exception)
            return ValueNode.Scalar(Bound($"{type.Name}: {SafeMessage(exception)}", textLimit));

        if (value is Delegate or Task or Pointer)
            return ValueNode.Scalar(TypeName(type));

        bool isStructured = value is ITuple or IEnumerable || IsPair(type) || IsAnonymous(type) || IsRecord(type);
        bool hasOwnText = HasOwnText(type);
        if (hasOwnText && (!isStructured || (value is IEnumerable && !IsOfSystem(type))))
            return ValueNode.Scalar(Bound(value.ToString() ?? "", textLimit));

        if (_ancestors.Count >= MaxDepth || _budget <= 0)
            return ValueNode.Scalar("…");

        if (!type.IsValueType && _ancestors.Any(a => ReferenceEquals(a, value)))
            return ValueNode.Scalar("(cycle)");

        _ancestors.Add(value);
        try
        {
            return ReadParts(value, type);
        }
        finally
        {
            _ancestors.RemoveAt(_ancestors.Count - 1);
        }
    }

    private ValueNode ReadParts(object value, Type type) => value switch
    {
        Array { Rank: > 1 } array => ReadArray(array, 0, new int[array.Rank]),
        _ when IsDictionary(type) => ReadMap((IEnumerable)value),
        IEnumerable items => ReadList(items),
        ITuple tuple => new ValueNode(
            ValueShape.Tuple,
            "",
            [.. Enumerable.Range(0, Math.Min(tuple.Length, MaxMembers)).Select(i => ($"Item{i + 1}", Child(() => tuple[i])))],
            tuple.Length > MaxMembers ? "…" : ""),
        _ => ReadMembers(value, type),
    };

    private ValueNode Child(Func<object?> read)
    {
        _budget--;
        return ReadSafely(read);
    }

    private ValueNode ReadList(IEnumerable items)
    {
        var children = new List<(string, ValueNode)>();
        string rest = Enumerate(items, item => children.Add(("", Child(() => item))));
        return new ValueNode(ValueShape.List, "", children, rest);
    }

    private ValueNode ReadMap(IEnumerable entries)
    {
        var children = new List<(string, ValueNode)>();
        string rest = Enumerate(entries, entry =>
        {
            if (entry is DictionaryEntry old)
            {
                children.Add((KeyText(old.Key), Child(() => old.Value)));
                return;
            }

            Type pair = entry!.GetType();
            children.Add((KeyText(pair.GetProperty("Key")?.GetValue(entry)), Child(() => pair.GetProperty("Value")?.GetValue(entry))));
        });
        return new ValueNode(ValueShape.Map, "", children, rest);
    }

    private string KeyText(object? key) => ValueText.Inner(Child(() => key));

    /// <summary>Takes the first items; what the enumerator throws on the way stands where the rest would.</summary>
    private string Enumerate(IEnumerable items, Action<object?> take)
    {
        int taken = 0;
        try
        {
            foreach (object? item in items)
            {
                if (taken == MaxItems || _budget <= 0)
                {
                    return items is ICollection { Count: int count }
                        ? $"… {(count - taken).ToString("N0", CultureInfo.InvariantCulture)} more"
                        : "…";
                }

                take(item);
                taken++;
            }

            return "";
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or ThreadInterruptedException))
        {
            return $"({exception.GetType().Name}: {Bound(SafeMessage(exception), MaxInnerTextChars)})";
        }
    }

    private ValueNode ReadArray(Array array, int dimension, int[] indices)
    {
        var children = new List<(string, ValueNode)>();
        int length = array.GetLength(dimension);
        int taken = 0;
        for (; taken < length && taken < MaxItems && _budget > 0; taken++)
        {
            int[] at = [.. indices];
            at[dimension] = taken + array.GetLowerBound(dimension);
            children.Add(("", dimension == array.Rank - 1 ? Child(() => array.GetValue(at)) : ReadArray(array, dimension + 1, at)));
        }

        return new ValueNode(ValueShape.List, "", children, taken < length ? $"… {length - taken} more" : "");
    }

    private ValueNode ReadMembers(object value, Type type)
    {
        const BindingFlags Public = BindingFlags.Instance | BindingFlags.Public;
        var children = new List<(string, ValueNode)>();
        PropertyInfo[] properties = [.. type.GetProperties(Public).Where(IsShown)];
        foreach (PropertyInfo property in properties.Take(MaxMembers))
            children.Add((property.Name, Child(() => property.GetValue(value))));

        foreach (FieldInfo field in type.GetFields(Public).Take(MaxMembers - children.Count))
            children.Add((field.Name, Child(() => field.GetValue(value))));

        return new ValueNode(ValueShape.Members, TypeName(type), children, properties.Length > MaxMembers ? "…" : "");
    }

    private static bool IsShown(PropertyInfo property) =>
        property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0 && !property.PropertyType.IsByRefLike
        && !property.PropertyType.IsByRef && !property.PropertyType.IsPointer;

    private static bool HasOwnText(Type type) =>
        type.GetMethod(nameof(ToString), Type.EmptyTypes)?.DeclaringType is { } declaring
        && declaring != typeof(object) && declaring != typeof(ValueType) && declaring != typeof(MarshalByRefObject);

    private static bool IsOfSystem(Type type) =>
        type.Namespace is { } space && (space == "System" || space.StartsWith("System.", StringComparison.Ordinal));

    private static bool IsAnonymous(Type type) =>
        type.Name.Contains("AnonymousType", StringComparison.Ordinal) && type.IsDefined(typeof(CompilerGeneratedAttribute), false);

    // The compiler gives records this method, and no other name in C# can begin with '<'. A ToString that the user wrote is preferred.
    private static bool IsRecord(Type type) =>
        type.GetMethod("<Clone>$") is not null
        && type.GetMethod(nameof(ToString), Type.EmptyTypes)?.IsDefined(typeof(CompilerGeneratedAttribute), false) == true;

    private static bool IsPair(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>);

    private static bool IsDictionary(Type type) =>
        typeof(IDictionary).IsAssignableFrom(type)
        || type.GetInterfaces().Any(i => i.IsGenericType
            && (i.GetGenericTypeDefinition() == typeof(IDictionary<,>) || i.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>)));
}
