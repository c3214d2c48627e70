using System.Reflection;
using LionMl.Varuna;

namespace LionMl.Srs;

/// <summary>The verifier's part of Aleo's mainnet SRS: 5.5 KB that ship with the program, so that verifying needs no download.</summary>
internal static class AleoVerifier
{
    /// <summary>The SHA-256 of the bytes; a test compares them with Aleo's own files.</summary>
    public const string Sha256 = "b7e1992a48dacab23c02752863a5c3b34fbaf5c038b43578870964fccd8014da";

    private static readonly Lazy<VerifierSrs> Loaded = new(Load);

    /// <summary>The points.</summary>
    public static VerifierSrs Srs => Loaded.Value;

    private static VerifierSrs Load()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("LionMl.Srs.aleo-verifier.bin")
            ?? throw new InvalidOperationException("The verifier's part of Aleo's SRS is missing from the program.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return VerifierSrs.TryRead(bytes, out VerifierSrs? srs, out string? reason)
            ? srs!
            : throw new InvalidOperationException($"The verifier's part of Aleo's SRS in the program is damaged: {reason}.");
    }
}
