using System.Numerics;

namespace LionMl.Algebra.Tests.Vectors;

/// <summary>Scalars for tests, the same in every run.</summary>
internal static class Scalars
{
    /// <summary>Edge values scattered among random ones; from index 8 on at least two random ones follow each other.</summary>
    public static Fr[] Edgy(int count, int seed)
    {
        var random = new Random(seed);
        var values = new Fr[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = (i % 11) switch
            {
                0 => Fr.Zero,
                1 => Fr.One,
                2 => -Fr.One,
                5 when seed % 2 == 0 => Fr.Zero,
                _ => Fr.FromBigInteger(RedundantValues.Random(random, Fr.Modulus)),
            };
        }

        return values;
    }

    public static Fr Evaluate(ReadOnlySpan<Fr> coefficients, Fr x)
    {
        Fr value = Fr.Zero;
        for (int i = coefficients.Length - 1; i >= 0; i--)
            value = (value * x) + coefficients[i];

        return value;
    }

    public static Fr Parse(string text) => Fr.FromBigInteger(BigInteger.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
}
