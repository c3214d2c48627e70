using System.Runtime.InteropServices;
using System.Text;

namespace TorchSharp;

/// <summary>
/// TorchSharp's file of tensors: the number of entries in LEB128, then for each its name as <see cref="BinaryWriter"/> writes text, its
/// element type, rank and dimensions in LEB128, and its elements, little-endian and row-major.
/// </summary>
internal static class StateFile
{
    private const int MaxRank = 64;

    public static void Write(Stream stream, IEnumerable<KeyValuePair<string, Tensor>> entries)
    {
        KeyValuePair<string, Tensor>[] all = [.. entries];
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write7BitEncodedInt64(all.Length);
        foreach ((string name, Tensor value) in all)
        {
            writer.Write(name);
            WriteTensor(writer, value);
        }
    }

    public static void WriteTensor(BinaryWriter writer, Tensor value)
    {
        writer.Write7BitEncodedInt64((long)value.dtype);
        writer.Write7BitEncodedInt64(value.dim());
        foreach (long size in value.shape)
        {
            writer.Write7BitEncodedInt64(size);
        }

        writer.Write(value.dtype switch
        {
            ScalarType.Float32 => MemoryMarshal.AsBytes(value.Dense<float>()),
            ScalarType.Float64 => MemoryMarshal.AsBytes(value.Dense<double>()),
            ScalarType.Int32 => MemoryMarshal.AsBytes(value.Dense<int>()),
            ScalarType.Int64 => MemoryMarshal.AsBytes(value.Dense<long>()),
            _ => MemoryMarshal.AsBytes(value.Dense<bool>()),
        });
    }

    /// <exception cref="InvalidDataException">The data is not such a file, or is cut off.</exception>
    public static Dictionary<string, Tensor> Read(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        var result = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        string where = "the number of entries";
        try
        {
            long count = Number(reader, where, int.MaxValue);
            for (long i = 0; i < count; i++)
            {
                where = $"the name of entry {i} of {count}";
                string name = reader.ReadString();
                where = $"entry '{name}'";
                if (!result.TryAdd(name, ReadTensor(reader, where)))
                {
                    throw new InvalidDataException($"the weight file has {where} twice");
                }
            }

            return result;
        }
        catch (EndOfStreamException)
        {
            throw new InvalidDataException($"the weight file ends within {where}; it is cut off, or not a file that TorchSharp's save "
                + "wrote");
        }
        catch (Exception problem) when (problem is FormatException or DecoderFallbackException or IOException)
        {
            throw new InvalidDataException($"the weight file cannot be read at {where}; it is not a file that TorchSharp's save wrote");
        }
    }

    public static Tensor ReadTensor(BinaryReader reader, string where)
    {
        long type = Number(reader, where, 127);
        int bytes = (ScalarType)type switch
        {
            ScalarType.Float32 or ScalarType.Int32 => 4,
            ScalarType.Float64 or ScalarType.Int64 => 8,
            ScalarType.Bool => 1,
            _ => throw new InvalidDataException(
                $"the weight file's {where} has element type {type}, which is not supported; Float32, Float64, Int32, Int64 and Bool are"),
        };
        long[] shape = new long[Number(reader, where, MaxRank)];
        long count = 1;
        for (int i = 0; i < shape.Length; i++)
        {
            shape[i] = Number(reader, where, int.MaxValue);

            // A size of zero must not hide the others.
            if (count * Math.Max(1, shape[i]) > int.MaxValue / 8)
            {
                throw new InvalidDataException($"the weight file's {where} claims more elements than are possible");
            }

            count *= Math.Max(1, shape[i]);
        }

        count = shape.Contains(0) ? 0 : count;
        if (reader.BaseStream.CanSeek && count * bytes > reader.BaseStream.Length - reader.BaseStream.Position)
        {
            throw new EndOfStreamException();
        }

        byte[] data = Content(reader, (int)(count * bytes));
        return (ScalarType)type switch
        {
            ScalarType.Float32 => Tensor.Of(MemoryMarshal.Cast<byte, float>(data).ToArray(), shape),
            ScalarType.Float64 => Tensor.Of(MemoryMarshal.Cast<byte, double>(data).ToArray(), shape),
            ScalarType.Int32 => Tensor.Of(MemoryMarshal.Cast<byte, int>(data).ToArray(), shape),
            ScalarType.Int64 => Tensor.Of(MemoryMarshal.Cast<byte, long>(data).ToArray(), shape),
            _ => Tensor.Of(Array.ConvertAll(data, value => value != 0), shape),
        };
    }

    // Grows with what is really there, so that a claimed size alone allocates nothing large.
    private static byte[] Content(BinaryReader reader, int length)
    {
        const int Step = 1 << 20;
        using var content = new MemoryStream(Math.Min(length, Step));
        while (content.Length < length)
        {
            byte[] part = reader.ReadBytes((int)Math.Min(Step, length - content.Length));
            if (part.Length == 0)
            {
                throw new EndOfStreamException();
            }

            content.Write(part);
        }

        return content.ToArray();
    }

    private static long Number(BinaryReader reader, string where, long maximum)
    {
        long value = reader.Read7BitEncodedInt64();
        return value >= 0 && value <= maximum
            ? value
            : throw new InvalidDataException($"the weight file has the impossible number {value} in {where}");
    }
}
