using LionMl.Algebra;

namespace LionMl.R1cs;

/// <summary>Every coefficient once; terms hold its number. Circuits have millions of terms and few different coefficients.</summary>
internal sealed class CoefficientTable<F>
    where F : unmanaged, IField<F>
{
    private const int SmallLimit = 1 << 12;

    /// <summary>The number of the coefficient one.</summary>
    internal const int One = 0;

    private readonly Dictionary<F, int> _numbers = [];
    private readonly int[] _small = new int[(2 * SmallLimit) + 1];
    private F[] _values = new F[256];

    internal CoefficientTable()
    {
        Array.Fill(_small, -1);
        _ = Intern(1);
    }

    internal int Count => _numbers.Count;

    internal F this[int number] => _values[number];

    internal int Intern(long value)
    {
        if (value is < -SmallLimit or > SmallLimit)
            return Intern(F.FromInt64(value));
        ref int number = ref _small[value + SmallLimit];
        if (number < 0)
            number = Intern(F.FromInt64(value));
        return number;
    }

    internal int Intern(F value)
    {
        if (_numbers.TryGetValue(value, out int number))
            return number;
        number = _numbers.Count;
        if (number == _values.Length)
            Array.Resize(ref _values, 2 * number);
        _values[number] = value;
        _numbers.Add(value, number);
        return number;
    }
}
