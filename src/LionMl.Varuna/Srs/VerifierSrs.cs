using System.Collections.Frozen;
using System.Security.Cryptography;
using LionMl.Algebra;

namespace LionMl.Varuna;

/// <summary>The few points of an SRS that a verifier needs: two of G1, two of G2 and one of G2 per degree bound.</summary>
/// <remarks>It is its own public description: <see cref="ToBytes"/> is what a statement about a sandbox SRS carries.</remarks>
public sealed class VerifierSrs
{
    private const int MaxLogDegreeBound = 28;
    private static readonly Lazy<G2Prepared> SharedH = new(() => G2Prepared.Prepare(G2Affine.Generator));

    private readonly FrozenDictionary<int, G2Affine> _negativePowers;
    private readonly FrozenDictionary<int, Lazy<G2Prepared>> _preparedNegativePowers;
    private readonly Lazy<G2Prepared> _preparedBetaH;

    internal VerifierSrs(G1Affine gammaG, G2Affine betaH, IReadOnlyDictionary<int, G2Affine> negativePowers)
    {
        GammaG = gammaG;
        BetaH = betaH;
        _negativePowers = negativePowers.ToFrozenDictionary();
        _preparedNegativePowers = negativePowers.ToFrozenDictionary(p => p.Key, p => new Lazy<G2Prepared>(() => G2Prepared.Prepare(p.Value)));
        _preparedBetaH = new Lazy<G2Prepared>(() => G2Prepared.Prepare(BetaH));
        Hash = SHA256.HashData(ToBytes());
    }

    /// <summary>γG, the base of blinding polynomials.</summary>
    public G1Affine GammaG { get; }

    /// <summary>βH.</summary>
    public G2Affine BetaH { get; }

    /// <summary>SHA-256 of <see cref="ToBytes"/>: the SRS's name.</summary>
    public ReadOnlyMemory<byte> Hash { get; }

    /// <summary>The degree bounds d = 2^k − 2 that can be checked.</summary>
    public IReadOnlyCollection<int> DegreeBounds => _negativePowers.Keys;

    internal G2Prepared PreparedH => SharedH.Value;

    internal G2Prepared PreparedBetaH => _preparedBetaH.Value;

    /// <summary>Reads <see cref="ToBytes"/>; every point is checked to be on the curve and in the subgroup.</summary>
    /// <param name="source">Exactly the bytes.</param>
    /// <param name="srs">The result, or null.</param>
    /// <param name="reason">Why not, or null.</param>
    public static bool TryRead(ReadOnlySpan<byte> source, out VerifierSrs? srs, out string? reason)
    {
        srs = null;
        int fixedBytes = G1Encoding.UncompressedBytes + G2Encoding.UncompressedBytes + 1;
        if (source.Length < fixedBytes)
        {
            reason = $"a verifier SRS has at least {fixedBytes} bytes, these are {source.Length}";
            return false;
        }

        int count = source[fixedBytes - 1];
        int entryBytes = 1 + G2Encoding.UncompressedBytes;
        if (count > MaxLogDegreeBound || source.Length != fixedBytes + (count * entryBytes))
        {
            reason = $"a verifier SRS with {count} degree bounds cannot have {source.Length} bytes";
            return false;
        }

        if (!G1Encoding.TryReadUncompressed(source[..G1Encoding.UncompressedBytes], out G1Affine gammaG, checkSubgroup: true)
            || !G2Encoding.TryReadUncompressed(
                source.Slice(G1Encoding.UncompressedBytes, G2Encoding.UncompressedBytes), out G2Affine betaH, checkSubgroup: true)
            || gammaG.IsInfinity || betaH.IsInfinity)
        {
            reason = "γG or βH of the verifier SRS is not a point of its group";
            return false;
        }

        var powers = new Dictionary<int, G2Affine>();
        int previous = 0;
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> entry = source.Slice(fixedBytes + (i * entryBytes), entryBytes);
            int log = entry[0];
            if (log <= previous || log > MaxLogDegreeBound
                || !G2Encoding.TryReadUncompressed(entry[1..], out G2Affine point, checkSubgroup: true) || point.IsInfinity)
            {
                reason = $"negative power {i} of the verifier SRS is malformed";
                return false;
            }

            previous = log;
            powers.Add(DegreeBoundOf(log), point);
        }

        srs = new VerifierSrs(gammaG, betaH, powers);
        reason = null;
        return true;
    }

    /// <summary>
    /// γG, βH, then per degree bound 2^k − 2 in ascending order: k as one byte and the G2 point. All points uncompressed.
    /// </summary>
    public byte[] ToBytes()
    {
        var stream = new MemoryStream();
        Span<byte> g1 = stackalloc byte[G1Encoding.UncompressedBytes];
        Span<byte> g2 = stackalloc byte[G2Encoding.UncompressedBytes];
        G1Encoding.WriteUncompressed(GammaG, g1);
        stream.Write(g1);
        G2Encoding.WriteUncompressed(BetaH, g2);
        stream.Write(g2);
        stream.WriteByte((byte)_negativePowers.Count);
        foreach ((int bound, G2Affine point) in _negativePowers.OrderBy(p => p.Key))
        {
            stream.WriteByte((byte)int.Log2(bound + 2));
            G2Encoding.WriteUncompressed(point, g2);
            stream.Write(g2);
        }

        return stream.ToArray();
    }

    /// <summary>β^−(D−d) H for the degree bound d, or null if this SRS does not have it.</summary>
    internal G2Prepared? PreparedNegativePower(int degreeBound) =>
        _preparedNegativePowers.TryGetValue(degreeBound, out Lazy<G2Prepared>? prepared) ? prepared.Value : null;

    internal static int DegreeBoundOf(int logDomain) => (1 << logDomain) - 2;
}
