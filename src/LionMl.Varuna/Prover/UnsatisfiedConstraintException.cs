namespace LionMl.Varuna;

/// <summary>An assignment does not satisfy its circuit, so that there is nothing to prove.</summary>
public sealed class UnsatisfiedConstraintException : Exception
{
    internal UnsatisfiedConstraintException(int circuit, int instance, int row, string scope)
        : base($"Constraint {row}{(scope.Length > 0 ? $" in '{scope}'" : "")} is not satisfied (circuit {circuit}, instance {instance})."
            + " The assignment does not belong to this circuit, or it was computed from other inputs than it claims.")
    {
        Circuit = circuit;
        Instance = instance;
        Row = row;
        Scope = scope;
    }

    /// <summary>The place of the circuit in the prover's input.</summary>
    public int Circuit { get; }

    /// <summary>The instance of the circuit.</summary>
    public int Instance { get; }

    /// <summary>The first constraint that fails.</summary>
    public int Row { get; }

    /// <summary>The scope that recorded the constraint; empty if it has none.</summary>
    public string Scope { get; }
}
