namespace LionMl.Algebra;

/// <summary>The signed digits of many half scalars, window by window.</summary>
/// <remarks>A digit of b bits lies in [-2^(b-1), 2^(b-1)), the top one in a slightly wider range (<see cref="MsmPlan.Buckets"/>).</remarks>
internal sealed unsafe partial class ScalarDigits : IDisposable
{
    private const int ChunkLength = 512;

    private readonly MsmPlan _plan;
    private readonly AlignedMemory _memory;
    private readonly short* _digits;
    private readonly long _stride;
    private readonly int[] _used;
    private readonly int _firstScalar;

    /// <summary>Room for digits.</summary>
    /// <param name="plan">Names the windows.</param>
    /// <param name="firstScalar">The place of the first scalar in its vector.</param>
    /// <param name="count">The number of scalars.</param>
    public ScalarDigits(MsmPlan plan, int firstScalar, int count)
    {
        _plan = plan;
        _firstScalar = firstScalar;
        Count = count;
        // Digits are written for whole blocks of scalars. Rows start on cache lines of their own.
        _stride = ((count + 31L) & ~31L) + 32;
        _memory = new AlignedMemory(2 * plan.Windows * _stride * sizeof(short), clear: false);
        _digits = (short*)_memory.DangerousGetHandle() + (firstScalar % FrLanes.Lanes);
        _used = new int[2 * plan.Windows];
    }

    /// <summary>The number of scalars.</summary>
    public int Count { get; }

    /// <summary>The digits of a window.</summary>
    /// <param name="half">0 for the low halves, 1 for the high ones.</param>
    /// <param name="window">The window.</param>
    public short* Window(int half, int window) => _digits + (((half * _plan.Windows) + window) * _stride);

    /// <summary>Whether a window has a digit that is not zero.</summary>
    public bool IsUsed(int half, int window) => _used[(half * _plan.Windows) + window] != 0;

    /// <summary>Writes the digits of a range of scalars; may run for different ranges at the same time.</summary>
    /// <param name="scalars">The vector.</param>
    /// <param name="start">The first scalar of the range, counted from the first of all.</param>
    /// <param name="end">Where the range ends.</param>
    public void Write(FrVector scalars, int start, int end)
    {
        if (VectorPaths.Current == VectorPath.Vector512)
            WriteVector512(scalars, start, end);
        else
            WriteScalar(scalars, start, end);
    }

    /// <summary>See <see cref="Write"/>; one scalar at a time.</summary>
    public void WriteScalar(FrVector scalars, int start, int end)
    {
        var values = new Fr[Math.Min(ChunkLength, end - start)];
        for (int i = start; i < end; i += ChunkLength)
        {
            int count = Math.Min(ChunkLength, end - i);
            scalars.CopyTo(_firstScalar + i, values.AsSpan(0, count));
            for (int k = 0; k < count; k++)
            {
                ScalarHalves.Split(values[k], out Int128 low, out Int128 high);
                WriteHalf(0, i + k, low);
                WriteHalf(1, i + k, high);
            }
        }
    }

    /// <summary>Makes all digits of a scalar zero.</summary>
    public void Clear(int index)
    {
        for (int window = 0; window < _plan.Windows; window++)
        {
            Window(0, window)[index] = 0;
            Window(1, window)[index] = 0;
        }
    }

    /// <summary>Frees the memory.</summary>
    public void Dispose() => _memory.Dispose();

    private void WriteHalf(int half, int index, Int128 value)
    {
        int bits = _plan.WindowBits;
        for (int window = 0; window < _plan.Windows; window++)
        {
            int digit;
            if (window == _plan.Windows - 1)
            {
                digit = (int)value;
            }
            else
            {
                digit = (int)((uint)value << (32 - bits)) >> (32 - bits);
                value = (value - digit) >> bits;
            }

            Window(half, window)[index] = (short)digit;
            if (digit != 0)
                _used[(half * _plan.Windows) + window] = 1;
        }
    }
}
