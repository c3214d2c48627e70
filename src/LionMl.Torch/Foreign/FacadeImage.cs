using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace LionMl.Torch;

/// <summary>
/// An assembly called TorchSharp that holds nothing but references to where this library keeps the types of those names. It is made in
/// memory from the library itself, so that it cannot fall behind, and so that no file of that name lies where it would hide the real one.
/// </summary>
public static class FacadeImage
{
    /// <summary>The name under which compiled models look for their types.</summary>
    public const string Name = "TorchSharp";

    // tdForwarder of the metadata format, for which reflection has no name.
    private const TypeAttributes Forwarder = (TypeAttributes)0x00200000;

    private static readonly Lazy<byte[]> Image = new(() => Build(typeof(torch).Assembly));

    /// <summary>The assembly, as it would lie in a file.</summary>
    public static byte[] Bytes => Image.Value;

    /// <summary>The types that are found through the facade, without those inside of others.</summary>
    internal static IEnumerable<Type> Types(Assembly library) => library.GetExportedTypes().Where(
        type => !type.IsNested && (type.Namespace == Name || type.Namespace?.StartsWith(Name + ".", StringComparison.Ordinal) == true));

    private static byte[] Build(Assembly library)
    {
        var metadata = new MetadataBuilder();
        metadata.AddModule(0, metadata.GetOrAddString(Name + ".dll"), metadata.GetOrAddGuid(Guid.Empty), default, default);
        metadata.AddAssembly(
            metadata.GetOrAddString(Name), new Version(0, 0, 0, 0), default, default, default, AssemblyHashAlgorithm.None);

        // Every module of metadata must have the type of its global functions, here without any.
        metadata.AddTypeDefinition(
            default, default, metadata.GetOrAddString("<Module>"), default, MetadataTokens.FieldDefinitionHandle(1),
            MetadataTokens.MethodDefinitionHandle(1));
        AssemblyName target = library.GetName();
        AssemblyReferenceHandle reference = metadata.AddAssemblyReference(
            metadata.GetOrAddString(target.Name!), target.Version ?? new Version(0, 0), default, default, default, default);
        foreach (Type type in Types(library))
        {
            Forward(metadata, type, reference);
        }

        var builder = new ManagedPEBuilder(
            PEHeaderBuilder.CreateLibraryHeader(), new MetadataRootBuilder(metadata), new BlobBuilder(),
            deterministicIdProvider: _ => new BlobContentId(Guid.Empty, 1));
        var image = new BlobBuilder();
        builder.Serialize(image);
        return image.ToArray();
    }

    private static void Forward(MetadataBuilder metadata, Type type, EntityHandle where)
    {
        ExportedTypeHandle row = metadata.AddExportedType(
            type.IsNested ? TypeAttributes.NestedPublic : TypeAttributes.Public | Forwarder,
            type.IsNested ? default : metadata.GetOrAddString(type.Namespace!), metadata.GetOrAddString(type.Name), where, 0);
        foreach (Type nested in type.GetNestedTypes(BindingFlags.Public))
        {
            Forward(metadata, nested, row);
        }
    }
}
