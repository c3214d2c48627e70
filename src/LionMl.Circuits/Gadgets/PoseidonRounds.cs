using LionMl.Algebra;

namespace LionMl.Circuits.Gadgets;

/// <summary>
/// Poseidon's permutation as what lies between its S-boxes: every input of an S-box is a sum of outputs of earlier ones, times
/// constants, plus a constant. Partial rounds leave most of the state alone, so their sums are worked out once, here.
/// </summary>
/// <typeparam name="F">The field.</typeparam>
internal sealed class PoseidonRounds<F>
    where F : unmanaged, IField<F>
{
    private readonly PoseidonParameters<F> _parameters;
    private readonly F[][] _partial;
    private readonly F[][] _afterPartial;

    public PoseidonRounds(PoseidonParameters<F> parameters)
    {
        _parameters = parameters;
        int width = parameters.Width, partial = parameters.PartialRounds, first = parameters.FullRounds / 2;

        // Each element of the state over: the outputs of the last full round, then those of partial rounds, then the constant.
        int constant = width + partial;
        var state = new F[width][];
        for (int i = 0; i < width; i++)
        {
            state[i] = new F[constant + 1];
            parameters.Mix(i).CopyTo(state[i]);
        }

        _partial = new F[partial][];
        for (int round = 0; round < partial; round++)
        {
            AddKeys(state, parameters.Keys(first + round));
            _partial[round] = [.. state[0].AsSpan(0, width + round), state[0][constant]];
            state[0] = new F[constant + 1];
            state[0][width + round] = F.One;
            state = Mix(state);
        }

        AddKeys(state, parameters.Keys(first + partial));
        _afterPartial = state;
    }

    /// <summary>Elements of the state.</summary>
    public int Width => _parameters.Width;

    /// <summary>Full rounds before the partial ones, and behind them.</summary>
    public int HalfOfFull => _parameters.FullRounds / 2;

    /// <summary>Partial rounds.</summary>
    public int Partial => _partial.Length;

    /// <summary>What a full round adds to each element, where the state before it is known.</summary>
    public ReadOnlySpan<F> FirstKeys => _parameters.Keys(0);

    /// <summary>
    /// An element's input to a full round, over the outputs of the full round before it; the constant comes last. With keys of round
    /// <c>Rounds</c> (there is none) it is the result of the permutation.
    /// </summary>
    public F[] Full(int round, int element) =>
        [.. _parameters.Mix(element), round == _parameters.Rounds ? F.Zero : _parameters.Keys(round)[element]];

    /// <summary>
    /// The input of a partial round's S-box, over the outputs of the last full round, then those of the partial rounds before; the
    /// constant comes last.
    /// </summary>
    public ReadOnlySpan<F> PartialInput(int round) => _partial[round];

    /// <summary>An element's input to the first full round behind the partial ones, over the same outputs.</summary>
    public ReadOnlySpan<F> AfterPartial(int element) => _afterPartial[element];

    private void AddKeys(F[][] state, ReadOnlySpan<F> keys)
    {
        for (int i = 0; i < state.Length; i++)
            state[i][^1] += keys[i];
    }

    private F[][] Mix(F[][] state)
    {
        var mixed = new F[state.Length][];
        for (int i = 0; i < mixed.Length; i++)
        {
            mixed[i] = new F[state[i].Length];
            ReadOnlySpan<F> row = _parameters.Mix(i);
            for (int j = 0; j < state.Length; j++)
            {
                for (int k = 0; k < mixed[i].Length; k++)
                    mixed[i][k] += row[j] * state[j][k];
            }
        }

        return mixed;
    }
}
