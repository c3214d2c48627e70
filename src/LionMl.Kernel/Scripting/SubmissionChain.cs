using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using LionMl.Torch;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace LionMl.Kernel.Scripting;

/// <summary>
/// The C# of a session: each piece is compiled as a continuation of those before it, and sees their variables, methods, types and usings.
/// </summary>
/// <remarks>
/// This drives the compiler's script compilations directly instead of through its scripting API, because that API hands the state over only
/// when a piece has ended: what an interrupted or abandoned cell has defined would be lost. References and imports are given to the first
/// piece only; the compiler carries them on, and every repetition would be kept in memory once for each cell.
/// </remarks>
internal sealed class SubmissionChain
{
    // The metadata version is what the compiler would otherwise look up for each piece.
    private static readonly EmitOptions EmitOptions = new(
        debugInformationFormat: DebugInformationFormat.PortablePdb, runtimeMetadataVersion: "v4.0.30319");

    private readonly CellReferenceResolver _resolver;
    private readonly string _name = "cells-" + Guid.NewGuid().ToString("N")[..8];
    private readonly List<object> _instances = [];
    private ImmutableArray<MetadataReference> _newReferences = DefaultReferences.All;
    private int _names;

    /// <summary>Compiles and runs a first, trivial piece: the compiler's own start is most of what a first cell costs.</summary>
    public SubmissionChain()
    {
        Context = new CellLoadContext();
        _resolver = new CellReferenceResolver(Context);
        Submission first = Compile("0", "", default);
        object?[] slots = NewSlots();
        Start(first, slots).GetAwaiter().GetResult();
        Adopt(first, slots);
    }

    /// <summary>Where compiled pieces and libraries are loaded.</summary>
    public CellLoadContext Context { get; }

    /// <summary>The newest compilation, which language services continue.</summary>
    public CSharpCompilation? Last { get; private set; }

    /// <summary>The variables of all cells; of one name the newest.</summary>
    public ImmutableDictionary<string, ScriptVariable> Variables { get; private set; } = ImmutableDictionary<string, ScriptVariable>.Empty;

    /// <summary>References that the next piece adds.</summary>
    public ImmutableArray<MetadataReference> NewReferences => _newReferences;

    /// <summary>Whether a piece has used the subset of TorchSharp; the real one cannot be added any more.</summary>
    public bool UsesSubset { get; private set; }

    /// <summary>Whether the real TorchSharp is among the libraries.</summary>
    public bool HasRealTorch { get; private set; }

    /// <summary>Adds libraries for the pieces that follow.</summary>
    public void AddReferences(IEnumerable<MetadataReference> references)
    {
        _newReferences = _newReferences.AddRange(references);
        HasRealTorch |= _newReferences.Any(one => Path.GetFileNameWithoutExtension(one.Display) == FacadeImage.Name);
    }

    /// <summary>Warms up more of the compiler than a trivial cell needs; to be called aside.</summary>
    public void WarmUp() => Continue(CSharpSyntaxTree.ParseText(
        "var list = Enumerable.Range(0, 3).Select(i => $\"{i}\").ToList(); async Task Wait() => await Task.Yield(); class C { int X { get; set; } }",
        CellSource.ParseOptions)).GetDiagnostics();

    /// <summary>A compilation that continues the chain, for running or for looking at.</summary>
    /// <param name="tree">The text.</param>
    public CSharpCompilation Continue(SyntaxTree tree)
    {
        CSharpCompilation? last = Last;
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            scriptClassName: $"Submission#{_names}",
            usings: last is null ? DefaultReferences.Imports : [],
            optimizationLevel: OptimizationLevel.Release,
            allowUnsafe: true,
            concurrentBuild: false,
            specificDiagnosticOptions: [new("CS1701", ReportDiagnostic.Suppress), new("CS1702", ReportDiagnostic.Suppress)],
            metadataReferenceResolver: _resolver,
            sourceReferenceResolver: new SourceFileResolver([], Environment.CurrentDirectory),
            nullableContextOptions: NullableContextOptions.Annotations);
        string name = $"{_name}-{_names}";
        ImmutableArray<MetadataReference> references =
            HasRealTorch || UsesSubset || !NamesTorch(tree) ? _newReferences : _newReferences.Add(DefaultReferences.Torch);
        if (last is null)
            return CSharpCompilation.CreateScriptCompilation(name, tree, references, options, returnType: typeof(object));

