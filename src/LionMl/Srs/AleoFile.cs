using System.Collections.Immutable;
using System.Security.Cryptography;

namespace LionMl.Srs;

/// <summary>One file of Aleo's mainnet SRS.</summary>
/// <param name="Name">snarkVM's name.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its SHA-256, lower-case hex.</param>
/// <param name="HeadHex">Its first 16 bytes, by which it is found inside the npm package's WebAssembly file.</param>
internal sealed record AleoFile(string Name, int Bytes, string Sha256, string HeadHex)
{
    /// <summary>The npm package that holds <see cref="Packaged"/>.</summary>
    public const string PackageName = "@provablehq/wasm";

    /// <summary>The pinned version of the package.</summary>
    public const string PackageVersion = "0.11.10";

    /// <summary>Bytes of one point of a series: uncompressed G1.</summary>
    public const int PointBytes = 96;

    /// <summary>Powers 0 to 2^15 − 1 of beta.</summary>
    public static AleoFile Powers15 { get; } = new(
        "powers-of-beta-15.usrs", 3145736,
        "eb7040c25ce1a19a5a9a1d12046c5820ba9c2768c606290f8a80fa2bd0e1e5ed",
        "008000000000000066db6f1030f91f0f");

    /// <summary>The last 2^15 powers.</summary>
    public static AleoFile Shifted15 { get; } = new(
        "shifted-powers-of-beta-15.usrs", 3145736,
        "7c732bfabee7ac5e4496ccd0db1ee11127adb453b3b6014e6230cb51aba7ed49",
        "008000000000000026c0ee428960b86e");

    /// <summary>The 2^15 powers before <see cref="Shifted15"/>.</summary>
    public static AleoFile Shifted16 { get; } = new(
        "shifted-powers-of-beta-16.usrs", 3145736,
        "d99bcb30361df496b60f2714305fee65068d199d22cafad3bde09e715e47d2b5",
        "0080000000000000e8aa813c205fd88b");

    /// <summary>Powers of beta times gamma, for blinding.</summary>
    public static AleoFile Gamma { get; } = new(
        "powers-of-beta-gamma.usrs", 8744,
        "03fd7fc81234b014e1e260c797e9b716b5587429871026f17a455cd0938d8be1",
        "54000000000000000000000000000000");

    /// <summary>Negative powers of beta in G2, for degree bounds.</summary>
    public static AleoFile Negative { get; } = new(
        "neg-powers-of-beta.usrs", 5408,
        "ded57ae81c510f8fd50c8f3ec3387e8397ffdde71acfcc639ff1a2728a0848cd",
        "1b000000000000000000000000000000");

    /// <summary>Beta times the generator of G2.</summary>
    public static AleoFile BetaH { get; } = new(
        "beta-h.usrs", 192,
        "fd0a8538d4ad4f60694b5e81dec6687d8672480ea6b878205eef0c1bd51dc3bc",
        "0cdeccd1c86a7ba8621cc88e9f316f78");

    /// <summary>The files inside the npm package.</summary>
    public static ImmutableArray<AleoFile> Packaged { get; } = [Powers15, Shifted15, Shifted16, Gamma, Negative, BetaH];

    /// <summary>Whether <paramref name="content"/> is this file.</summary>
    public bool Matches(ReadOnlySpan<byte> content) =>
        content.Length == Bytes && Convert.ToHexStringLower(SHA256.HashData(content)) == Sha256;

    /// <summary>Finds this file inside a larger one: by its first bytes, then by its checksum, so that no offset is pinned.</summary>
    /// <returns>Empty if it is not there.</returns>
    public ReadOnlyMemory<byte> FindIn(ReadOnlyMemory<byte> container)
    {
        byte[] head = Convert.FromHexString(HeadHex);
        int from = 0;
        while (container.Span[from..].IndexOf(head) is >= 0 and int at)
        {
            int start = from + at;
            if (container.Length - start >= Bytes && Matches(container.Span.Slice(start, Bytes)))
            {
                return container.Slice(start, Bytes);
            }

            from = start + 1;
        }

        return default;
    }
}
