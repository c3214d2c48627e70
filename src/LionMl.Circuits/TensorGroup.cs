namespace LionMl.Circuits;

/// <summary>The groups of tensors that a <see cref="VisibilityPlan"/> speaks of.</summary>
public enum TensorGroup
{
    /// <summary>What the caller gives to the model.</summary>
    Input,

    /// <summary>What the model answers.</summary>
    Output,

    /// <summary>Weights and other constants of the model.</summary>
    Params,
}
