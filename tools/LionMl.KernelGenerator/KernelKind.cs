namespace LionMl.KernelGenerator;

/// <summary>What a generated method computes over consecutive blocks of eight elements.</summary>
internal enum KernelKind
{
    /// <summary>r = a·b.</summary>
    Multiply,

    /// <summary>r = a².</summary>
    Square,

    /// <summary>r = a·f for one element f.</summary>
    Scale,

    /// <summary>(u, v) = (u + f·v, u − f·v) for one element f; u is not normalised.</summary>
    Butterfly,

    /// <summary>As <see cref="Butterfly"/> with a factor of its own for every lane, the same in all blocks.</summary>
    ButterflyLanes,

    /// <summary>(u, v) = (u + v, (u − v)·f) for one element f; u is reduced.</summary>
    InverseButterfly,

    /// <summary>As <see cref="InverseButterfly"/> with a factor of its own for every lane, the same in all blocks.</summary>
    InverseButterflyLanes,
}
