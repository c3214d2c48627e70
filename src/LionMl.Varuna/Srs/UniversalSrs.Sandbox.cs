using LionMl.Algebra;

namespace LionMl.Varuna;

public sealed partial class UniversalSrs
{
    /// <summary>The largest sandbox: 2^22 powers, about 1 GiB.</summary>
    public const int MaxSandboxLogSize = 22;

    /// <summary>Makes an SRS from the operating system's randomness, which is then forgotten.</summary>
    /// <param name="logSize">Domains up to 2^logSize; 3 … <see cref="MaxSandboxLogSize"/>.</param>
    /// <param name="workers">Cores and cancellation.</param>
    /// <remarks>For teaching: whoever runs this could have kept β, and with β every statement can be proved.</remarks>
    public static UniversalSrs MakeSandbox(int logSize, Workers workers)
    {
        var randomness = new OperatingSystemRandomness();
        Fr beta = RandomElement(randomness);
        Fr gamma = RandomElement(randomness);
        return MakeSandbox(logSize, beta, gamma, workers);
    }

    internal static UniversalSrs MakeSandbox(int logSize, Fr beta, Fr gamma, Workers workers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(logSize, 3);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(logSize, MaxSandboxLogSize);
        ArgumentNullException.ThrowIfNull(workers);
        int shiftedCount = 1 << logSize;
        G1Bases powers = G1Bases.Powers(G1Affine.Generator, Fr.One, beta, SandboxPowerCount(logSize), workers);
        Fr firstShifted = beta.Pow((ulong)(MaxDegree + 1 - shiftedCount));
        G1Bases shifted = G1Bases.Powers(G1Affine.Generator, firstShifted, beta, shiftedCount, workers);

        var shiftedBlinding = new Dictionary<int, G1Affine[]>();
        var negativePowers = new Dictionary<int, G2Affine>();
        for (int log = 1; log <= logSize; log++)
        {
            int bound = VerifierSrs.DegreeBoundOf(log);
            Fr shift = beta.Pow((ulong)(MaxDegree - bound));
            shiftedBlinding.Add(bound, BlindingPowersFrom(gamma * shift, beta));
            negativePowers.Add(bound, (G2Projective.FromAffine(G2Affine.Generator) * shift.Inverse()).ToAffine());
        }

        G1Affine[] blinding = BlindingPowersFrom(gamma, beta);
        G2Affine betaH = (G2Projective.FromAffine(G2Affine.Generator) * beta).ToAffine();
        return new UniversalSrs(
            SrsKind.Sandbox, powers, shifted, blinding, shiftedBlinding, new VerifierSrs(blinding[0], betaH, negativePowers));
    }

    private static G1Affine[] BlindingPowersFrom(Fr first, Fr beta)
    {
        var result = new G1Affine[BlindingCount];
        for (int i = 0; i < BlindingCount; i++)
        {
            result[i] = (G1Projective.FromAffine(G1Affine.Generator) * first).ToAffine();
            first *= beta;
        }

        return result;
    }

    /// <summary>A uniform non-zero element.</summary>
    private static Fr RandomElement(OperatingSystemRandomness randomness)
    {
        Fr value;
        do
        {
            value = randomness.NextElement();
        }
        while (value.IsZero);
        return value;
    }
}
