using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace LionMl.Torch;

/// <summary>An assembly as bytes, and what can be said of it without loading it.</summary>
internal sealed class AssemblyImage
{
    private AssemblyImage(byte[] bytes, AssemblyName name, IReadOnlyList<AssemblyName> references)
    {
        Bytes = bytes;
        Name = name;
        References = references;
    }

    public byte[] Bytes { get; }

    public AssemblyName Name { get; }

    public IReadOnlyList<AssemblyName> References { get; }

    /// <summary>Looks at bytes from anywhere.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="source">What to call them in messages.</param>
    /// <exception cref="InvalidDataException">They are not an assembly, or a part of one.</exception>
    public static AssemblyImage Of(byte[] bytes, string source)
    {
        try
        {
            using var file = new PEReader(new MemoryStream(bytes, writable: false));
            if (!file.HasMetadata)
            {
                throw NotAnAssembly(source, null);
            }

            foreach (SectionHeader section in file.PEHeaders.SectionHeaders)
            {
                if ((long)section.PointerToRawData + section.SizeOfRawData > bytes.Length)
                {
                    throw new InvalidDataException($"{source} is cut off; build it again");
                }
            }

            MetadataReader metadata = file.GetMetadataReader();
            return metadata.IsAssembly
                ? new AssemblyImage(
                    bytes, metadata.GetAssemblyDefinition().GetAssemblyName(),
                    [.. metadata.AssemblyReferences.Select(handle => metadata.GetAssemblyReference(handle).GetAssemblyName())])
                : throw NotAnAssembly(source, null);
        }
        catch (Exception problem) when (problem is BadImageFormatException or InvalidOperationException or ArgumentException
            or OverflowException)
        {
            throw NotAnAssembly(source, problem);
        }
    }

    /// <exception cref="InvalidDataException">It is not an assembly, or a part of one.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static AssemblyImage Read(string path) => Of(File.ReadAllBytes(path), $"'{Path.GetFileName(path)}'");

    private static InvalidDataException NotAnAssembly(string source, Exception? cause) =>
        new($"{source} is not a .NET assembly", cause);
}
