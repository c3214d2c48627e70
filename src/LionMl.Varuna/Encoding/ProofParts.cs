using LionMl.Algebra;

namespace LionMl.Varuna;

/// <summary>The messages of a prover; the names are snarkVM's. Circuits stand in ascending order of their ids.</summary>
internal sealed class ProofParts
{
    /// <summary>w, per circuit and instance.</summary>
    internal required G1Affine[][] Witnesses { get; init; }

    internal required G1Affine Mask { get; init; }

    internal required G1Affine H0 { get; init; }

    internal required G1Affine G1 { get; init; }

    internal required G1Affine H1 { get; init; }

    /// <summary>g_a, g_b, g_c, per circuit.</summary>
    internal required MatrixTriple<G1Affine>[] G { get; init; }

    internal required G1Affine H2 { get; init; }

    internal required Fr G1AtBeta { get; init; }

    /// <summary>g_a(gamma), g_b(gamma), g_c(gamma), per circuit.</summary>
    internal required MatrixTriple<Fr>[] GAtGamma { get; init; }

    /// <summary>The third message's sums, per circuit and instance: the rows' values (Az)(alpha), (Bz)(alpha), (Cz)(alpha).</summary>
    internal required MatrixTriple<Fr>[][] ThirdSums { get; init; }

    /// <summary>The fourth message's sums, per circuit: A(alpha, beta)/|K_a| and so on.</summary>
    internal required MatrixTriple<Fr>[] FourthSums { get; init; }

    /// <summary>The openings at alpha, beta and gamma.</summary>
    internal required Opening[] Openings { get; init; }
}

/// <summary>An opening at one point: the commitment to the quotient and, if anything opened is hiding, the blinding's value.</summary>
internal readonly record struct Opening(G1Affine Witness, Fr? RandomValue);
