using System.Numerics;
using System.Text;

namespace LionMl.Algebra;

/// <summary>Aleo's <c>Poseidon8</c> over <see cref="Fr"/>: the hash of a list of field elements.</summary>
/// <remarks>The preimage is [domain, length, 0, 0, 0, 0, 0, 0] and then the elements; the hash is the first element squeezed.</remarks>
public static class AleoPoseidon
{
    /// <summary>Elements that are absorbed at a time.</summary>
    public const int Rate = 8;

    private static readonly Lazy<PoseidonParameters<Fr>> Shared = new(() => new PoseidonParameters<Fr>(Rate));

    /// <summary>Round keys and matrix.</summary>
    public static PoseidonParameters<Fr> Parameters => Shared.Value;

    /// <summary>The letters <c>AleoPoseidon8</c> as a little-endian number.</summary>
    public static Fr Domain { get; } = Fr.FromBigInteger(new BigInteger(Encoding.ASCII.GetBytes("AleoPoseidon8"), isUnsigned: true));

    /// <summary>The hash.</summary>
    /// <param name="elements">Any number of elements; the number is part of what is hashed.</param>
    public static Fr Hash(ReadOnlySpan<Fr> elements)
    {
        Span<Fr> state = stackalloc Fr[Rate + 1];
        state.Clear();
        state[1] = Domain;
        state[2] = Fr.FromInt64(elements.Length);
        while (!elements.IsEmpty)
        {
            Parameters.Permute(state);
            int count = Math.Min(Rate, elements.Length);
            for (int i = 0; i < count; i++)
                state[i + 1] += elements[i];
            elements = elements[count..];
        }

        Parameters.Permute(state);
        return state[1];
    }
}
