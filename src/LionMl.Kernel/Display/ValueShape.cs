namespace LionMl.Kernel.Display;

/// <summary>How a value is laid out.</summary>
internal enum ValueShape
{
    /// <summary>One piece of text.</summary>
    Scalar,

    /// <summary>A string: quoted where it stands inside of another value.</summary>
    Quoted,

    /// <summary>A sequence.</summary>
    List,

    /// <summary>Keys and values.</summary>
    Map,

    /// <summary>A tuple.</summary>
    Tuple,

    /// <summary>Named members.</summary>
    Members,
}
