using System.Text.Json;
using LionMl.Algebra;

namespace LionMl.Varuna.Tests;

/// <summary>A slice of Aleo's mainnet SRS (enough for domains up to 2^11) and real keys with proofs, from the test data.</summary>
internal static class AleoData
{
    /// <summary>Aleo's first file holds 2^15 points; the slice keeps this many at the low and at the high end.</summary>
    private const int FilePoints = 1 << 15;
    private const int PointBytes = 96;

    private static readonly Lazy<UniversalSrs> Slice = new(() => UniversalSrs.ReadAleo(Open(), Available, Workers.All));

    internal static SrsRequirement Available { get; } = new(2052, 2048);

    internal static UniversalSrs Srs => Slice.Value;

    internal static AleoSrsStreams Open()
    {
        byte[] tail = Read("shifted-powers-of-beta-15.tail.usrs");
        byte[] shifted = new byte[8 + (FilePoints * PointBytes)];
        BitConverter.TryWriteBytes(shifted, (ulong)FilePoints);
        tail.CopyTo(shifted, shifted.Length - tail.Length);
        return new AleoSrsStreams(
            [new MemoryStream(Read("powers-of-beta-15.head.usrs"))],
            [new MemoryStream(shifted)],
            new MemoryStream(Read("powers-of-beta-gamma.usrs")),
            new MemoryStream(Read("neg-powers-of-beta.usrs")),
            new MemoryStream(Read("beta-h.usrs")));
    }

    internal static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Data", "aleo", name));

    internal static VerifyingKey Key(string name) =>
        VerifyingKey.TryRead(Read(name), out VerifyingKey? key, out string? reason) ? key : throw new InvalidDataException(reason);

    internal static VarunaProof Proof(string name) =>
        VarunaProof.TryRead(Read(name), out VarunaProof? proof, out string? reason) ? proof : throw new InvalidDataException(reason);

    internal static Fr[] Inputs(string name) => Elements(JsonDocument.Parse(Read(name)).RootElement);

    internal static Fr[][] BatchInputs(string name, string circuit) =>
        [.. JsonDocument.Parse(Read(name)).RootElement.GetProperty(circuit).EnumerateArray().Select(Elements)];

    private static Fr[] Elements(JsonElement array) =>
        [.. array.EnumerateArray().Select(e => Fr.FromBigInteger(System.Numerics.BigInteger.Parse(e.GetString()![..^"field".Length])))];
}
