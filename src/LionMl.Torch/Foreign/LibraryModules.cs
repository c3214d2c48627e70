using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace LionMl.Torch;

/// <summary>
/// Builds modules of TorchSharp's own classes again. They have no constructor that could run, but factories, and properties of the same
/// names as the factories' parameters. Where a parameter has no such property, the module is refused rather than guessed.
/// </summary>
internal static class LibraryModules
{
    private static readonly Dictionary<string, string> Properties = new(StringComparer.Ordinal)
    {
        ["inputSize"] = "in_features",
        ["outputSize"] = "out_features",
        ["hasBias"] = "bias",
    };

    /// <summary>Makes a module of this library like one of the real one.</summary>
    /// <param name="foreign">The module.</param>
    /// <param name="user">Makes modules of the user's own classes, which a Sequential may hold.</param>
    /// <exception cref="NotSupportedException">What it was made with cannot be read from it, or the subset lacks its class.</exception>
    public static torch.nn.Module Build(object foreign, Func<object, torch.nn.Module> user)
    {
        Type type = foreign.GetType();
        if (!Reflected.IsTorchSharp(type.Assembly))
        {
            return user(foreign);
        }

        if (type.FullName == "TorchSharp.Modules.Sequential")
        {
            return torch.nn.Sequential([.. Children(foreign, user)]);
        }

        MethodInfo[] factories = [.. typeof(torch.nn).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(method => method.Name == type.Name && !method.IsGenericMethodDefinition && type.Namespace == "TorchSharp.Modules")
            .OrderByDescending(method => method.GetParameters().Length)];
        if (factories.Length == 0)
        {
            throw new NotSupportedException($"{type.Name} is outside of the subset of TorchSharp that LionML has");
        }

        foreach (MethodInfo factory in factories)
        {
            if (Arguments(foreign, factory) is { } arguments)
            {
                return (torch.nn.Module)factory.Invoke(
                    null, BindingFlags.DoNotWrapExceptions, null, arguments, CultureInfo.InvariantCulture)!;
            }
        }

        throw new NotSupportedException(
            $"a {type.Name} of TorchSharp does not tell what it was made with, so it cannot be built again; put it into a class of your "
            + "own, derived from Module<Tensor, Tensor>, and export that");
    }

    private static IEnumerable<(string, torch.nn.Module<torch.Tensor, torch.Tensor>)> Children(
        object sequential, Func<object, torch.nn.Module> user)
    {
        foreach (object entry in (IEnumerable)Reflected.Call(sequential, "named_children")!)
        {
            var pair = (ITuple)entry;
            yield return ((string)pair[0]!, Build(pair[1]!, user) as torch.nn.Module<torch.Tensor, torch.Tensor>
                ?? throw new NotSupportedException($"{pair[1]!.GetType().Name} in a Sequential does not map one tensor to one tensor"));
        }
    }

    private static object?[]? Arguments(object foreign, MethodInfo factory)
    {
        ParameterInfo[] parameters = factory.GetParameters();
        object?[] arguments = new object?[parameters.Length];
        for (int i = 0; i < parameters.Length; i++)
        {
            if (!Argument(foreign, parameters[i], out arguments[i]))
            {
                return null;
            }
        }

        return arguments;
    }

    private static bool Argument(object foreign, ParameterInfo parameter, out object? argument)
    {
        argument = null;
        if (parameter.ParameterType == typeof(Device) || parameter.Name == "dtype")
        {
            // Weights are copied afterwards, and bring their type with them.
            return true;
        }

        string name = Properties.GetValueOrDefault(parameter.Name!, parameter.Name!);
        if (parameter.ParameterType == typeof(Padding))
        {
            name = "padding_type";
        }

        else if (name == "padding" && Reflected.TryGet(foreign, "padding_type", out object? automatic) && automatic is not null)
        {
            // Then the sizes are not set, and would be taken for those that are left out.
            return false;
        }

        if (!Reflected.TryGet(foreign, name, out object? value))
        {
            return false;
        }

        if (parameter.ParameterType == typeof(bool) && name == "bias")
        {
            argument = value is not null;
            return true;
        }

        return Fits(value, parameter.ParameterType, out argument);
    }

    /// <summary>A property's value as a parameter: modules keep sizes as lists, whatever form they were given in.</summary>
    private static bool Fits(object? value, Type parameter, out object? argument)
    {
        Type target = Nullable.GetUnderlyingType(parameter) ?? parameter;
        argument = value switch
        {
            long[] { Length: 1 } one when target == typeof(long) => one[0],
            long[] { Length: 2 } two when target == typeof((long, long)) => (two[0], two[1]),
            Enum number when target.IsEnum && target.Name == number.GetType().Name => Enum.ToObject(target, number),
            _ => value,
        };
        return argument is null ? !parameter.IsValueType || target != parameter : target.IsInstanceOfType(argument);
    }
}
