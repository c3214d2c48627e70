using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using System.Security.Cryptography;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LionMl.Torch.Tests.Foreign;

/// <summary>
/// A process in which a user has loaded a TorchSharp of his own and models compiled against it: the stand-in, signed and of another version
/// than the facade, in a context of its own.
/// </summary>
internal sealed class World : IDisposable
{
    private static readonly Lazy<byte[]> StandIn = new(() => Compile("TorchSharp", Source("TorchSharp.cs"), [], signed: true));
    private static readonly Lazy<byte[]> LayersImage = new(() => Compile("Layers", Source("Layers.cs"), [TorchSharp]));
    private static readonly Lazy<byte[]> ModelsImage = new(() => Compile("Models", Source("Models.cs"), [TorchSharp, Layers]));
    private static readonly Lazy<byte[]> OutsideImage = new(() => Compile("Outside", Source("Outside.cs"), [TorchSharp]));

    private readonly Dictionary<string, byte[]> _images = new(StringComparer.Ordinal);
    private readonly AssemblyLoadContext _context = new("a user's process", isCollectible: true);

    public World()
    {
        Add("TorchSharp", TorchSharp);
        Add("Layers", Layers);
        Add("Models", Models);
        Add("Outside", Outside);
    }

    public static byte[] TorchSharp => StandIn.Value;

    public static byte[] Layers => LayersImage.Value;

    public static byte[] Models => ModelsImage.Value;

    public static byte[] Outside => OutsideImage.Value;

    /// <summary>How the tests hand images over: those of the user's assemblies, never TorchSharp's own.</summary>
    public ForeignOptions Options => new()
    {
        Images = name => name.Name == "TorchSharp"
            ? throw new InvalidOperationException("nobody may ask for TorchSharp's image")
            : _images.GetValueOrDefault(name.Name!),
    };

    public static string Source(string name)
    {
        using Stream stream = typeof(World).Assembly.GetManifestResourceStream(name)!;
        return new StreamReader(stream).ReadToEnd();
    }

    public static byte[] Compile(string name, string source, IEnumerable<byte[]> references, bool signed = false)
    {
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        IEnumerable<MetadataReference> all = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == framework)
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))
            .Concat(references.Select(image => MetadataReference.CreateFromImage(image)));
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true,
            cryptoPublicKey: signed ? PublicKey() : default, publicSign: signed);
        var compilation = CSharpCompilation.Create(name, [CSharpSyntaxTree.ParseText(source)], all, options);
        var image = new MemoryStream();
        Microsoft.CodeAnalysis.Emit.EmitResult result = compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error)));
        return image.ToArray();
    }

    /// <summary>Adds an assembly that is in no file.</summary>
    public Assembly Add(string name, byte[] image, bool known = true)
    {
        if (known)
        {
            _images[name] = image;
        }

        return _context.LoadFromStream(new MemoryStream(image));
    }

    public Assembly Open(string path) => _context.LoadFromAssemblyPath(path);

    /// <summary>Makes an object of a type given as <c>assembly.type</c>; arguments may be left out at the end.</summary>
    public object New(string name, params object?[] arguments)
    {
        int dot = name.LastIndexOf('.');
        (string assembly, string type) = (name[..dot], name[(dot + 1)..]);

        // The larger sources have a namespace, called as their assembly.
        return Make(TypeOf(assembly, assembly is "Models" or "Outside" ? name : type), arguments);
    }

    public static object Make(Type type, params object?[] arguments)
    {
        ConstructorInfo constructor = type.GetConstructors().First(one => one.GetParameters() is var all && all.Length >= arguments.Length
            && all.Skip(arguments.Length).All(parameter => parameter.IsOptional));
        object?[] filled = [.. arguments, .. constructor.GetParameters().Skip(arguments.Length).Select(_ => Type.Missing)];
        return constructor.Invoke(BindingFlags.OptionalParamBinding, null, filled, null);
    }

    public Type TypeOf(string assembly, string type) =>
        _context.Assemblies.Last(one => one.GetName().Name == assembly).GetType(type, throwOnError: true)!;

    /// <summary>Calls a static method of the stand-in, with the defaults of its parameters.</summary>
    public object Torch(string type, string method, params object?[] arguments)
    {
        MethodInfo found = TypeOf("TorchSharp", type).GetMethods().First(candidate => candidate.Name == method
            && candidate.GetParameters() is var parameters && parameters.Length >= arguments.Length
            && arguments.Zip(parameters).All(pair => pair.First is null || pair.Second.ParameterType.IsInstanceOfType(pair.First)));
        object?[] all = [.. arguments, .. found.GetParameters().Skip(arguments.Length).Select(_ => Type.Missing)];
        return found.Invoke(null, BindingFlags.OptionalParamBinding, null, all, null)!;
    }

    public void Dispose() => _context.Unload();

    // What a strong name has for a key: a header that names the algorithms, then the key as CryptoAPI writes it.
    private static ImmutableArray<byte> PublicKey()
    {
        using var key = new RSACryptoServiceProvider(1024);
        byte[] blob = key.ExportCspBlob(includePrivateParameters: false);
        return [.. BitConverter.GetBytes(0x2400), .. BitConverter.GetBytes(0x8004), .. BitConverter.GetBytes(blob.Length), .. blob];
    }
}
