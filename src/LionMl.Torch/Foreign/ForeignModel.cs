using System.Reflection;
using LionMl.Onnx;

namespace LionMl.Torch;

/// <summary>
/// A module that was compiled against the real TorchSharp, built again as one of this library. Once it is disposed the module must not run
/// any more; its assemblies are unloaded when nothing refers to <see cref="Module"/>.
/// </summary>
public sealed class ForeignModel : IDisposable
{
    private readonly ForeignContext _context;
    private readonly string? _graphName;

    private ForeignModel(ForeignContext context, torch.nn.Module module, string? graphName)
    {
        _context = context;
        _graphName = graphName;
        Module = module;
    }

    /// <summary>The module, of this library. Its weights may be changed, for instance by <c>load</c>.</summary>
    public torch.nn.Module Module { get; }

    /// <summary>Builds a module of the real TorchSharp again, with its weights. It is only read.</summary>
    /// <param name="module">The module; see <see cref="ForeignExport.IsForeign"/>.</param>
    /// <param name="options">Images, arguments and a name, where they are needed.</param>
    /// <exception cref="ArgumentException">It is not such a module, or the arguments fit no constructor; says which there are.</exception>
    /// <exception cref="NotSupportedException">It uses something outside of the subset; names it and what to do.</exception>
    /// <exception cref="InvalidOperationException">It cannot be built again as it was: its constructor fails, its weights differ in name,
    /// shape or type, or its assembly cannot be found.</exception>
    public static ForeignModel Of(object module, ForeignOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        if (!ForeignExport.IsForeign(module))
        {
            throw new ArgumentException(
                $"{module.GetType().Name} is not a module of TorchSharp"
                    + (module is torch.nn.Module ? "; export it directly" : string.Empty),
                nameof(module));
        }

        return Make(options, context =>
        {
            bool own = !Reflected.IsTorchSharp(module.GetType().Assembly);
            if (!own && options?.ConstructorArguments is { Count: > 0 })
            {
                throw new ArgumentException($"a {module.GetType().Name} of TorchSharp is built from its properties; give no arguments");
            }

            torch.nn.Module twin = LibraryModules.Build(
                module, user => Construct(context.Map(user.GetType()), user == module ? options?.ConstructorArguments : null));
            StateCopy.Copy(module, twin);
            Dictionary<string, object> originals = StateCopy.Modules(module);
            var fields = new FieldCopy(context);
            foreach ((string name, torch.nn.Module part) in twin.named_modules().Prepend((string.Empty, twin)))
            {
                if (originals.TryGetValue(name, out object? original) && !Reflected.IsTorchSharp(original.GetType().Assembly))
                {
                    fields.Copy(original, part);
                }
            }

            return twin;
        });
    }

    /// <summary>Builds a module from a file, with the weights that its constructor gives it.</summary>
    /// <param name="assemblyPath">The assembly, compiled against TorchSharp; what it needs is looked for beside it.</param>
    /// <param name="typeName">The module's type, with or without its namespace.</param>
    /// <param name="options">Images, arguments and a name, where they are needed.</param>
    /// <exception cref="InvalidDataException">The file is not an assembly, or cut off.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="ArgumentException">There is no such module in it, or the arguments fit no constructor; says which there
    /// are.</exception>
    /// <exception cref="NotSupportedException">It uses something outside of the subset; names it and what to do.</exception>
    /// <exception cref="InvalidOperationException">The constructor fails.</exception>
    public static ForeignModel Load(string assemblyPath, string typeName, ForeignOptions? options = null) =>
        Make(options, context => Construct(Find(context.Open(assemblyPath), typeName), options?.ConstructorArguments));

