using LionMl.Algebra;

namespace LionMl.R1cs;

/// <summary>Adds terms up by variable. Used for one combination at a time.</summary>
internal sealed class TermMerger<F>(CoefficientTable<F> coefficients)
    where F : unmanaged, IField<F>
{
    private const int NotInTable = -1;

    // Place of a variable among the touched ones plus one; zero everywhere between two uses.
    private int[] _publicPlaces = new int[16];
    private int[] _privatePlaces = new int[1024];
    private int[] _codes = new int[64];

    // The coefficient's number while a variable came only once, so that most terms never touch the field.
    private int[] _numbers = new int[64];
    private F[] _sums = new F[64];
    private int _count;

    internal void Add(int code, F coefficient)
    {
        ref int place = ref Place(code);
        if (place == 0)
        {
            Grow();
            _codes[_count] = code;
            _numbers[_count] = NotInTable;
            _sums[_count] = coefficient;
            place = ++_count;
            return;
        }

        int i = place - 1;
        if (_numbers[i] != NotInTable)
            Promote(i);
        _sums[i] += coefficient;
    }

    internal void Add(int code, int number)
    {
        ref int place = ref Place(code);
        if (place == 0)
        {
            Grow();
            _codes[_count] = code;
            _numbers[_count] = number;
            place = ++_count;
            return;
        }

        int i = place - 1;
        if (_numbers[i] != NotInTable)
            Promote(i);

        _sums[i] += coefficients[number];
    }

    /// <summary>Appends the terms that are not zero to an arena, in the order in which their variables came, and starts afresh.</summary>
    /// <returns>Where they start and how many they are.</returns>
    internal (int Start, int Count) MoveTo(TermArena arena)
    {
        int kept = 0;
        for (int i = 0; i < _count; i++)
        {
            Place(_codes[i]) = 0;
            int number = _numbers[i] != NotInTable ? _numbers[i] : coefficients.Intern(_sums[i]);
            if (coefficients[number].IsZero)
                continue;
            _codes[kept] = _codes[i];
            _numbers[kept++] = number;
        }

        int start = arena.Allocate(kept, out Span<int> codes, out Span<int> numbers);
        _codes.AsSpan(0, kept).CopyTo(codes);
        _numbers.AsSpan(0, kept).CopyTo(numbers);
        _count = 0;
        return (start, kept);
    }

    private void Promote(int i)
    {
        _sums[i] = coefficients[_numbers[i]];
        _numbers[i] = NotInTable;
    }

    private void Grow()
    {
        if (_count < _codes.Length)
            return;
        Array.Resize(ref _codes, 2 * _count);
        Array.Resize(ref _numbers, 2 * _count);
        Array.Resize(ref _sums, 2 * _count);
    }

    private ref int Place(int code)
    {
        ref int[] places = ref code < 0 ? ref _publicPlaces : ref _privatePlaces;
        int index = code & int.MaxValue;
        if (index >= places.Length)
            Array.Resize(ref places, Math.Max(index + 1, 2 * places.Length));
        return ref places[index];
    }
}
