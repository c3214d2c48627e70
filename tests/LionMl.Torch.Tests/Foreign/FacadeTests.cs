using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.Loader;
using System.Text.RegularExpressions;

namespace LionMl.Torch.Tests.Foreign;

/// <summary>The assembly that stands in TorchSharp's place, and what compiled models find through it.</summary>
public sealed partial class FacadeTests
{
    private static readonly Assembly Library = typeof(torch).Assembly;

    /// <summary>Signatures of TorchSharp that the subset has in another form; each would be refused by name in a compiled model.</summary>
    private static readonly HashSet<string> Other = [];

    [Fact]
    public void Every_public_type_is_found_through_the_facade()
    {
        var context = new AssemblyLoadContext("facade", isCollectible: true);
        context.Resolving += (_, name) => name.Name == Library.GetName().Name ? Library : null;
        Assembly facade = context.LoadFromStream(new MemoryStream(FacadeImage.Bytes));
        Assert.Equal("TorchSharp", facade.GetName().Name);
        Type[] types = [.. Library.GetExportedTypes().Where(type => type.FullName!.StartsWith("TorchSharp.", StringComparison.Ordinal))];
        Assert.Contains(typeof(torch.nn.functional), types);
        Assert.Contains(typeof(torch.nn.Module<,>), types);
        Assert.Contains(typeof(TorchSharp.Modules.GELU.Approximate), types);
        Assert.All(types, type => Assert.Same(type, facade.GetType(type.FullName!)));

        // The rows themselves, nested ones too: compilers read them, the runtime follows the outermost.
        using var file = new PEReader(new MemoryStream(FacadeImage.Bytes));
        Assert.Equal(types.Length, file.GetMetadataReader().ExportedTypes.Count);
        Assert.Single(file.GetMetadataReader().TypeDefinitions);
        context.Unload();
    }

    [Fact]
    public void A_compiler_takes_the_facade_for_TorchSharp() => Assert.NotEmpty(World.Compile(
        "Probe",
        "using static TorchSharp.torch; public class Probe : nn.Module<Tensor, Tensor> { public Probe() : base(\"p\") { } "
        + "public override Tensor forward(Tensor x) => nn.functional.relu(x); }",
        [FacadeImage.Bytes, File.ReadAllBytes(Library.Location)]));

    [Fact]
    public void Signatures_are_those_of_TorchSharp()
    {
        // A compiled model binds to a method by its exact types; what C# would convert by itself is another method to it.
        string owner = string.Empty;
        var missing = new List<string>();
        foreach (string line in World.Source("signatures.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("# ", StringComparison.Ordinal))
            {
                owner = line[2..];
                continue;
            }

            Type type = Library.GetType($"TorchSharp.{owner}", throwOnError: true)!;
            string expected = Normal(line);
            if (!type.GetMethods().Where(method => method.IsStatic == (owner != "torch+Tensor")).Select(Text).Contains(expected))
            {
                missing.Add($"{owner}: {expected}");
            }
        }

        Assert.Equal(Other.Order(), missing.Order());
    }

    private static string Normal(string line)
    {
        int open = line.IndexOf('(', line.StartsWith('(') ? line.IndexOf(')') + 1 : 0);
        string[] head = line[..open].Split(' ');
        string result = string.Join(' ', head[..^1]);
        string name = head[^1];
        string parameters = Default().Replace(line[(open + 1)..^1].Replace("params ", string.Empty), string.Empty);

        // The name of a parameter is the word before a comma outside of brackets, or before the end.
        string types = string.Join(", ", Split(parameters).Select(one => one[..one.LastIndexOf(' ')]));
        return $"{result} {name}({types})";
    }

    private static IEnumerable<string> Split(string parameters)
    {
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= parameters.Length; i++)
        {
            if (i == parameters.Length || (depth == 0 && parameters[i] == ','))
            {
                if (i > start)
                {
                    yield return parameters[start..i].Trim();
                }

                start = i + 1;
            }
            else
            {
                depth += parameters[i] is '(' or '<' ? 1 : parameters[i] is ')' or '>' ? -1 : 0;
            }
        }
    }

    private static string Text(MethodInfo method) => $"{Text(method.ReturnType)} {method.Name}"
        + (method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Text))}>" : string.Empty)
        + $"({string.Join(", ", method.GetParameters().Select(parameter => Text(parameter.ParameterType)))})";

    private static string Text(Type type)
    {
        if (type.IsArray)
        {
            return Text(type.GetElementType()!) + "[]";
        }

        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return Text(inner) + "?";
        }

        if (type.IsGenericType)
        {
            string arguments = string.Join(", ", type.GetGenericArguments().Select(Text));
            return type.Name.StartsWith("ValueTuple", StringComparison.Ordinal)
                ? $"({arguments})"
                : $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{arguments}>";
        }

        return type.FullName switch
        {
            "System.Int64" => "long",
            "System.Int32" => "int",
            "System.Single" => "float",
            "System.Double" => "double",
            "System.Boolean" => "bool",
            "System.String" => "string",
            "System.Void" => "void",
            _ => type.Name,
        };
    }

    [GeneratedRegex(" = [^,)]+")]
    private static partial Regex Default();
}
