using System.Numerics;

namespace LionMl.Algebra;

/// <summary>
/// Inversion modulo an odd prime by division steps (Bernstein and Yang, "Fast constant-time gcd computation and modular
/// inversion", 2019), in its variable-time form: 62 steps at a time on the low words, then one update of the full numbers.
/// </summary>
internal sealed class ModularInverse
{
    // Numbers are signed sums of limbs of 62 bits; the top limb carries the sign.
    private const int LimbBits = 62;
    private const ulong LimbMask = (1UL << LimbBits) - 1;
    private const int MaxLimbs = 7;

    private readonly long[] _modulus;
    private readonly ulong _modulusInverse;

    private ModularInverse(BigInteger modulus, int limbs)
    {
        _modulus = new long[limbs];
        for (int i = 0; i < limbs; i++)
            _modulus[i] = (long)(ulong)((modulus >> (LimbBits * i)) & LimbMask);
        // Newton's iteration doubles the right bits of p^-1 mod 2^k each time; an odd number is its own inverse mod 8.
        ulong low = (ulong)_modulus[0];
        ulong inverse = low;
        for (int bits = 3; bits < LimbBits; bits *= 2)
            inverse *= 2 - (low * inverse);
        _modulusInverse = inverse & LimbMask;
    }

    public static ModularInverse OfFr { get; } = new(Fr.Modulus, 5);

    public static ModularInverse OfFq { get; } = new(Fq.Modulus, 7);

    /// <summary>Replaces a number in (0, p), little-endian words, by its inverse in (0, p).</summary>
    public void Invert(Span<ulong> words)
    {
        int n = _modulus.Length;
        Span<long> f = stackalloc long[MaxLimbs];
        Span<long> g = stackalloc long[MaxLimbs];
        Span<long> d = stackalloc long[MaxLimbs];
        Span<long> e = stackalloc long[MaxLimbs];
        d.Clear();
        e.Clear();
        _modulus.CopyTo(f);
        Unpack(words, g[..n]);
        e[0] = 1;
        long eta = -1;
        int length = n;
        // Invariants: d·x = f and e·x = g modulo p; gcd(f, g) = 1. Ends with g = 0 and f = 1 or -1.
        while (true)
        {
            StepMatrix matrix = Divide((ulong)f[0], (ulong)g[0], ref eta);
            UpdateModular(d[..n], e[..n], matrix);
            UpdateExact(f[..length], g[..length], matrix);
            if (!g[..length].ContainsAnyExcept(0L))
                break;
            // Drop a limb that holds nothing but the sign of the one below.
            long topF = f[length - 1];
            long topG = g[length - 1];
            if (length > 1 && (topF ^ (topF >> 63)) == 0 && (topG ^ (topG >> 63)) == 0)
            {
                f[length - 2] |= topF << LimbBits;
                g[length - 2] |= topG << LimbBits;
                length--;
            }
        }

        Normalize(d[..n], negate: f[length - 1] < 0);
        Pack(d[..n], words);
    }

    // 62 division steps on the low bits: 2^62 · (f', g') = (U f + V g, Q f + R g).
    private static StepMatrix Divide(ulong f, ulong g, ref long eta)
    {
        ulong u = 1, v = 0, q = 0, r = 1;
        int left = LimbBits;
        while (true)
        {
            // The guard bits end the count at the steps that are left.
            int zeros = BitOperations.TrailingZeroCount(g | (ulong.MaxValue << left));
            g >>= zeros;
            u <<= zeros;
            v <<= zeros;
            eta -= zeros;
            left -= zeros;
            if (left == 0)
                return new StepMatrix((long)u, (long)v, (long)q, (long)r);
            if (eta < 0)
            {
                eta = -eta;
                (f, g) = (g, 0 - f);
                (u, q) = (q, 0 - u);
                (v, r) = (r, 0 - v);
            }

            // Up to six low bits of g can be cleared at once, as long as f and g would not be exchanged meanwhile.
            // f·(2 - f²) is f^-1 mod 64, so -g·f^-1 = g·f·(f² - 2).
            int limit = (int)Math.Min(Math.Min(eta + 1, left), 6);
            ulong w = f * g * ((f * f) - 2) & ((1UL << limit) - 1);
            g += f * w;
            q += u * w;
            r += v * w;
        }
    }

