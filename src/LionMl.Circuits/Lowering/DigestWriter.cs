using LionMl.Algebra;
using LionMl.Circuits.Gadgets;
using LionMl.R1cs;

namespace LionMl.Circuits;

/// <summary>Writes hashes of tensors into a constraint system.</summary>
internal sealed class DigestWriter(ConstraintSystem<Fr> system)
{
    private readonly PoseidonGadget<Fr> _poseidon = new(system, AleoPoseidon.Parameters, AleoPoseidon.Domain);
    private readonly LinearCombinationBuilder<Fr> _terms = system.Combine();
    private readonly List<FieldSignal<Fr>> _preimage = [];
    private Fr _value;
    private int _element;

    /// <summary>Begins a preimage with a salt, which nothing bounds.</summary>
    /// <param name="salt">Its value; ignored while recording.</param>
    public void AddSalt(Fr salt)
    {
        Variable variable = system.AllocatePrivate(salt);
        _preimage.Add(new FieldSignal<Fr>(
            system.IsRecording ? variable : LinearCombination<Fr>.Untracked, system.IsRecording ? Fr.Zero : salt));
    }

    /// <summary>Packs integers in raw form.</summary>
    /// <remarks>
    /// Injective, because the node's range, which rows enforce and the encoding was made for, lies within the digits, and the digits of an
    /// element stay below 2^248.
    /// </remarks>
    public void AddRaw(DigestEncoding encoding, int count, Func<int, IntegerSignal<Fr>> signal)
    {
        Fr offset = Fr.FromBigInteger(encoding.DigitOffset);
        Fr digit = Fr.FromBigInteger(System.Numerics.BigInteger.One << encoding.DigitBits);
        for (int start = 0; start < count; start += encoding.DigitsPerElement)
        {
            Fr factor = Fr.One;
            for (int i = start; i < Math.Min(count, start + encoding.DigitsPerElement); i++)
            {
                var one = signal(i);
                Add(factor, one);
                AddConstant(factor * offset);
                factor *= digit;
            }

            Close();
        }
    }

    /// <summary>Packs integers in Leo's form.</summary>
    /// <param name="encoding">The encoding.</param>
    /// <param name="count">The number of integers.</param>
    /// <param name="signal">Each integer.</param>
    /// <param name="digits">Its digits: of the integer, or of its distance from the lowest of so many bits if there are negative ones.</param>
    /// <remarks>
    /// An integer that lies within one element is added as a whole: itself, plus 2^DigitBits where it is negative, which its top digit
    /// tells. Only where a border cuts it, its bits are added one by one. Injective, since 2^252 is below the modulus.
    /// </remarks>
    public void AddLeo(
        DigestEncoding encoding, int count, Func<int, IntegerSignal<Fr>> signal, Func<int, SignalBits<Fr>> digits)
    {
        _element = 0;
        int at = DigestEncoding.LeoPrefix(count, PutConstant);
        for (int i = 0; i < count; i++)
        {
            at = encoding.LeoLiteralHeader(at, PutConstant);
            int end = at + encoding.DigitBits;
            if (at / DigestEncoding.LeoElementBits == (end - 1) / DigestEncoding.LeoElementBits)
            {
                Add(PowerAt(at), signal(i));
                if (encoding.Signed)
                {
                    AddSign(PowerAt(at) * Power(encoding.DigitBits), digits(i));
                }
            }
            else
            {
                AddBits(encoding, at, digits(i));
            }

            at = end;
        }

        PutConstant(1, 1, at);
        Close();
    }

    /// <summary>Writes the hash of what was added as a public input.</summary>
    public void Publish()
    {
        _ = _poseidon.Publish(_poseidon.Hash([.. _preimage]));
        _preimage.Clear();
    }

    private static Fr Power(int bits) => Fr.FromBigInteger(System.Numerics.BigInteger.One << bits);

    // Bits one by one; those of the sign fill up what the digits leave.
    private void AddBits(DigestEncoding encoding, int at, in SignalBits<Fr> digits)
    {
        int own = encoding.Signed ? digits.Count - 1 : digits.Count;
        for (int i = 0; i < encoding.DigitBits; i++)
        {
            Fr power = PowerAt(at + i);
            if (i < own)
            {
                Add(power, digits[i]);
            }
            else if (encoding.Signed)
            {
                AddSign(power, digits);
            }
        }
    }

    // factor · (1 − top digit): 1 where the integer is negative.
    private void AddSign(Fr factor, in SignalBits<Fr> digits)
    {
        AddConstant(factor);
        Add(-factor, digits[digits.Count - 1]);
    }

    private void PutConstant(ulong value, int count, int start)
    {
        for (int i = 0; i < count; i++)
        {
            Fr power = PowerAt(start + i);
            if (((value >> i) & 1) != 0)
            {
                AddConstant(power);
            }
        }
    }

    // What a bit is worth in its element; elements before it are closed.
    private Fr PowerAt(int bit)
    {
        while (_element < bit / DigestEncoding.LeoElementBits)
        {
            Close();
            _element++;
        }

        return Power(bit % DigestEncoding.LeoElementBits);
    }

    private void Add(Fr factor, in IntegerSignal<Fr> signal)
    {
        if (system.IsRecording)
        {
            _ = _terms.Add(factor, signal.Combination);
        }
        else
        {
            _value += factor * Fr.FromInt64(signal.Value);
        }
    }

    private void AddConstant(Fr value)
    {
        if (system.IsRecording)
        {
            _ = _terms.AddConstant(value);
        }
        else
        {
            _value += value;
        }
    }

    // What was collected is the next element.
    private void Close()
    {
        _preimage.Add(new FieldSignal<Fr>(system.IsRecording ? _terms.Build() : LinearCombination<Fr>.Untracked, _value));
        _value = Fr.Zero;
    }
}
