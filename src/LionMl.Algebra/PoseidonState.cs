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

    public void Permute()
    {
        Fq[] keys = PoseidonConstants.RoundKeys;
        Fq[] mix = PoseidonConstants.Mix;
        for (int round = 0; round < Rounds; round++)
        {
            bool isFull = round is < FullRounds / 2 or >= (FullRounds / 2) + PartialRounds;
            Fq a = Power17(_0 + keys[3 * round]);
            Fq b = _1 + keys[(3 * round) + 1];
            Fq c = _2 + keys[(3 * round) + 2];
            if (isFull)
            {
                b = Power17(b);
                c = Power17(c);
            }

            _0 = (mix[0] * a) + (mix[1] * b) + (mix[2] * c);
            _1 = (mix[3] * a) + (mix[4] * b) + (mix[5] * c);
            _2 = (mix[6] * a) + (mix[7] * b) + (mix[8] * c);
        }
    }

    private static Fq Power17(Fq value) => value.Square().Square().Square().Square() * value;
}
