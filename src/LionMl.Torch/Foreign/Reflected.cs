using System.Reflection;

namespace LionMl.Torch;

/// <summary>Objects of the real TorchSharp, which this library cannot name at compile time, through reflection.</summary>
internal static class Reflected
{
    private const BindingFlags Public = BindingFlags.Instance | BindingFlags.Public;

    /// <summary>Whether an assembly is the real TorchSharp.</summary>
    public static bool IsTorchSharp(Assembly assembly) => assembly != typeof(torch).Assembly
        && string.Equals(assembly.GetName().Name, FacadeImage.Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether an object is of a type of the real TorchSharp, or of one derived from it.</summary>
    public static bool IsTorchSharp(object? value, string typeName)
    {
        for (Type? type = value?.GetType(); type is not null; type = type.BaseType)
        {
            if (type.FullName == typeName && IsTorchSharp(type.Assembly))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A property that must be there.</summary>
    public static object? Get(object target, string property) =>
        TryGet(target, property, out object? value) ? value : throw Unknown(target, property);

    public static bool TryGet(object target, string property, out object? value)
    {
        // The innermost one: a property may hide another of the same name and another type.
        PropertyInfo? found = null;
        for (Type? type = target.GetType(); type is not null && found is null; type = type.BaseType)
        {
            found = type.GetProperty(property, Public | BindingFlags.DeclaredOnly);
        }

        value = found?.CanRead == true ? found.GetValue(target, BindingFlags.DoNotWrapExceptions, null, null, null) : null;
        return found?.CanRead == true;
    }

    /// <summary>Calls a method with the defaults of its parameters, the overload with the fewest where there are several.</summary>
    /// <param name="target">The object.</param>
    /// <param name="method">The method's name.</param>
    /// <param name="typeArgument">The method's type argument, if it has one.</param>
    public static object? Call(object target, string method, Type? typeArgument = null)
    {
        MethodInfo found = target.GetType().GetMethods(Public)
            .Where(candidate => candidate.Name == method && candidate.IsGenericMethodDefinition == (typeArgument is not null)
                && candidate.GetParameters().All(parameter => parameter.IsOptional))
            .MinBy(candidate => candidate.GetParameters().Length) ?? throw Unknown(target, method);
        found = typeArgument is null ? found : found.MakeGenericMethod(typeArgument);
        object?[] defaults = [.. found.GetParameters().Select(_ => Type.Missing)];
        return found.Invoke(target, BindingFlags.DoNotWrapExceptions | BindingFlags.OptionalParamBinding, null, defaults, null);
    }

    /// <summary>What was thrown first, where the runtime has wrapped it.</summary>
    public static Exception Unwrapped(Exception problem)
    {
        while (problem is TargetInvocationException or TypeInitializationException && problem.InnerException is { } inner)
        {
            problem = inner;
        }

        return problem;
    }

    private static NotSupportedException Unknown(object target, string member) => new(
        $"this version of TorchSharp ({target.GetType().Assembly.GetName().Version}) has no {target.GetType().Name}.{member} to read a "
        + "model from; use TorchSharp 0.102 or later");
}
