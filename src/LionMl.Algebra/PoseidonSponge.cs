using System.Runtime.InteropServices;

namespace LionMl.Algebra;

/// <summary>
/// snarkVM's Fiat-Shamir sponge: a duplex over Poseidon on <see cref="Fq"/> with a state of one capacity and two rate elements,
/// which also takes bytes, points and elements of <see cref="Fr"/>.
/// </summary>
/// <remarks>
/// Absorbing never permutes after the last element; the first squeeze after an absorption does, and the first absorption after
/// a squeeze. Empty lists change nothing.
/// </remarks>
public sealed class PoseidonSponge
{
    private const int Rate = 2;

    // A chunk of bytes, and what is used of a squeezed element: one bit less than q has.
    private const int NativeBits = 376;
    private const int NativeBytes = NativeBits / 8;

    private const int ForeignLimbs = 5;
    private const int ForeignLimbBits = 51;
    private const int PackedLimbShift = ForeignLimbBits + 2;
    private const int LongChallengeBits = 252;
    private const int ShortChallengeBits = 168;

    private readonly PoseidonState _state = new();
    private bool _squeezing;
    private int _index;

    /// <summary>Capacity and rate, for tests.</summary>
    internal Fq[] StateForTests => [_state.Capacity, _state.Rate(0), _state.Rate(1)];

    /// <summary>Absorbs native elements.</summary>
    public void Absorb(ReadOnlySpan<Fq> elements)
    {
        foreach (Fq element in elements)
            AbsorbOne(element);
    }

    /// <summary>Absorbs bytes, most significant bit first, 47 of them as one big-endian number.</summary>
    public void AbsorbBytes(ReadOnlySpan<byte> bytes)
    {
        Span<byte> chunk = stackalloc byte[Fq.LittleEndianBytes];
        while (!bytes.IsEmpty)
        {
            int length = Math.Min(bytes.Length, NativeBytes);
            chunk.Clear();
            for (int i = 0; i < length; i++)
                chunk[i] = bytes[length - 1 - i];
            _ = Fq.TryReadLittleEndian(chunk, out Fq element);
            AbsorbOne(element);
            bytes = bytes[length..];
        }
    }

    /// <summary>Absorbs elements of the scalar field; one call is one packing group.</summary>
    /// <remarks>
    /// Every element gives five limbs of 51 bits, the most significant first; the limbs of the whole call are packed in pairs, so
    /// pairs cross element borders.
    /// </remarks>
    public void AbsorbForeign(ReadOnlySpan<Fr> elements)
    {
        Span<ulong> limbs = stackalloc ulong[ForeignLimbs];
        ulong pending = 0;
        bool hasPending = false;
        foreach (Fr element in elements)
        {
            WriteLimbs(element, limbs);
            foreach (ulong limb in limbs)
            {
                if (hasPending)
                    AbsorbOne(Pack(pending, limb));
                pending = limb;
                hasPending = !hasPending;
            }
        }

        if (hasPending)
            AbsorbOne(Fq.FromUInt64(pending));
    }

    /// <summary>Absorbs points, each as x, y and 0, infinity as 0, 1, 1.</summary>
    public void AbsorbPoints(ReadOnlySpan<G1Affine> points)
    {
        foreach (G1Affine point in points)
        {
            AbsorbOne(point.X);
            AbsorbOne(point.IsInfinity ? Fq.One : point.Y);
            AbsorbOne(point.IsInfinity ? Fq.One : Fq.Zero);
        }
    }

    /// <summary>Squeezes native elements.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public Fq[] Squeeze(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var elements = new Fq[count];
        for (int i = 0; i < count; i++)
            elements[i] = SqueezeOne();
        return elements;
    }

    /// <summary>Squeezes challenges of 252 bits.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public Fr[] SqueezeFr(int count) => SqueezeBits(count, LongChallengeBits);

    /// <summary>Squeezes one challenge of 168 bits.</summary>
    public Fr SqueezeShort() => SqueezeBits(1, ShortChallengeBits)[0];

    // The low 376 bits of native elements, concatenated big-endian and cut into numbers; bits that are left over are lost.
    private Fr[] SqueezeBits(int count, int bits)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        int natives = (int)((((long)count * bits) + NativeBits - 1) / NativeBits);
        byte[] stream = new byte[natives * NativeBytes];
        Span<byte> element = stackalloc byte[Fq.LittleEndianBytes];
        for (int i = 0; i < natives; i++)
        {
            SqueezeOne().WriteLittleEndian(element);
            Span<byte> target = stream.AsSpan(i * NativeBytes, NativeBytes);
            element[..NativeBytes].CopyTo(target);
            target.Reverse();
        }

        var challenges = new Fr[count];
        for (int i = 0; i < count; i++)
            challenges[i] = ReadBits(stream, (long)i * bits, bits);
        return challenges;
    }

    private static Fr ReadBits(ReadOnlySpan<byte> stream, long firstBit, int bits)
    {
        Span<byte> number = stackalloc byte[Fr.LittleEndianBytes];
        number.Clear();
        // Both widths are multiples of four bits, so only nibbles move.
        for (int nibble = 0; nibble < bits / 4; nibble++)
        {
            long position = (firstBit / 4) + nibble;
            int value = (stream[(int)(position / 2)] >> (position % 2 == 0 ? 4 : 0)) & 15;
            int weight = (bits / 4) - 1 - nibble;
            number[weight / 2] |= (byte)(value << (4 * (weight % 2)));
        }

        // 252 bits are below r.
        _ = Fr.TryReadLittleEndian(number, out Fr result);
        return result;
    }

    private void AbsorbOne(Fq element)
    {
        if (_squeezing || _index == Rate)
        {
            _state.Permute();
            _index = 0;
            _squeezing = false;
        }

        _state.AddToRate(_index++, element);
    }

    private Fq SqueezeOne()
    {
        if (!_squeezing || _index == Rate)
        {
            _state.Permute();
            _index = 0;
            _squeezing = true;
        }

        return _state.Rate(_index++);
    }

    private static void WriteLimbs(Fr element, Span<ulong> limbs)
    {
        const ulong Mask = (1UL << ForeignLimbBits) - 1;
        Fr plain = element.ToPlainLimbs();
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<Fr, ulong>(MemoryMarshal.CreateReadOnlySpan(ref plain, 1));
        for (int i = 0; i < ForeignLimbs; i++)
        {
            int bit = i * ForeignLimbBits;
            ulong limb = words[bit / 64] >> (bit % 64);
            if (bit % 64 > 64 - ForeignLimbBits && (bit / 64) + 1 < words.Length)
                limb |= words[(bit / 64) + 1] << (64 - (bit % 64));
            limbs[ForeignLimbs - 1 - i] = limb & Mask;
        }
    }

    // high · 2^53 + low.
    private static Fq Pack(ulong high, ulong low)
    {
        UInt128 packed = ((UInt128)high << PackedLimbShift) + low;
        return Fq.FromPlainLimbs(new Fq((ulong)packed, (ulong)(packed >> 64), 0, 0, 0, 0));
    }
}
