using LionMl.Algebra;

namespace LionMl.Circuits.Gadgets;

/// <summary>A signed integer of several slots that takes part in the last row of a tile.</summary>
/// <param name="Value">The integer, ranged to Slots·slotBits bits.</param>
/// <param name="Slot">Its lowest slot.</param>
/// <param name="Slots">How many slots it has.</param>
/// <param name="IsIn">Whether the products are added to it (from the chunk before), or it is part of what they make.</param>
/// <typeparam name="F">The field.</typeparam>
internal readonly record struct TileCarry<F>(FieldSignal<F> Value, int Slot, int Slots, bool IsIn)
    where F : unmanaged, IField<F>;
