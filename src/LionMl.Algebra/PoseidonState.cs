using System.Runtime.CompilerServices;

namespace LionMl.Algebra;

/// <summary>
/// Poseidon's state (capacity, rate 0, rate 1) and its permutation: S-box x^17, four full rounds, 31 partial ones that apply
/// it to the capacity only, four full ones.
/// </summary>
internal sealed class PoseidonState
{
    public const int Width = 3;
    public const int FullRounds = 8;
    public const int PartialRounds = 31;
    public const int Rounds = FullRounds + PartialRounds;

    private Fq _0;
    private Fq _1;
    private Fq _2;

    public PoseidonState()
    {
    }

    /// <summary>For tests: a state in the middle of something.</summary>
    internal PoseidonState(Fq capacity, Fq rate0, Fq rate1) => (_0, _1, _2) = (capacity, rate0, rate1);

    internal Fq Capacity => _0;

    public Fq Rate(int index) => index == 0 ? _1 : _2;

    public void AddToRate(int index, Fq value)
    {
        if (index == 0)
            _1 += value;
        else
            _2 += value;
    }

    [SkipLocalsInit]
    public void Permute()
    {
        Fq[] mix = PoseidonConstants.Mix;
        for (int round = 0; round < FullRounds; round++)
        {
            if (round == FullRounds / 2)
                PermutePartially();
            bool isLastBefore = round == (FullRounds / 2) - 1;
            FullRound(PoseidonSchedule.FullKeys.AsSpan(3 * round, 3), isLastBefore ? PoseidonSchedule.LastMixBeforePartial : mix);
        }
    }

    private void FullRound(ReadOnlySpan<Fq> keys, Fq[] mix)
    {
        Fq.Add(_0, keys[0], out Fq a);
        Fq.Add(_1, keys[1], out Fq b);
        Fq.Add(_2, keys[2], out Fq c);
        Power17(ref a);
        Power17(ref b);
        Power17(ref c);
        Fq.SumOfProducts(mix[0], a, mix[1], b, mix[2], c, out _0);
        Fq.SumOfProducts(mix[3], a, mix[4], b, mix[5], c, out _1);
        Fq.SumOfProducts(mix[6], a, mix[7], b, mix[8], c, out _2);
    }

    [SkipLocalsInit]
    private void PermutePartially()
    {
        for (int round = 0; round < PartialRounds; round++)
        {
            Fq[] sparse = PoseidonSchedule.Sparse[round];
            Fq.Add(_0, PoseidonSchedule.PartialKeys[round], out Fq a);
            Power17(ref a);
            Fq.SumOfProducts(sparse[0], a, sparse[1], _1, sparse[2], _2, out _0);
            Fq.Multiply(sparse[3], a, out Fq product);
            Fq.Add(_1, product, out _1);
            Fq.Multiply(sparse[4], a, out product);
            Fq.Add(_2, product, out _2);
        }
    }

    private static void Power17(ref Fq value)
    {
        Fq.Square(value, out Fq power);
        Fq.Square(power, out power);
        Fq.Square(power, out power);
        Fq.Square(power, out power);
        Fq.Multiply(power, value, out value);
    }
}
