using System.Numerics;

namespace LionMl.Algebra;

/// <summary>Algorithms that are the same in every field.</summary>
public static class FieldMath
{
    /// <summary>The power; anything to the power of 0 is one.</summary>
    public static F Pow<F>(F value, ulong exponent)
        where F : unmanaged, IField<F>
    {
        F result = F.One;
        for (int bit = 63 - BitOperations.LeadingZeroCount(exponent); bit >= 0; bit--)
        {
            result = result.Square();
            if (((exponent >> bit) & 1) != 0)
                result *= value;
        }

        return result;
    }

    /// <summary>The power; anything to the power of 0 is one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The exponent is negative.</exception>
    public static F Pow<F>(F value, BigInteger exponent)
        where F : unmanaged, IField<F>
    {
        ArgumentOutOfRangeException.ThrowIfNegative(exponent);
        byte[] bytes = exponent.ToByteArray(isUnsigned: true, isBigEndian: true);
        F result = F.One;
        foreach (byte digit in bytes)
        {
            for (int bit = 7; bit >= 0; bit--)
            {
                result = result.Square();
                if (((digit >> bit) & 1) != 0)
                    result *= value;
            }
        }

        return result;
    }

    /// <summary>Replaces every element by its inverse; zero stays zero.</summary>
    /// <remarks>One inversion and three multiplications an element; allocates as many elements again.</remarks>
    public static void InvertBatch<F>(Span<F> values)
        where F : unmanaged, IField<F>
    {
        var prefixes = new F[values.Length];
        F product = F.One;
        for (int i = 0; i < values.Length; i++)
        {
            prefixes[i] = product;
            if (!values[i].IsZero)
                product *= values[i];
        }

        F inverse = product.Inverse();
        for (int i = values.Length - 1; i >= 0; i--)
        {
            if (values[i].IsZero)
                continue;
            F next = inverse * values[i];
            values[i] = inverse * prefixes[i];
            inverse = next;
        }
    }
}
