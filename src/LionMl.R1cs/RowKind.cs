namespace LionMl.R1cs;

/// <summary>How much freedom a recorded row leaves to its placement in the three matrices.</summary>
internal enum RowKind : byte
{
    /// <summary>a · b = c as it stands.</summary>
    Fixed,

    /// <summary>u · v = w, the factors may be exchanged.</summary>
    Product,

    /// <summary>One combination, to be made 0 or 1.</summary>
    Boolean,

    /// <summary>One combination, to be made zero.</summary>
    Linear,
}
