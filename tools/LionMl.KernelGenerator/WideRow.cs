namespace LionMl.KernelGenerator;

/// <summary>A row, or a group of rows with one row per limb, of a field's two constant tables.</summary>
internal enum WideRow
{
    /// <summary>Both tables: the limbs of Q'.</summary>
    StepFactor,

    /// <summary>Both tables: the limbs of p.</summary>
    Modulus,

    /// <summary>Integers: 2^w − 1.</summary>
    Mask,

    /// <summary>Integers: what turns the shifted bits of a fresh high sum into zero.</summary>
    Unbias,

    /// <summary>Integers: −p⁻¹ mod 2^w.</summary>
    NegativeInverse,

    /// <summary>Reals: where a high sum starts.</summary>
    Origin,

    /// <summary>Reals: 2^(w·(n−1)) / p, which turns a top limb into a multiple of p.</summary>
    InverseTop,
}
