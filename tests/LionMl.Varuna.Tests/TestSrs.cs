using System.Buffers.Binary;
using LionMl.Algebra;

namespace LionMl.Varuna.Tests;

/// <summary>The first and the last 1,024 powers of Aleo's mainnet SRS.</summary>
internal static class TestSrs
{
    internal static UniversalSrs Aleo { get; } = Read();

    private static UniversalSrs Read()
    {
        byte[] gamma = Bytes("powers-of-beta-gamma");
        var powers = new Dictionary<long, G1Affine>();
        for (int offset = 8; offset < gamma.Length; offset += 104)
            powers.Add(BinaryPrimitives.ReadInt64LittleEndian(gamma.AsSpan(offset)), Point(gamma.AsSpan(offset + 8)));
        return new UniversalSrs(SrsKind.Aleo, Bases("powers-first-1024"), Bases("powers-last-1024"), powers);
    }

    private static G1Bases Bases(string name)
    {
        byte[] bytes = Bytes(name);
        var points = new G1Affine[BinaryPrimitives.ReadInt64LittleEndian(bytes)];
        for (int i = 0; i < points.Length; i++)
            points[i] = Point(bytes.AsSpan(8 + (96 * i)));
        return G1Bases.FromSpan(points);
    }

    private static G1Affine Point(ReadOnlySpan<byte> bytes)
    {
        Assert.True(G1Encoding.TryReadUncompressed(bytes[..G1Encoding.UncompressedBytes], out G1Affine point, checkSubgroup: false));
        return point;
    }

    private static byte[] Bytes(string name) =>
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Vectors", $"aleo-{name}.usrs"));
}
