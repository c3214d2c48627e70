using LionMl.Algebra;
using LionMl.R1cs;

namespace LionMl.Circuits.Gadgets;

/// <summary>Aleo's Poseidon hash of field elements, S-box x^17. Rows: 5 for each S-box whose input is not constant.</summary>
/// <remarks>
/// <para>At rate 8, with Aleo's 8 full and 31 partial rounds, that is 515 for each eight elements; the block of domain and length that
/// comes first is constant and costs none. An S-box reads its input three times, so an input of more than Width + 1 terms becomes a
/// variable first: one row more, in partial rounds but the first, in the full round behind them and for absorbed elements.</para>
/// <para>Sound because every row defines one new variable by earlier ones. The preimage is fixed by its elements' combinations; that
/// numbers packed into an element cannot be exchanged for others is up to whoever packs them.</para>
/// </remarks>
/// <typeparam name="F">The field.</typeparam>
public sealed class PoseidonGadget<F>
    where F : unmanaged, IField<F>
{
    private readonly ConstraintSystem<F> _system;
    private readonly PoseidonRounds<F> _rounds;
    private readonly LinearCombinationBuilder<F> _terms;
    private readonly F _domain;

    /// <summary>A hash for a constraint system.</summary>
    /// <param name="system">Recorder or computer.</param>
    /// <param name="parameters">The instance; its rate must be at least 2.</param>
    /// <param name="domain">The first element of every preimage.</param>
    public PoseidonGadget(ConstraintSystem<F> system, PoseidonParameters<F> parameters, F domain)
    {
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentOutOfRangeException.ThrowIfLessThan(parameters.Rate, 2);
        _system = system;
        _rounds = new PoseidonRounds<F>(parameters);
        _terms = system.Combine();
        _domain = domain;
    }

    /// <summary>The hash of [domain, count, 0, …] and the elements.</summary>
    public FieldSignal<F> Hash(ReadOnlySpan<FieldSignal<F>> elements)
    {
        int rate = _rounds.Width - 1;
        var state = new FieldSignal<F>[_rounds.Width];
        Array.Fill(state, FieldSignal<F>.Constant(F.Zero));
        state[1] = FieldSignal<F>.Constant(_domain);
        state[2] = FieldSignal<F>.Constant(F.FromInt64(elements.Length));
        Permute(state, absorbed: 0);
        while (!elements.IsEmpty)
        {
            int count = Math.Min(rate, elements.Length);
            for (int i = 0; i < count; i++)
                state[i + 1] = Plus(state[i + 1], elements[i]);
            Permute(state, count);
            elements = elements[count..];
        }

        return state[1];
    }

    /// <summary>Makes an element a public input. Rows: 1.</summary>
    public Variable Publish(in FieldSignal<F> signal)
    {
        Variable variable = _system.AllocatePublic(signal.Value);
        if (_system.IsRecording)
            _system.EnforceZero(Add(F.One, signal).Add(-1, variable).Build());
        return variable;
    }

    private void Permute(FieldSignal<F>[] state, int absorbed)
    {
        int half = _rounds.HalfOfFull, last = (2 * half) + _rounds.Partial;
        ReadOnlySpan<F> keys = _rounds.FirstKeys;
        var raised = new FieldSignal<F>[state.Length];
        for (int i = 0; i < state.Length; i++)
        {
            FieldSignal<F> keyed = Plus(state[i], FieldSignal<F>.Constant(keys[i]));
            raised[i] = Power17(i > 0 && i <= absorbed ? Named(keyed) : keyed);
        }

        for (int round = 1; round < half; round++)
            raised = FullRound(raised, round);
        var outputs = new FieldSignal<F>[state.Length + _rounds.Partial];
        raised.CopyTo(outputs, 0);
        for (int round = 0; round < _rounds.Partial; round++)
        {
            int known = state.Length + round;
            FieldSignal<F> input = Affine(outputs.AsSpan(0, known), _rounds.PartialInput(round));
            outputs[known] = Power17(round == 0 ? input : Named(input));
        }

        for (int i = 0; i < state.Length; i++)
            raised[i] = Power17(Named(Affine(outputs, _rounds.AfterPartial(i))));
        for (int round = half + _rounds.Partial + 1; round < last; round++)
            raised = FullRound(raised, round);
        for (int i = 0; i < state.Length; i++)
            state[i] = Affine(raised, _rounds.Full(last, i));
    }

    private FieldSignal<F>[] FullRound(FieldSignal<F>[] before, int round)
    {
        var raised = new FieldSignal<F>[before.Length];
        for (int i = 0; i < raised.Length; i++)
            raised[i] = Power17(Affine(before, _rounds.Full(round, i)));
        return raised;
    }

    // Σ factor · signal + the last factor.
    private FieldSignal<F> Affine(ReadOnlySpan<FieldSignal<F>> signals, ReadOnlySpan<F> factors)
    {
        F value = factors[^1];
        bool isConstant = true;
        for (int i = 0; i < signals.Length; i++)
        {
            value += factors[i] * signals[i].Value;
            isConstant &= signals[i].IsConstant;
        }

        if (isConstant)
            return FieldSignal<F>.Constant(value);
        if (!_system.IsRecording)
            return new FieldSignal<F>(LinearCombination<F>.Untracked, value);
        for (int i = 0; i < signals.Length; i++)
            _ = Add(factors[i], signals[i]);
        return new FieldSignal<F>(_terms.AddConstant(factors[^1]).Build(), F.Zero);
    }

    private FieldSignal<F> Plus(in FieldSignal<F> left, in FieldSignal<F> right)
    {
        if (left.IsConstant && right.IsConstant)
            return FieldSignal<F>.Constant(left.Value + right.Value);
        if (!_system.IsRecording)
            return new FieldSignal<F>(LinearCombination<F>.Untracked, left.Value + right.Value);
        _ = Add(F.One, left);
        return new FieldSignal<F>(Add(F.One, right).Build(), F.Zero);
    }

    private LinearCombinationBuilder<F> Add(F factor, in FieldSignal<F> signal) => signal.IsConstant
        ? _terms.AddConstant(factor * signal.Value)
        : _terms.Add(factor, signal.Combination);

    // A long sum as a variable. Rows: 1.
    private FieldSignal<F> Named(in FieldSignal<F> signal)
    {
        if (signal.IsConstant)
            return signal;
        Variable variable = _system.AllocatePrivate(signal.Value);
        if (!_system.IsRecording)
            return signal;
        _system.EnforceZero(Add(F.One, signal).Add(-1, variable).Build());
        return new FieldSignal<F>(variable, F.Zero);
    }

    // Rows: 5; none for a constant.
    private FieldSignal<F> Power17(in FieldSignal<F> signal)
    {
        FieldSignal<F> power = signal;
        for (int i = 0; i < 4; i++)
            power = Product(power, power);
        return Product(power, signal);
    }

    private FieldSignal<F> Product(in FieldSignal<F> left, in FieldSignal<F> right)
    {
        F value = left.Value * right.Value;
        if (left.IsConstant)
            return FieldSignal<F>.Constant(value);
        Variable variable = _system.AllocatePrivate(value);
        if (!_system.IsRecording)
            return new FieldSignal<F>(LinearCombination<F>.Untracked, value);
        _system.EnforceProduct(left.Combination, right.Combination, variable);
        return new FieldSignal<F>(variable, F.Zero);
    }
}
