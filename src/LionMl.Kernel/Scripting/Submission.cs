using System.Reflection;
using Microsoft.CodeAnalysis.CSharp;

namespace LionMl.Kernel.Scripting;

/// <summary>One piece of compiled C#, ready to run.</summary>
/// <param name="Compilation">The compilation, which continues those before it.</param>
/// <param name="Factory">The method that runs it; null when there is nothing to run, as for a cell of <c>using</c> lines.</param>
internal sealed record Submission(CSharpCompilation Compilation, MethodInfo? Factory);
