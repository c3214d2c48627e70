using LionMl.Algebra;
using LionMl.R1cs;

namespace LionMl.Circuits.Gadgets;

/// <summary>
/// Adds up signals times constants, with their intervals and values. Made to be kept and used again: it allocates only while it grows.
/// </summary>
/// <typeparam name="F">The field.</typeparam>
public sealed class SignalSum<F>
    where F : unmanaged, IField<F>
{
    private readonly ConstraintSystem<F> _system;
    private readonly bool _recording;
    private Int128 _low;
    private Int128 _high;
    private Int128 _priorLow;
    private Int128 _priorHigh;
    private Int128 _value;
    private int _settledBy;

    internal SignalSum(ConstraintSystem<F> system)
    {
        _system = system;
        _recording = system.IsRecording;
        Terms = system.Combine();
    }

    internal LinearCombinationBuilder<F> Terms { get; }

    internal Int128 Value => _value;

    internal int SettledBy => _settledBy;

    /// <summary>Adds a signal times a constant.</summary>
    /// <returns>This sum.</returns>
    public SignalSum<F> Add(long factor, in IntegerSignal<F> signal)
    {
        if (_recording)
            _ = Terms.Add(factor, signal.Combination);
        else
            _value += Math.BigMul(factor, signal.Value);
        IntegerRange range = signal.Range;
        IntegerRange prior = signal.Prior;
        if (factor >= 0)
        {
            _low += Math.BigMul(factor, range.Low);
            _high += Math.BigMul(factor, range.High);
            _priorLow += Math.BigMul(factor, prior.Low);
            _priorHigh += Math.BigMul(factor, prior.High);
        }
        else
        {
            _low += Math.BigMul(factor, range.High);
            _high += Math.BigMul(factor, range.Low);
            _priorLow += Math.BigMul(factor, prior.High);
            _priorHigh += Math.BigMul(factor, prior.Low);
        }

        _settledBy = Math.Max(_settledBy, signal.SettledBy);
        return this;
    }

    /// <summary>Adds a signal.</summary>
    /// <returns>This sum.</returns>
    public SignalSum<F> Add(in IntegerSignal<F> signal) => Add(1, signal);

    /// <summary>Adds a constant.</summary>
    /// <returns>This sum.</returns>
    public SignalSum<F> AddConstant(long value)
    {
        if (_recording && value != 0)
            _ = Terms.AddConstant(value);
        _value += value;
        _low += value;
        _high += value;
        _priorLow += value;
        _priorHigh += value;
        return this;
    }

    /// <summary>The sum as a signal; this is empty again.</summary>
    /// <exception cref="CircuitException">The sum could reach 2^62.</exception>
    public IntegerSignal<F> Build()
    {
        string scope = _system.CurrentScope;
        IntegerRange range = IntegerRange.Checked(_low, _high, scope);
        IntegerRange prior = _settledBy is 0 or IntegerSignal<F>.Free ? range : IntegerRange.Checked(_priorLow, _priorHigh, scope);
        LinearCombination<F> combination = _recording ? Terms.Build() : LinearCombination<F>.Untracked;
        var signal = new IntegerSignal<F>(combination, range, prior, _settledBy, _recording ? 0 : (long)_value);
        Clear();
        return signal;
    }

    /// <summary>Forgets what was added.</summary>
    public void Clear()
    {
        Terms.Clear();
        _low = _high = _priorLow = _priorHigh = _value = 0;
        _settledBy = 0;
    }

    /// <summary>Takes part in the interval only: room for a term that is left out of the combination.</summary>
    internal SignalSum<F> Widen(long low, long high)
    {
        _low += low;
        _priorLow += low;
        _high += high;
        _priorHigh += high;
        return this;
    }

    /// <summary>
    /// The largest magnitude of the sum, with the intervals that are known without packed row <paramref name="row"/> and those that
    /// were opened after it; 0 stands for a row of its own, which may rely on all packed ones.
    /// </summary>
    /// <exception cref="InvalidOperationException">The sum contains a free variable.</exception>
    internal UInt128 Magnitude(int row)
    {
        if (_settledBy == IntegerSignal<F>.Free)
            throw new InvalidOperationException("A free variable has no bound; range-check it before it is used.");
        bool settled = row == 0 || _settledBy < row;
        Int128 low = settled ? _low : _priorLow;
        Int128 high = settled ? _high : _priorHigh;
        return (UInt128)Int128.Max(high, -low);
    }
}
