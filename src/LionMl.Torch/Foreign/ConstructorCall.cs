using System.Globalization;
using System.Reflection;

namespace LionMl.Torch;

/// <summary>Which constructor of a model runs again, and with what.</summary>
internal static class ConstructorCall
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    // What a number may become without losing anything that matters here, as C# converts it by itself.
    private static readonly Type[] Widening = [typeof(byte), typeof(short), typeof(int), typeof(long), typeof(float), typeof(double)];

    /// <summary>Makes an object.</summary>
    /// <param name="type">Its type, of this library's world.</param>
    /// <param name="given">The arguments; null or empty for the constructor that needs none.</param>
    /// <exception cref="ArgumentException">No constructor takes these arguments; says which there are.</exception>
    /// <exception cref="Exception">Whatever the constructor throws.</exception>
    public static object Run(Type type, IReadOnlyList<object?>? given)
    {
        if (type.IsAbstract || type.ContainsGenericParameters)
        {
            throw new ArgumentException($"{Name(type)} cannot be made: it is {(type.IsAbstract ? "abstract" : "generic")}");
        }

        // Public ones first, then the ones that leave the least to defaults.
        ConstructorInfo[] all = type.GetConstructors(Any);
        foreach (ConstructorInfo constructor in all.OrderBy(one => one.IsPublic ? 0 : 1).ThenBy(one => one.GetParameters().Length))
        {
            if (Fitting(constructor.GetParameters(), given ?? []) is { } arguments)
            {
                return constructor.Invoke(
                    BindingFlags.DoNotWrapExceptions | BindingFlags.OptionalParamBinding, null, arguments, CultureInfo.InvariantCulture);
            }
        }

        string known = string.Join(", ", all.Select(one => $"{Name(type)}({Text(one.GetParameters())})"));
        throw new ArgumentException(given is null or { Count: 0 }
            ? $"{Name(type)} has no constructor without arguments, and the module has to be built again; it has {known}. Give the "
                + $"arguments that it was made with ({nameof(ForeignOptions)}.{nameof(ForeignOptions.ConstructorArguments)}), or give the "
                + "parameters default values"
            : $"no constructor of {Name(type)} takes the arguments ({string.Join(", ", given.Select(Kind))}); it has {known}");
    }

    private static object?[]? Fitting(ParameterInfo[] parameters, IReadOnlyList<object?> given)
    {
        if (given.Count > parameters.Length || parameters.Skip(given.Count).Any(parameter => !parameter.IsOptional))
        {
            return null;
        }

        object?[] arguments = new object?[parameters.Length];
        Array.Fill(arguments, Type.Missing);
        for (int i = 0; i < given.Count; i++)
        {
            if (!Fits(given[i], parameters[i].ParameterType, out arguments[i]))
            {
                return null;
            }
        }

        return arguments;
    }

    private static bool Fits(object? value, Type parameter, out object? argument)
    {
        Type target = Nullable.GetUnderlyingType(parameter) ?? parameter;
        argument = ForeignTensor.IsForeign(value) ? ForeignTensor.Read(value!, "a constructor's argument") : value;
        if (argument is null)
        {
            return !parameter.IsValueType || target != parameter;
        }

        if (target.IsInstanceOfType(argument))
        {
            return true;
        }

        Type source = argument.GetType();
        if (target.IsEnum && source.IsEnum && target.Name == source.Name)
        {
            argument = Enum.ToObject(target, argument);
            return true;
        }

        if (target.IsSZArray && argument is Array { Rank: 1 } array)
        {
            return FitsArray(array, target.GetElementType()!, out argument);
        }

        int from = Array.IndexOf(Widening, source);
        if (from < 0 || from > Array.IndexOf(Widening, target))
        {
            return false;
        }

        argument = Convert.ChangeType(argument, target, CultureInfo.InvariantCulture);
        return true;
    }

    private static bool FitsArray(Array array, Type element, out object? argument)
    {
        var result = Array.CreateInstance(element, array.Length);
        argument = result;
        for (int i = 0; i < array.Length; i++)
        {
            if (!Fits(array.GetValue(i), element, out object? item))
            {
                return false;
            }

            result.SetValue(item, i);
        }

        return true;
    }

    private static string Text(ParameterInfo[] parameters) => string.Join(", ", parameters.Select(
        parameter => $"{Name(parameter.ParameterType)} {parameter.Name}{(parameter.IsOptional ? " = …" : string.Empty)}"));

    private static string Kind(object? value) => value is null ? "null" : Name(value.GetType());

    private static string Name(Type type) => Nullable.GetUnderlyingType(type) is { } inner ? Name(inner) + "?" : type.Name;
}
