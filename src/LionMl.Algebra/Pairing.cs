using System.Runtime.InteropServices;

namespace LionMl.Algebra;

/// <summary>The ate pairing of BLS12-377: bilinear, from G1 × G2 into <see cref="Fq12"/>.</summary>
public static class Pairing
{
    /// <summary>Whether Π e(g1[i], g2[i]) = 1.</summary>
    /// <param name="g1">Points of the subgroup of order r; infinity contributes 1.</param>
    /// <param name="g2">As many prepared points.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static bool ProductIsOne(ReadOnlySpan<G1Affine> g1, ReadOnlySpan<G2Prepared> g2) => Compute(g1, g2).IsOne;

    /// <inheritdoc cref="ProductIsOne(ReadOnlySpan{G1Affine}, ReadOnlySpan{G2Prepared})"/>
    /// <param name="g1">Points of the subgroup of order r; infinity contributes 1.</param>
    /// <param name="g2">As many prepared points.</param>
    /// <param name="workers">How many cores may be used; more than two bring nothing.</param>
    public static bool ProductIsOne(ReadOnlySpan<G1Affine> g1, ReadOnlySpan<G2Prepared> g2, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(workers);
        CheckLengths(g1, g2);
        if (workers.Cores < 2 || g1.Length < 4)
            return Compute(g1, g2).IsOne;
        // Two loops repeat the squarings, which is a tenth of the work.
        int half = g1.Length / 2;
        G1Affine[] points = g1.ToArray();
        G2Prepared[] prepared = g2.ToArray();
        var values = new Fq12[2];
        workers.Invoke(
            () => values[0] = MillerLoop(points.AsSpan(0, half), prepared.AsSpan(0, half)),
            () => values[1] = MillerLoop(points.AsSpan(half), prepared.AsSpan(half)));
        return FinalExponentiation(values[0] * values[1]).IsOne;
    }

    /// <summary>Π e(g1[i], g2[i]), where e is the cube of the reduced ate pairing.</summary>
    /// <remarks>The cube because three times the last exponent has a short form in x; 3 does not divide r, so nothing is lost.</remarks>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Fq12 Compute(ReadOnlySpan<G1Affine> g1, ReadOnlySpan<G2Prepared> g2)
    {
        CheckLengths(g1, g2);
        return FinalExponentiation(MillerLoop(g1, g2));
    }

    private static void CheckLengths(ReadOnlySpan<G1Affine> g1, ReadOnlySpan<G2Prepared> g2)
    {
        if (g1.Length != g2.Length)
            throw new ArgumentException($"{g1.Length} points of G1 and {g2.Length} of G2.", nameof(g2));
    }

    // One loop for all pairs, so that its squarings are shared.
    private static Fq12 MillerLoop(ReadOnlySpan<G1Affine> g1, ReadOnlySpan<G2Prepared> g2)
    {
        var pairs = new List<EvaluatedPair>(g1.Length);
        var inverses = new Fq[g1.Length];
        for (int i = 0; i < g1.Length; i++)
            inverses[i] = g1[i].Y;
        // In the subgroup no y is zero but that of infinity.
        FieldMath.InvertBatch<Fq>(inverses);
        for (int i = 0; i < g1.Length; i++)
        {
            if (!g1[i].IsInfinity && !g2[i].Point.IsInfinity)
                pairs.Add(new EvaluatedPair(-(g1[i].X * inverses[i]), -inverses[i], g2[i].Lines));
        }

        ReadOnlySpan<EvaluatedPair> span = CollectionsMarshal.AsSpan(pairs);
        Fq12 result = Fq12.One;
        int line = 0;
        for (int bit = 62; bit >= 0; bit--)
        {
            if (bit != 62)
                Fq12.Square(result, out result);
            MultiplyLines(ref result, span, line++);
            if (((CurveParameter.X >> bit) & 1) != 0)
                MultiplyLines(ref result, span, line++);
        }

        return result;
    }

    // The line at the untwisted point, divided by -y: 1 + (-slope·x/y)·w + (-intercept/y)·w³. Factors in a proper subfield
    // vanish in the final exponentiation.
    private static void MultiplyLines(ref Fq12 result, ReadOnlySpan<EvaluatedPair> pairs, int line)
    {
        foreach (ref readonly EvaluatedPair pair in pairs)
        {
            ref readonly G2Prepared.Line current = ref pair.Lines[line];
            Fq2.Scale(current.Slope, pair.MinusXOverY, out Fq2 slope);
            Fq2.Scale(current.Intercept, pair.MinusOneOverY, out Fq2 intercept);
            Fq12.MultiplyLine(result, slope, intercept, out result);
        }
    }

    // The exponent 3(q¹² - 1)/r = (q⁶ - 1)(q² + 1)·((x - 1)²(x + q)(x² + q² - 1) + 3) (Hayashida, Hayasaka and Teruya,
    // "Efficient final exponentiation via cyclotomic structure for pairings over families of elliptic curves", 2020).
    private static Fq12 FinalExponentiation(in Fq12 value)
    {
        Fq12 f = value.Conjugate() * value.Inverse();
        f = f.Frobenius().Frobenius() * f;
        Fq12 t = PowParameter(f) * f.Conjugate();
        t = PowParameter(t) * t.Conjugate();
        t = PowParameter(t) * t.Frobenius();
        t = PowParameter(PowParameter(t)) * t.Frobenius().Frobenius() * t.Conjugate();
        Fq12.CyclotomicSquare(f, out Fq12 square);
        return t * square * f;
    }

    // value^x in the cyclotomic subgroup.
    private static Fq12 PowParameter(in Fq12 value)
    {
        Fq12 result = value;
        int squarings = 0;
        for (int bit = 62; bit >= 0; bit--)
        {
            squarings++;
            if (((CurveParameter.X >> bit) & 1) == 0)
                continue;
            SquareRepeatedly(result, squarings, out result);
            Fq12.Multiply(result, value, out result);
            squarings = 0;
        }

        // x is odd: nothing is left to square.
        return result;
    }

    private static void SquareRepeatedly(in Fq12 value, int count, out Fq12 result)
    {
        // Moving into lanes and back costs as much as one squaring.
        if (count > 1 && VectorPaths.Current == VectorPath.Vector512)
        {
            CyclotomicLanes.SquareRepeatedly(value, count, out result);
            return;
        }

        result = value;
        for (int i = 0; i < count; i++)
            Fq12.CyclotomicSquare(result, out result);
    }

    private readonly struct EvaluatedPair(Fq minusXOverY, Fq minusOneOverY, G2Prepared.Line[] lines)
    {
        public readonly Fq MinusXOverY = minusXOverY;
        public readonly Fq MinusOneOverY = minusOneOverY;
        public readonly G2Prepared.Line[] Lines = lines;
    }
}
