namespace LionMl.Kernel.Scripting;

/// <summary>Writes types as cells can name them.</summary>
internal static class CSharpTypeName
{
    /// <summary>The types under which a value may be declared, nearest first; <c>object</c> last.</summary>
    public static IEnumerable<string> Candidates(Type type)
    {
        var types = new List<Type>();
        for (Type? at = type; at is not null && at != typeof(object) && at != typeof(ValueType); at = at.BaseType)
            types.Add(at);

        // The most derived interfaces say most.
        types.AddRange(type.GetInterfaces().OrderByDescending(i => i.GetInterfaces().Length));
        return types.Select(Of).OfType<string>().Append("object");
    }

    /// <summary>The name, or null when cells cannot see the type.</summary>
    public static string? Of(Type type)
    {
        if (type.IsArray)
            return OfArray(type);

        if (type.IsPointer || type.IsByRef || type.IsGenericParameter || type.IsByRefLike || type.Name.Contains('<', StringComparison.Ordinal))
            return null;

        if (!type.IsNested)
            return type.IsPublic ? Prefix(type) + WithArguments(type, type.Name, type.GetGenericArguments()) : null;

        Type outer = type.DeclaringType!;
        Type[] arguments = type.GetGenericArguments();
        // The types of cells are nested in a class of the compiler's and stand by themselves in the text.
        if (outer.Name.StartsWith("Submission#", StringComparison.Ordinal))
            return WithArguments(type, type.Name, arguments);

        int outerCount = outer.GetGenericArguments().Length;
        if (!type.IsNestedPublic)
            return null;

        Type closedOuter = outerCount == 0 ? outer : outer.MakeGenericType(arguments[..outerCount]);
        return Of(closedOuter) is { } outerName && WithArguments(type, type.Name, arguments[outerCount..]) is { } name
            ? $"{outerName}.{name}"
            : null;
    }

    private static string? OfArray(Type type)
    {
        // C# writes the outermost rank first.
        string ranks = "";
        Type element = type;
        while (element.IsArray)
        {
            ranks += "[" + new string(',', element.GetArrayRank() - 1) + "]";
            element = element.GetElementType()!;
        }

        return Of(element) is { } name ? name + ranks : null;
    }

    private static string Prefix(Type type) =>
        string.IsNullOrEmpty(type.Namespace) ? "global::" : $"global::{string.Join('.', type.Namespace.Split('.').Select(p => "@" + p))}.";

    private static string? WithArguments(Type type, string name, Type[] arguments)
    {
        int tick = name.IndexOf('`', StringComparison.Ordinal);
        string bare = "@" + (tick < 0 ? name : name[..tick]);
        if (arguments.Length == 0 || !type.IsGenericType)
            return bare;

        string?[] names = [.. arguments.Select(Of)];
        return names.Any(n => n is null) ? null : $"{bare}<{string.Join(", ", names)}>";
    }
}
