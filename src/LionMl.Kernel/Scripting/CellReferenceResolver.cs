using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace LionMl.Kernel.Scripting;

/// <summary>Finds libraries that a referenced one needs in turn, where they lie beside it or in the framework.</summary>
internal sealed class CellReferenceResolver(CellLoadContext context) : MetadataReferenceResolver
{
    public override bool ResolveMissingAssemblies => true;

    public override PortableExecutableReference? ResolveMissingAssembly(MetadataReference definition, AssemblyIdentity referenceIdentity) =>
        context.Find(referenceIdentity.Name) is { } path
            ? MetadataReference.CreateFromImage(File.ReadAllBytes(path), filePath: path)
            : DefaultReferences.FindUnlisted(referenceIdentity.Name);

    // Directives are taken out of cells before the compiler sees them.
    public override ImmutableArray<PortableExecutableReference> ResolveReference(
        string reference, string? baseFilePath, MetadataReferenceProperties properties) => [];

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
