using LionMl.Algebra;

namespace LionMl.Circuits.Gadgets;

/// <summary>One product of a tile, where a decomposition's recomposition goes instead of into a packed row.</summary>
/// <typeparam name="F">The field.</typeparam>
internal sealed class TileSlot<F> : PackedRows<F>
    where F : unmanaged, IField<F>
{
    private readonly ProductTile<F> _tile;
    private readonly int _slot;

    internal TileSlot(IntegerGadgets<F> gadgets, ProductTile<F> tile, int slot)
        : base(gadgets)
    {
        _tile = tile;
        _slot = slot;
    }

    internal override int AddZero(SignalSum<F> sum)
    {
        OpenRow = _tile.Row;
        return _tile.Claim(_slot, sum);
    }
}
