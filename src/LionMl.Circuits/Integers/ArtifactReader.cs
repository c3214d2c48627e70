using System.Text;

namespace LionMl.Circuits;

/// <summary>
/// Reads what <see cref="ArtifactWriter"/> wrote, from hostile bytes: counts are checked against the bytes that remain before anything
/// is allocated, and every failure is a <see cref="CircuitException"/>.
/// </summary>
internal sealed class ArtifactReader(byte[] bytes, int start, int end)
{
    private int _position = start;

    public bool AtEnd => _position == end;

    public static CircuitException Corrupt(string what) =>
        new($"The stored graph is damaged ({what}). Quantise the model again.");

    public long Integer()
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            if (_position == end || shift > 63)
            {
                throw Corrupt("a number is cut off");
            }

            byte next = bytes[_position++];
            if (shift == 63 && next > 1)
            {
                throw Corrupt("a number is too long");
            }

            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return (long)(value >> 1) ^ -(long)(value & 1);
            }
        }
    }

    public int Integer(int low, int high, string what)
    {
        long value = Integer();
        return value >= low && value <= high ? (int)value : throw Corrupt($"{what} is {value}");
    }

    /// <summary>A count of things that take at least one byte each.</summary>
    public int Count(string what) => Integer(0, end - _position, what);

    public string Text(string what)
    {
        int length = Count(what);
        try
        {
            string text = new UTF8Encoding(false, true).GetString(bytes, _position, length);
            _position += length;
            return text;
        }
        catch (ArgumentException)
        {
            throw Corrupt($"{what} is not text");
        }
    }

    public long[] Integers(string what)
    {
        long[] values = new long[Count(what)];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Integer();
        }

        return values;
    }

    public int[] SmallIntegers(string what)
    {
        int[] values = new int[Count(what)];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Integer(int.MinValue, int.MaxValue, what);
        }

        return values;
    }

    public int[] Indices(string what, int limit)
    {
        int[] values = new int[Count(what)];
        long expected = 0;
        for (int i = 0; i < values.Length; i++)
        {
            long step = Integer();
            long value = unchecked(expected + step);
            if (value < -1 || value >= limit)
            {
                throw Corrupt($"{what} points outside of its tensor");
            }

            values[i] = (int)value;
            expected = value + 1;
        }

        return values;
    }
}
