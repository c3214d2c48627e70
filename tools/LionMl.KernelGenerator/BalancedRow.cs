namespace LionMl.KernelGenerator;

/// <summary>Rows of the table of doubles for the narrow vectors; numbers with one row per limb have balanced limbs.</summary>
internal enum BalancedRow
{
    /// <summary>Q'.</summary>
    StepFactor,

    /// <summary>p.</summary>
    Modulus,

    /// <summary>−p⁻¹ mod 2^w.</summary>
    NegativeInverse,

    /// <summary>2^(w·(n−1)) / p.</summary>
    InverseTop,
}
