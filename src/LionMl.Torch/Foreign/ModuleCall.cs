using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace LionMl.Torch;

/// <summary>Calls modules whose signature is known only when they are there.</summary>
internal static class ModuleCall
{
    /// <summary>Runs a module of any number of tensors, under its name in the trace.</summary>
    /// <returns>The tensors it gives: one, a tuple or a list of them.</returns>
    /// <exception cref="ArgumentException">It takes another number of inputs.</exception>
    /// <exception cref="NotSupportedException">It takes or gives something else than tensors.</exception>
    /// <exception cref="Exception">Whatever the module throws.</exception>
    public static IReadOnlyList<torch.Tensor> Run(torch.nn.Module module, IReadOnlyList<torch.Tensor> inputs)
    {
        MethodInfo[] methods = [.. Methods(module)];
        if (methods.Length == 0)
        {
            throw new NotSupportedException(
                $"{module.GetName()} has no forward to call; derive it from Module<Tensor, Tensor> and override forward");
        }

        MethodInfo? fitting = Array.Find(methods, method => Takes(method, inputs.Count));
        if (fitting is null)
        {
            string takes = string.Join(" or ", methods.Select(method => $"({Text(method)})"));
            throw new ArgumentException($"{module.GetName()} takes {takes}, and {inputs.Count} sample inputs were given");
        }

        object?[] arguments = [.. inputs, .. fitting.GetParameters().Skip(inputs.Count).Select(_ => Type.Missing)];
        object? result = fitting.Invoke(
            module, BindingFlags.DoNotWrapExceptions | BindingFlags.OptionalParamBinding, null, arguments, CultureInfo.InvariantCulture);
        List<torch.Tensor> outputs = [];
        Collect(result, outputs);
        return outputs;
    }

    /// <summary><c>call</c> of the generic base class, which names the module in the trace; <c>forward</c> where there is none.</summary>
    private static IEnumerable<MethodInfo> Methods(torch.nn.Module module)
    {
        MethodInfo[] all = module.GetType().GetMethods(BindingFlags.Instance | BindingFlags.Public);
        MethodInfo[] calls = [.. all.Where(method => method.Name == "call" && method.DeclaringType!.Assembly == typeof(torch).Assembly)];
        return calls.Length > 0 ? calls : all.Where(method => method.Name == "forward" && !method.IsGenericMethodDefinition);
    }

    private static bool Takes(MethodInfo method, int count)
    {
        ParameterInfo[] parameters = method.GetParameters();
        return parameters.Length >= count && parameters.Take(count).All(parameter => parameter.ParameterType == typeof(torch.Tensor))
            && parameters.Skip(count).All(parameter => parameter.IsOptional);
    }

    private static string Text(MethodInfo method) =>
        string.Join(", ", method.GetParameters().Select(parameter => parameter.ParameterType.Name));

    private static void Collect(object? result, List<torch.Tensor> outputs)
    {
        switch (result)
        {
            case torch.Tensor tensor:
                outputs.Add(tensor);
                break;
            case ITuple tuple:
                for (int i = 0; i < tuple.Length; i++)
                {
                    Collect(tuple[i], outputs);
                }

                break;
            case IEnumerable items and not string and not IDictionary:
                foreach (object? item in items)
                {
                    Collect(item, outputs);
                }

                break;
            default:
                throw new NotSupportedException(
                    $"forward gives {result?.GetType().Name ?? "null"}; a model that is exported gives a tensor, or a tuple or list of "
                    + "tensors");
        }
    }
}
