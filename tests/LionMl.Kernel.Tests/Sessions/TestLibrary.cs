using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LionMl.Kernel.Tests.Sessions;

/// <summary>Compiles small libraries for tests.</summary>
internal static class TestLibrary
{
    public static void Write(string path, string name, string code)
    {
        var compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(code)],
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.True(compilation.Emit(path).Success);
    }
}
