using System.Text;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Writes one tensor to a file.</summary>
    public static void save(Tensor t, string location)
    {
        using var writer = new BinaryWriter(File.Create(location), Encoding.UTF8);
        StateFile.WriteTensor(writer, t);
    }

    /// <summary>Reads one tensor from a file.</summary>
    /// <exception cref="InvalidDataException">The file is not one that <see cref="save(Tensor, string)"/> wrote, or is cut off.</exception>
    public static Tensor load(string location)
    {
        using var reader = new BinaryReader(File.OpenRead(location), Encoding.UTF8);
        try
        {
            return StateFile.ReadTensor(reader, $"file '{location}'");
        }
        catch (Exception problem) when (problem is EndOfStreamException or FormatException)
        {
            throw new InvalidDataException($"the file '{location}' is cut off, or not a file that torch.save wrote");
        }
    }
}
