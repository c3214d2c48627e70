namespace LionMl.Circuits;

/// <summary>How much a layer deserves attention.</summary>
public enum LayerSeverity
{
    /// <summary>Nothing to do.</summary>
    None,

    /// <summary>A large share of the cost.</summary>
    Notable,

    /// <summary>The larger part of the cost, or a width without reserve.</summary>
    High,
}
