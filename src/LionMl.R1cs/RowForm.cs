namespace LionMl.R1cs;

/// <summary>The shapes that a row can take.</summary>
internal enum RowForm : byte
{
    /// <summary>a · b = c, as recorded. For a linear row: 0 · 0 = L.</summary>
    Plain,

    /// <summary>b · a = c.</summary>
    Swapped,

    /// <summary>L · L = L.</summary>
    BooleanSquare,

    /// <summary>(L − 1) · L = 0.</summary>
    BooleanHeavyA,

    /// <summary>L · (L − 1) = 0.</summary>
    BooleanHeavyB,

    /// <summary>L1 · 1 = −L2, where L = L1 + L2.</summary>
    LinearInA,

    /// <summary>1 · L1 = −L2, where L = L1 + L2.</summary>
    LinearInB,
}