    // (f, g) := matrix · (f, g) / 2^62, exactly.
    private static void UpdateExact(Span<long> f, Span<long> g, in StepMatrix t)
    {
        Int128 sumF = 0;
        Int128 sumG = 0;
        for (int i = 0; i < f.Length; i++)
        {
            sumF += Multiply(t.U, f[i]) + Multiply(t.V, g[i]);
            sumG += Multiply(t.Q, f[i]) + Multiply(t.R, g[i]);
            if (i > 0)
            {
                f[i - 1] = (long)((ulong)sumF & LimbMask);
                g[i - 1] = (long)((ulong)sumG & LimbMask);
            }

            sumF >>= LimbBits;
            sumG >>= LimbBits;
        }

        f[^1] = (long)sumF;
        g[^1] = (long)sumG;
    }

    // (d, e) := matrix · (d, e) / 2^62 modulo p, with both staying in (-2p, p).
    private void UpdateModular(Span<long> d, Span<long> e, in StepMatrix t)
    {
        long signD = d[^1] >> 63;
        long signE = e[^1] >> 63;
        // Adding p to a negative operand keeps the range; then a multiple of p clears the low limb.
        long multipleD = (t.U & signD) + (t.V & signE);
        long multipleE = (t.Q & signD) + (t.R & signE);
        ulong lowD = ((ulong)t.U * (ulong)d[0]) + ((ulong)t.V * (ulong)e[0]);
        ulong lowE = ((ulong)t.Q * (ulong)d[0]) + ((ulong)t.R * (ulong)e[0]);
        multipleD -= (long)(((_modulusInverse * lowD) + (ulong)multipleD) & LimbMask);
        multipleE -= (long)(((_modulusInverse * lowE) + (ulong)multipleE) & LimbMask);
        Int128 sumD = 0;
        Int128 sumE = 0;
        for (int i = 0; i < d.Length; i++)
        {
            sumD += Multiply(t.U, d[i]) + Multiply(t.V, e[i]) + Multiply(_modulus[i], multipleD);
            sumE += Multiply(t.Q, d[i]) + Multiply(t.R, e[i]) + Multiply(_modulus[i], multipleE);
            if (i > 0)
            {
                d[i - 1] = (long)((ulong)sumD & LimbMask);
                e[i - 1] = (long)((ulong)sumE & LimbMask);
            }

            sumD >>= LimbBits;
            sumE >>= LimbBits;
        }

        d[^1] = (long)sumD;
        e[^1] = (long)sumE;
    }

    // From (-2p, p), perhaps negated, to [0, p).
    private void Normalize(Span<long> d, bool negate)
    {
        if (d[^1] < 0)
            AddModulus(d, 1);
        if (negate)
        {
            for (int i = 0; i < d.Length; i++)
                d[i] = -d[i];
            AddModulus(d, 0);
        }

        if (d[^1] < 0)
            AddModulus(d, 1);
    }

    private void AddModulus(Span<long> d, long times)
    {
        long carry = 0;
        for (int i = 0; i < d.Length; i++)
        {
            long sum = d[i] + (times * _modulus[i]) + carry;
            carry = sum >> LimbBits;
            d[i] = i + 1 < d.Length ? sum & (long)LimbMask : sum;
        }
    }

    private static Int128 Multiply(long left, long right)
    {
        long high = Math.BigMul(left, right, out long low);
        return new Int128((ulong)high, (ulong)low);
    }

    private static void Unpack(ReadOnlySpan<ulong> words, Span<long> limbs)
    {
        for (int i = 0; i < limbs.Length; i++)
        {
            int bit = LimbBits * i;
            int word = bit / 64;
            int shift = bit % 64;
            ulong value = word < words.Length ? words[word] >> shift : 0;
            if (shift > 64 - LimbBits && word + 1 < words.Length)
                value |= words[word + 1] << (64 - shift);
            limbs[i] = (long)(value & LimbMask);
        }
    }

    private static void Pack(ReadOnlySpan<long> limbs, Span<ulong> words)
    {
        for (int i = 0; i < words.Length; i++)
        {
            int bit = 64 * i;
            int limb = bit / LimbBits;
            int shift = bit % LimbBits;
            ulong value = (ulong)limbs[limb] >> shift;
            if (limb + 1 < limbs.Length)
                value |= (ulong)limbs[limb + 1] << (LimbBits - shift);
            words[i] = value;
        }
    }

    private readonly record struct StepMatrix(long U, long V, long Q, long R);
}
