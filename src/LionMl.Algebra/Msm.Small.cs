namespace LionMl.Algebra;

/// <summary>Sums of multiples of points.</summary>
public static partial class Msm
{
    /// <summary>Σ scalars[i] · points[i] over a few points of the subgroup of order r, on the calling thread.</summary>
    /// <remarks>
    /// Interleaved signed windows over both halves of every scalar (Straus): one chain of 127 doublings for all, about 42
    /// additions a point. For a verifier's 30 points; beyond a few hundred the bucket method wins.
    /// </remarks>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static G1Projective Compute(ReadOnlySpan<G1Affine> points, ReadOnlySpan<Fr> scalars)
    {
        if (points.Length != scalars.Length)
            throw new ArgumentException($"{points.Length} points and {scalars.Length} scalars.", nameof(scalars));
        const int Table = ScalarMultiplication.TableSize;
        var tables = new Jacobian<Fq>[points.Length * Table];
        var digits = new sbyte[points.Length * 2 * ScalarMultiplication.MaxDigits];
        int count = 0;
        for (int i = 0; i < points.Length; i++)
        {
            if (points[i].IsInfinity || scalars[i].IsZero)
                continue;
            var point = new Jacobian<Fq>(points[i].X, points[i].Y, Fq.One);
            ScalarMultiplication.WriteTable(point, tables.AsSpan(i * Table, Table));
            ScalarMultiplication.Split(scalars[i], out UInt128 low, out UInt128 high);
            count = Math.Max(count, ScalarMultiplication.WriteDigits(low, Digits(digits, 2 * i)));
            count = Math.Max(count, ScalarMultiplication.WriteDigits(high, Digits(digits, (2 * i) + 1)));
        }

        Jacobian<Fq>[] images = Normalize(tables);
        Jacobian<Fq> result = default;
        for (int position = count - 1; position >= 0; position--)
        {
            Jacobian<Fq>.Double(result, out result);
            for (int half = 0; half < 2 * points.Length; half++)
            {
                sbyte digit = Digits(digits, half)[position];
                if (digit == 0)
                    continue;
                int entry = ((half >> 1) * Table) + (Math.Abs(digit) >> 1);
                ref readonly Jacobian<Fq> point = ref (half & 1) == 0 ? ref tables[entry] : ref images[entry];
                if (digit > 0)
                    Jacobian<Fq>.AddAffine(result, point.X, point.Y, out result);
                else
                    Jacobian<Fq>.AddAffine(result, point.X, -point.Y, out result);
            }
        }

        return new G1Projective(result);
    }

    private static Span<sbyte> Digits(sbyte[] digits, int half) =>
        digits.AsSpan(half * ScalarMultiplication.MaxDigits, ScalarMultiplication.MaxDigits);

    // Makes every Z one, so that the long loop adds affine points, and gives the images under the endomorphism.
    private static Jacobian<Fq>[] Normalize(Jacobian<Fq>[] points)
    {
        var inverses = new Fq[points.Length];
        for (int i = 0; i < points.Length; i++)
            inverses[i] = points[i].Z;
        FieldMath.InvertBatch<Fq>(inverses);
        var images = new Jacobian<Fq>[points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            Fq square = inverses[i].Square();
            Fq x = points[i].X * square;
            Fq y = points[i].Y * square * inverses[i];
            points[i] = new Jacobian<Fq>(x, y, Fq.One);
            images[i] = new Jacobian<Fq>(x * G1Affine.Endomorphism, y, Fq.One);
        }

        return images;
    }
}
