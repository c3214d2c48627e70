using System.Numerics;

namespace LionMl.Algebra;

/// <summary>Round keys and mixing matrix of Poseidon over a field: S-box x^17, one capacity element, which comes first.</summary>
/// <remarks>Drawn from Poseidon's own bit generator, so that there is nothing to believe; a test holds a hash against Aleo's.</remarks>
/// <typeparam name="F">The field.</typeparam>
public sealed class PoseidonParameters<F>
    where F : unmanaged, IField<F>
{
    /// <summary>Full rounds of Aleo's instances; half of them come before the partial ones.</summary>
    public const int AleoFullRounds = 8;

    /// <summary>Partial rounds of Aleo's instances.</summary>
    public const int AleoPartialRounds = 31;

    private readonly F[] _keys;
    private readonly F[] _mix;

    /// <summary>Derives the constants. Cost: about a millisecond for Aleo's sizes.</summary>
    /// <param name="rate">Elements that are absorbed at a time; at least 1.</param>
    /// <param name="fullRounds">An even number, at least 2.</param>
    /// <param name="partialRounds">At least 0.</param>
    public PoseidonParameters(int rate, int fullRounds = AleoFullRounds, int partialRounds = AleoPartialRounds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rate, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(fullRounds, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(partialRounds);
        ArgumentOutOfRangeException.ThrowIfNotEqual(fullRounds % 2, 0);
        Rate = rate;
        FullRounds = fullRounds;
        PartialRounds = partialRounds;
        var grain = new PoseidonGrain((int)F.Modulus.GetBitLength(), Width, fullRounds, partialRounds);
        _keys = new F[Rounds * Width];
        for (int i = 0; i < _keys.Length; i++)
            _keys[i] = NextBelow(grain);
        F[] rows = NextReduced(grain, Width);
        F[] columns = NextReduced(grain, Width);
        _mix = new F[Width * Width];
        for (int i = 0; i < _mix.Length; i++)
            _mix[i] = (rows[i / Width] + columns[i % Width]).Inverse();
    }

    /// <summary>Elements that are absorbed at a time.</summary>
    public int Rate { get; }

    /// <summary>Elements of the state: the rate and one.</summary>
    public int Width => Rate + 1;

    /// <summary>Rounds that raise every element.</summary>
    public int FullRounds { get; }

    /// <summary>Rounds, between two halves of the full ones, that raise only the first element.</summary>
    public int PartialRounds { get; }

    /// <summary>All rounds.</summary>
    public int Rounds => FullRounds + PartialRounds;

    /// <summary>Whether a round raises every element.</summary>
    public bool IsFull(int round) => round < FullRounds / 2 || round >= (FullRounds / 2) + PartialRounds;

    /// <summary>What a round adds to the state first.</summary>
    public ReadOnlySpan<F> Keys(int round) => _keys.AsSpan(round * Width, Width);

    /// <summary>A row of the matrix that ends each round.</summary>
    public ReadOnlySpan<F> Mix(int row) => _mix.AsSpan(row * Width, Width);

    /// <summary>The permutation, in place.</summary>
    /// <exception cref="ArgumentException">The state does not have <see cref="Width"/> elements.</exception>
    public void Permute(Span<F> state)
    {
        if (state.Length != Width)
            throw new ArgumentException($"The state has {state.Length} elements instead of {Width}.", nameof(state));
        Span<F> raised = new F[Width];
        for (int round = 0; round < Rounds; round++)
        {
            ReadOnlySpan<F> keys = Keys(round);
            for (int i = 0; i < Width; i++)
            {
                F keyed = state[i] + keys[i];
                raised[i] = i == 0 || IsFull(round) ? Power17(keyed) : keyed;
            }

            for (int i = 0; i < Width; i++)
            {
                ReadOnlySpan<F> mix = Mix(i);
                F sum = F.Zero;
                for (int j = 0; j < Width; j++)
                    sum += mix[j] * raised[j];
                state[i] = sum;
            }
        }
    }

    private static F Power17(F value)
    {
        F power = value.Square().Square().Square().Square();
        return power * value;
    }

    private static F NextBelow(PoseidonGrain grain)
    {
        BigInteger number;
        do
            number = grain.NextNumber();
        while (number >= F.Modulus);
        return F.FromBigInteger(number);
    }

    private static F[] NextReduced(PoseidonGrain grain, int count)
    {
        var numbers = new F[count];
        for (int i = 0; i < count; i++)
            numbers[i] = F.FromBigInteger(grain.NextNumber());
        return numbers;
    }
}
