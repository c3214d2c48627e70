using LionMl.Algebra;
using LionMl.R1cs;

namespace LionMl.Circuits.Gadgets;

/// <summary>The binary digits of a number in [0, 2^<see cref="Count"/>), each of them proved to be 0 or 1.</summary>
/// <typeparam name="F">The field.</typeparam>
public readonly struct SignalBits<F>
    where F : unmanaged, IField<F>
{
    private readonly Variable _first;
    private readonly LinearCombination<F> _lowest;
    private readonly bool _lowestIsCombination;
    private readonly bool _recording;
    private readonly ulong _digits;

    internal SignalBits(Variable first, int count, ulong digits, bool recording)
    {
        _first = first;
        Count = count;
        _digits = digits;
        _recording = recording;
    }

    internal SignalBits(LinearCombination<F> lowest, Variable second, int count, ulong digits, bool recording)
        : this(second, count, digits, recording)
    {
        _lowest = lowest;
        _lowestIsCombination = true;
    }

    /// <summary>The number of digits.</summary>
    public int Count { get; }

    /// <summary>Digit number <paramref name="index"/>, the lowest is 0.</summary>
    public IntegerSignal<F> this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count);
            long value = _recording ? 0 : (long)((_digits >> index) & 1);
            return new IntegerSignal<F>(Combination(index), new IntegerRange(0, 1), value);
        }
    }

    private LinearCombination<F> Combination(int index)
    {
        if (!_recording)
            return LinearCombination<F>.Untracked;
        if (_lowestIsCombination)
            return index == 0 ? _lowest : ConstraintSystem<F>.Following(_first, index - 1);
        return ConstraintSystem<F>.Following(_first, index);
    }
}
