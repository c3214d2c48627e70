namespace LionMl.Circuits;

/// <summary>What two numbers are compared for.</summary>
internal enum Comparison
{
    /// <summary>left &lt; right.</summary>
    Less,

    /// <summary>left ≤ right.</summary>
    LessOrEqual,

    /// <summary>left &gt; right.</summary>
    Greater,

    /// <summary>left ≥ right.</summary>
    GreaterOrEqual,

    /// <summary>left = right.</summary>
    Equal,
}
