namespace LionMl.R1cs;

/// <summary>Terms (a variable's code and a coefficient's number) one after the other in two growing arrays.</summary>
internal sealed class TermArena
{
    private int[] _codes = new int[1024];
    private int[] _coefficients = new int[1024];

    internal int Count { get; private set; }

    internal ReadOnlySpan<int> Codes(int start, int count) => _codes.AsSpan(start, count);

    internal ReadOnlySpan<int> Coefficients(int start, int count) => _coefficients.AsSpan(start, count);

    /// <summary>Room for more terms, to be filled by the caller at once.</summary>
    /// <exception cref="InvalidOperationException">There are 2^31 terms.</exception>
    internal int Allocate(int count, out Span<int> codes, out Span<int> coefficients)
    {
        long needed = (long)Count + count;
        if (needed > Array.MaxLength)
            throw new InvalidOperationException($"A constraint system holds at most {Array.MaxLength} terms.");
        if (needed > _codes.Length)
        {
            int size = (int)Math.Min(Array.MaxLength, Math.Max(needed, 2L * _codes.Length));
            Array.Resize(ref _codes, size);
            Array.Resize(ref _coefficients, size);
        }

        int start = Count;
        Count = (int)needed;
        codes = _codes.AsSpan(start, count);
        coefficients = _coefficients.AsSpan(start, count);
        return start;
    }

    internal void Add(int code, int coefficient)
    {
        _ = Allocate(1, out Span<int> codes, out Span<int> coefficients);
        codes[0] = code;
        coefficients[0] = coefficient;
    }

    internal void Clear() => Count = 0;
}
