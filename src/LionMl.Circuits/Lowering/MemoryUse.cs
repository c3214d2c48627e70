namespace LionMl.Circuits;

/// <summary>What a circuit needs memory for.</summary>
public enum MemoryUse
{
    /// <summary>Making the constraints, which every step begins with.</summary>
    Constraints,

    /// <summary>Making the constraints, computing a witness and checking it.</summary>
    Check,

    /// <summary>Making keys.</summary>
    Setup,

    /// <summary>Making a proof.</summary>
    Proof,
}
