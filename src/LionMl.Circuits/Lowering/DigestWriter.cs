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

    /// <summary>Writes the hash of what was added as a public input.</summary>
    public void Publish()
    {
        _ = _poseidon.Publish(_poseidon.Hash([.. _preimage]));
        _preimage.Clear();
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
