using System.Text;

namespace LionMl.Circuits;

/// <summary>Writes the parts of a stored graph: integers as zigzag LEB128, so that small weights take one byte.</summary>
internal sealed class ArtifactWriter
{
    private readonly MemoryStream _stream = new();

    public byte[] ToArray() => _stream.ToArray();

    public void Integer(long value)
    {
        ulong rest = (ulong)((value << 1) ^ (value >> 63));
        while (rest >= 0x80)
        {
            _stream.WriteByte((byte)(rest | 0x80));
            rest >>= 7;
        }

        _stream.WriteByte((byte)rest);
    }

    public void Text(string value)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(value);
        Integer(bytes.Length);
        _stream.Write(bytes);
    }

    public void Integers(ReadOnlySpan<long> values)
    {
        Integer(values.Length);
        foreach (long value in values)
        {
            Integer(value);
        }
    }

    public void Integers(ReadOnlySpan<int> values)
    {
        Integer(values.Length);
        foreach (int value in values)
        {
            Integer(value);
        }
    }

    /// <summary>Indices that mostly grow by one: differences are stored.</summary>
    public void Indices(ReadOnlySpan<int> values)
    {
        Integer(values.Length);
        int expected = 0;
        foreach (int value in values)
        {
            Integer((long)value - expected);
            expected = value + 1;
        }
    }
}
