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
        Fq[] keys = PoseidonConstants.RoundKeys;
        Fq[] mix = PoseidonConstants.Mix;
        for (int round = 0; round < Rounds; round++)
        {
            Fq.Add(_0, keys[3 * round], out Fq a);
            Fq.Add(_1, keys[(3 * round) + 1], out Fq b);
            Fq.Add(_2, keys[(3 * round) + 2], out Fq c);
            Power17(ref a);
            if (round is < FullRounds / 2 or >= (FullRounds / 2) + PartialRounds)
            {
                Power17(ref b);
                Power17(ref c);
            }

            InnerProduct(mix[0], a, mix[1], b, mix[2], c, out _0);
            InnerProduct(mix[3], a, mix[4], b, mix[5], c, out _1);
            InnerProduct(mix[6], a, mix[7], b, mix[8], c, out _2);
        }
    }

    private static void InnerProduct(in Fq m0, in Fq v0, in Fq m1, in Fq v1, in Fq m2, in Fq v2, out Fq result)
    {
        Fq.Multiply(m0, v0, out Fq sum);
        Fq.Multiply(m1, v1, out Fq product);
        Fq.Add(sum, product, out sum);
        Fq.Multiply(m2, v2, out product);
        Fq.Add(sum, product, out result);
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
