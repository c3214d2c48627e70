using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace LionMl.Algebra.Tests;

/// <summary>The reference vectors in Data.</summary>
internal static class ReferenceVectors
{
    public static JsonElement Read(string name) => JsonDocument.Parse(File.ReadAllBytes(PathOf(name))).RootElement;

    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Data", name);

    /// <summary>Decimal, or hexadecimal with 0x.</summary>
    public static BigInteger Number(this JsonElement element)
    {
        string text = element.ToString();
        return text.StartsWith("0x", StringComparison.Ordinal)
            ? BigInteger.Parse("0" + text[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)
            : BigInteger.Parse(text, CultureInfo.InvariantCulture);
    }

    public static Fq Fq(this JsonElement element) => Algebra.Fq.FromBigInteger(element.Number());

    public static Fr Fr(this JsonElement element) => Algebra.Fr.FromBigInteger(element.Number());

    public static G1Affine Point(this JsonElement hex)
    {
        Assert.True(G1Encoding.TryReadCompressed(Convert.FromHexString(hex.GetString()!), out G1Affine point));
        return point;
    }
}
