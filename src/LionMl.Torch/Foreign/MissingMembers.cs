using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace LionMl.Torch;

/// <summary>
/// Says what a compiled model asked for that the subset lacks. The runtime's own messages leave out the outer types ("rfft" of "fft"), so
/// the names come from the model's image, which has them whole.
/// </summary>
internal static partial class MissingMembers
{
    /// <summary>What the runtime threw while it bound a model, as an exception that says what to do; null for other exceptions.</summary>
    /// <param name="problem">What was thrown, possibly wrapped.</param>
    /// <param name="images">The assemblies that may have asked.</param>
    public static Exception? Explain(Exception problem, IReadOnlyList<AssemblyImage> images)
    {
        for (Exception? at = problem; at is not null; at = at.InnerException)
        {
            switch (at)
            {
                case MissingMemberException or TypeLoadException and not (DllNotFoundException or EntryPointNotFoundException):
                    return Outside(at.Message, images, problem);

                // What the context itself refused, which the runtime wraps.
                case FileLoadException { InnerException: NotSupportedException or InvalidOperationException or InvalidDataException }:
                    return at.InnerException;
                case NotSupportedException when at != problem:
                    return at;
                default:
                    break;
            }
        }

        return null;
    }

    /// <summary>A name as it is written in a model: <c>torch.nn.Linear</c> for <c>TorchSharp.torch+nn</c> and so on.</summary>
    public static string Display(string fullName)
    {
        string name = Arity().Replace(fullName, string.Empty).Replace('+', '.');
        return name.StartsWith("TorchSharp.Modules.", StringComparison.Ordinal) ? "torch.nn." + name["TorchSharp.Modules.".Length..]
            : name.StartsWith("TorchSharp.torch", StringComparison.Ordinal) ? name["TorchSharp.".Length..] : name;
    }

    private static NotSupportedException Outside(string message, IReadOnlyList<AssemblyImage> images, Exception cause)
    {
        string[] missing = [.. images.SelectMany(Missing).Where(entry => message.Contains(entry.Asked, StringComparison.Ordinal))
            .Select(entry => entry.Name).Distinct()];

        // The message may have other names by chance, shorter than the one that it is about; a missing type gives all that is used of it.
        string what = missing.Length > 0 ? missing.MaxBy(name => name.Length)! : $"something that the model uses ({message})";
        return new NotSupportedException(
            $"{what} is outside of the subset of TorchSharp that LionML has; write the model with operations of the subset, or move what "
            + "the model's constructor and forward do not need out of its class",
            cause);
    }

    /// <summary>The types and members of TorchSharp that an assembly refers to and that may not be here.</summary>
    /// <returns>Names to show, each with what the runtime's message about it has.</returns>
    private static List<(string Name, string Asked)> Missing(AssemblyImage image)
    {
        using var file = new PEReader(new MemoryStream(image.Bytes, writable: false));
        MetadataReader metadata = file.GetMetadataReader();
        var missing = new List<(string Name, string Asked)>();
        foreach (TypeReferenceHandle handle in metadata.TypeReferences)
        {
            if (NameOf(metadata, handle) is { } type && typeof(torch).Assembly.GetType(type) is null)
            {
                missing.Add((Display(type), metadata.GetString(metadata.GetTypeReference(handle).Name)));
            }
        }

        foreach (MemberReferenceHandle handle in metadata.MemberReferences)
        {
            MemberReference member = metadata.GetMemberReference(handle);
            if (OwnerOf(metadata, member.Parent) is not { } owner)
            {
                continue;
            }

            string name = metadata.GetString(member.Name);
            string shown = $"{Display(owner)}.{Accessor().Replace(name, string.Empty)}";
            missing.Add(typeof(torch).Assembly.GetType(owner) is not { } type ? (shown, owner[(owner.LastIndexOfAny(['.', '+']) + 1)..])
                : Has(type, name) ? ($"this form of {shown}", $"{type.Name}.{name}(")
                : (shown, name));
        }

        return missing;
    }

    private static bool Has(Type type, string member)
    {
        for (Type? at = type; at is not null; at = at.BaseType)
        {
            if (at.GetMember(member, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static).Length > 0)
            {
                return true;
            }
        }

        return false;
    }

    private static string? OwnerOf(MetadataReader metadata, EntityHandle parent)
    {
        switch (parent.Kind)
        {
            case HandleKind.TypeReference:
                return NameOf(metadata, (TypeReferenceHandle)parent);
            case HandleKind.TypeSpecification:
                // A member of a constructed generic type: its signature starts with GENERICINST, the kind and the type's token.
                BlobReader signature = metadata.GetBlobReader(
                    metadata.GetTypeSpecification((TypeSpecificationHandle)parent).Signature);
                return signature.ReadByte() == (byte)SignatureTypeCode.GenericTypeInstance && signature.ReadByte() > 0
                    && signature.ReadTypeHandle() is { Kind: HandleKind.TypeReference } type
                    ? NameOf(metadata, (TypeReferenceHandle)type)
                    : null;
            default:
                return null;
        }
    }

    /// <summary>A type's full name as reflection has it, if it is one of TorchSharp.</summary>
    private static string? NameOf(MetadataReader metadata, TypeReferenceHandle handle)
    {
        TypeReference type = metadata.GetTypeReference(handle);
        string name = metadata.GetString(type.Name);
        switch (type.ResolutionScope.Kind)
        {
            case HandleKind.TypeReference:
                return NameOf(metadata, (TypeReferenceHandle)type.ResolutionScope) is { } outer ? $"{outer}+{name}" : null;
            case HandleKind.AssemblyReference:
                string assembly = metadata.GetString(
                    metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name);
                return assembly == FacadeImage.Name ? $"{metadata.GetString(type.Namespace)}.{name}" : null;
            default:
                return null;
        }
    }

    [GeneratedRegex("`[0-9]+")]
    private static partial Regex Arity();

    [GeneratedRegex("^[gs]et_")]
    private static partial Regex Accessor();
}