    /// <summary>Traces the module. A failure leaves nothing behind.</summary>
    /// <param name="samples">Its inputs: tensors of the real TorchSharp or of this library.</param>
    /// <exception cref="ArgumentException">A sample is no tensor, or the module takes another number of inputs.</exception>
    /// <exception cref="NotSupportedException">It uses something outside of the subset; names it and what to do.</exception>
    /// <exception cref="InvalidOperationException"><c>forward</c> fails; the inner exception is its own.</exception>
    /// <exception cref="OnnxException">The graph is not usable, for instance because weights are not numbers.</exception>
    public TraceResult Trace(IReadOnlyList<object> samples)
    {
        torch.Tensor[] inputs = [.. samples.Select(ForeignTensor.Of)];
        return Guard(
            _context, () => OnnxExport.Trace(
                Module, tensors => Running($"{Module.GetName()}.forward", () => ModuleCall.Run(Module, tensors)), inputs, _graphName));
    }

    /// <summary>Lets go of the module's assemblies.</summary>
    public void Dispose() => _context.Unload();

    private static ForeignModel Make(ForeignOptions? options, Func<ForeignContext, torch.nn.Module> make)
    {
        var context = new ForeignContext(options?.Images);
        try
        {
            return new ForeignModel(context, Guard(context, () => make(context)), options?.GraphName);
        }
        catch
        {
            context.Unload();
            throw;
        }
    }

    private static torch.nn.Module Construct(Type type, IReadOnlyList<object?>? arguments) =>
        typeof(torch.nn.Module).IsAssignableFrom(type)
            ? (torch.nn.Module)Running($"the constructor of {type.Name}", () => ConstructorCall.Run(type, arguments))
            : throw new ArgumentException($"{type.Name} is not a module: it does not derive from torch.nn.Module");

    private static Type Find(Assembly assembly, string typeName)
    {
        Type[] types;
        try
        {
            types = assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException problem)
        {
            // Types that need what the subset lacks; they matter only if one of them is asked for.
            if (assembly.GetType(typeName, throwOnError: false) is null && problem.Types.All(type => type?.Name != typeName)
                && problem.LoaderExceptions.OfType<TypeLoadException>().FirstOrDefault() is { } first)
            {
                throw first;
            }

            types = [.. problem.Types.OfType<Type>()];
        }

        Type[] found = [.. types.Where(type => type.FullName == typeName || type.FullName?.Replace('+', '.') == typeName)];
        found = found.Length > 0 ? found : [.. types.Where(type => type.Name == typeName)];
        string modules = string.Join(", ", types.Where(type => typeof(torch.nn.Module).IsAssignableFrom(type) && !type.IsAbstract)
            .Select(type => type.FullName!.Replace('+', '.')));
        string known = modules.Length > 0 ? $"its modules are {modules}" : "it has no modules";
        return found.Length switch
        {
            1 => found[0],
            0 => throw new ArgumentException($"{assembly.GetName().Name} has no type '{typeName}'; {known}"),
            _ => throw new ArgumentException($"{assembly.GetName().Name} has several types '{typeName}'; {known}"),
        };
    }

    /// <summary>Runs the model's own code: what it throws says where, except what is already clear.</summary>
    private static T Running<T>(string what, Func<T> code)
    {
        try
        {
            return code();
        }
        catch (Exception problem) when (problem is not (NotSupportedException or ArgumentException or OnnxException))
        {
            throw new ModelFailure(what, problem);
        }
    }

    /// <summary>Turns failures of the runtime, which name neither the operation nor a remedy, into ones that do.</summary>
    private static T Guard<T>(ForeignContext context, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception problem) when (problem is not OnnxException && MissingMembers.Explain(problem, context.Loaded) is { } clear)
        {
            throw clear;
        }
        catch (BadImageFormatException problem)
        {
            throw new InvalidDataException("an assembly of the model is damaged; build it again", problem);
        }
        catch (ModelFailure failure)
        {
            Exception inner = Reflected.Unwrapped(failure.InnerException!);
            throw new InvalidOperationException($"{failure.Message} failed with {inner.GetType().Name}: {inner.Message}", inner);
        }
    }

    private sealed class ModelFailure(string what, Exception cause) : Exception(what, cause);
}
