namespace LionMl.Circuits;

/// <summary>
/// What makes circuits smaller without changing what they compute, beyond the choice of scales. All are always on; tests turn one off to
/// measure what it saves.
/// </summary>
[Flags]
internal enum Passes
{
    /// <summary>Everything is written as the model says.</summary>
    None = 0,

    /// <summary>Batch normalisation, factors and summands become part of the weights of the layer before them.</summary>
    Folding = 1 << 0,

    /// <summary>Equal operations on the same tensors are done once.</summary>
    CommonSubexpressions = 1 << 1,

    /// <summary>Lookups with the same index share its one-hot selectors: common sub-expressions, of selectors only.</summary>
    OneHotReuse = 1 << 2,

    /// <summary>Widths never exceed what intervals of the weights allow for, and channels have their own.</summary>
    BoundTightening = 1 << 3,

    /// <summary>Maxima are taken before a ReLU, which then works on fewer elements.</summary>
    PoolBeforeActivation = 1 << 4,

    /// <summary>What no output needs is left out.</summary>
    DeadNodes = 1 << 5,

    /// <summary>Functions of functions of one tensor become one table.</summary>
    FunctionFusion = 1 << 6,

    /// <summary>A wide tensor is rescaled before a layer where that costs less than wide results behind it.</summary>
    Narrowing = 1 << 7,

    /// <summary>Entries are spread over the three matrices, to stay below a power of two in each.</summary>
    Balancing = 1 << 8,

    /// <summary>All of them.</summary>
    All = (1 << 9) - 1,
}
