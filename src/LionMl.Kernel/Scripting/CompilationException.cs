using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LionMl.Kernel.Scripting;

/// <summary>C# that does not compile.</summary>
internal sealed class CompilationException(ImmutableArray<Diagnostic> errors, CSharpCompilation compilation) : Exception("The cell does not compile.")
{
    /// <summary>The errors in order of their places.</summary>
    public ImmutableArray<Diagnostic> Errors => errors;

    /// <summary>What was compiled.</summary>
    public CSharpCompilation Compilation => compilation;
}