        // Naming the previous piece to the factory would make it bind that piece's bodies a second time, to look for errors that it cannot
        // have: only what compiled is continued.
        CSharpCompilation empty = CSharpCompilation.CreateScriptCompilation(name, null, references, options, returnType: typeof(object));
        return empty
            .WithScriptCompilationInfo(empty.ScriptCompilationInfo!.WithPreviousScriptCompilation(last))
            .AddSyntaxTrees(tree);
    }

    /// <summary>Compiles a piece and loads it.</summary>
    /// <param name="code">The text.</param>
    /// <param name="path">What the compiler and stack traces call it, e.g. <c>Cell 3</c>.</param>
    /// <param name="cancellation">Stops compiling.</param>
    /// <exception cref="CompilationException">It does not compile.</exception>
    public Submission Compile(string code, string path, CancellationToken cancellation)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText(SourceText.From(code, Encoding.UTF8), CellSource.ParseOptions, path, cancellation);
        CSharpCompilation compilation = Continue(tree);
        if (tree.GetCompilationUnitRoot(cancellation).Members.Count == 0)
        {
            ThrowOnErrors(compilation.GetDiagnostics(cancellation), compilation);
            return new Submission(compilation, null);
        }

        // A name is used once, also when the piece is never run: an assembly cannot be loaded twice.
        _names++;
        using var image = new MemoryStream();
        using var symbols = new MemoryStream();
        EmitResult result = compilation.Emit(image, symbols, options: EmitOptions, cancellationToken: cancellation);
        if (!result.Success)
            ThrowOnErrors(result.Diagnostics, compilation);

        Assembly assembly = Context.LoadImage(image.ToArray(), symbols.ToArray());
        MethodInfo factory = assembly.GetType(compilation.Options.ScriptClassName!, throwOnError: true)!
            .GetMethod("<Factory>", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;
        return new Submission(compilation, factory);
    }

    /// <summary>
    /// The objects of all pieces so far, and a place for the next. The compiler numbers the pieces that have code from 1; 0 belongs to a
    /// host object, which we have not. Every piece has a copy, so that an abandoned one does not write where later ones look.
    /// </summary>
    public object?[] NewSlots() => [null, .. _instances, null];

    /// <summary>Runs a piece to its end or its first pause; from any thread.</summary>
    public static Task<object?> Start(Submission submission, object?[] slots) => submission.Factory is null
        ? Task.FromResult<object?>(null)
        : submission.Factory.CreateDelegate<Func<object?[], Task<object?>>>()(slots);

    /// <summary>
    /// Lets later pieces see what a piece that ran defines, also when it failed or is still stuck: what it has assigned is visible.
    /// </summary>
    public void Adopt(Submission submission, object?[] slots)
    {
        if (submission.Factory is not null)
        {
            if (slots[^1] is not { } instance)
                return;

            _instances.Add(instance);
            Variables = Variables.SetItems(VariablesOf(instance));
        }

        Last = submission.Compilation;
        UsesSubset |= Last.ExternalReferences.Contains(DefaultReferences.Torch);
        _newReferences = [];
    }

    /// <summary>Whether a piece ends with an expression that has a value, for pieces whose result was null.</summary>
    public static bool HasValue(Submission submission)
    {
        SyntaxTree tree = submission.Compilation.SyntaxTrees[^1];
        if (tree.GetCompilationUnitRoot().Members.LastOrDefault() is not GlobalStatementSyntax { Statement: ExpressionStatementSyntax last }
            || !last.SemicolonToken.IsMissing)
            return false;

        ITypeSymbol? type = submission.Compilation.GetSemanticModel(tree).GetTypeInfo(last.Expression).Type;
        return type is null || type.SpecialType != SpecialType.System_Void;
    }

    private static IEnumerable<KeyValuePair<string, ScriptVariable>> VariablesOf(object instance)
    {
        // Names with '<' are the compiler's own.
        foreach (FieldInfo field in instance.GetType().GetFields(
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        {
            if (!field.Name.Contains('<', StringComparison.Ordinal))
                yield return new(field.Name, new ScriptVariable(instance, field));
        }
    }

    private static bool NamesTorch(SyntaxTree tree) => tree.GetRoot().DescendantTokens().Any(token => token.ValueText is "TorchSharp" or "Torch");

    private static void ThrowOnErrors(ImmutableArray<Diagnostic> diagnostics, CSharpCompilation compilation)
    {
        ImmutableArray<Diagnostic> errors =
        [
            .. diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).OrderBy(d => d.Location.SourceSpan.Start),
        ];
        if (!errors.IsEmpty)
            throw new CompilationException(errors, compilation);
    }
}
