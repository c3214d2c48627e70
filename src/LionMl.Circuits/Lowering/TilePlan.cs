using LionMl.Algebra;
using LionMl.Circuits.Gadgets;

namespace LionMl.Circuits;

/// <summary>How a layer's inner products are put into tiles. Decided from the graph alone, so that keys do not depend on values.</summary>
/// <param name="Reader">
/// The node whose decompositions are the tiles' last rows: the only one that reads the result; −1 if results are variables of their own.
/// </param>
/// <param name="ResultBits">Bits of each result as a variable; 0 with a reader.</param>
/// <param name="SlotBits">Bits of a slot.</param>
/// <param name="Rows">Vectors of the input in a tile.</param>
/// <param name="Columns">Vectors of weights in a tile.</param>
/// <param name="RowsAreVariables">Whether packed inputs become variables.</param>
/// <param name="ColumnsAreVariables">Whether packed weights become variables.</param>
internal sealed record TilePlan(
    int Reader, int ResultBits, int SlotBits, int Rows, int Columns, bool RowsAreVariables, bool ColumnsAreVariables)
{
    /// <summary>How lines of a convolution are cut, where that takes fewer rows; null for plain tiles.</summary>
    public LinePlan? Lines { get; init; }

    // What a row and a variable cost, in entries.
    private const int RowCost = 4;

    public static TilePlan Of(QuantizedGraph graph, int position)
    {
        var node = (TiledNode)graph.Nodes[position];
        int reader = OnlyReader(graph, position);
        int resultBits = reader < 0 ? node.Range.SignedBits : 0;
        var claimed = reader >= 0 && graph.Nodes[reader] is DecomposingNode claims
            ? claims.Limit(claims.Width)
            : IntegerRange.OfSignedBits(resultBits);

        // What a claim can be off by, before the row is known to hold.
        Int128 most = Int128.Max((Int128)node.Range.High - claimed.Low, (Int128)claimed.High - node.Range.Low);
        int slotBits = 128 - (int)Int128.LeadingZeroCount(most);
        int slots = IntegerGadgets<Fr>.TileSlots(slotBits);
        var (rows, columns) = (1, 1);
        for (int i = 1; i <= Math.Min(slots, node.BlockRows); i++)
        {
            int j = Math.Min(slots / i, node.BlockColumns);
            bool better = (Tiles(node, i, j), i + j).CompareTo((Tiles(node, rows, columns), rows + columns)) < 0;
            (rows, columns) = better ? (i, j) : (rows, columns);
        }

        var plan = Plain(node, reader, resultBits, slotBits, rows, columns);
        var lines = LinePlan.Of(node, Math.Max(slotBits, node.Range.MagnitudeBits + 1));
        return lines is not null && lines.RowsOf((ParameterConvolutionNode)node) < (plan.TilesOf(node) * node.Blocks * node.InnerLength) + plan.PackedOf(node)
            ? plan with { Lines = lines, SlotBits = lines.SlotBits }
            : plan;
    }

    private static TilePlan Plain(TiledNode node, int reader, int resultBits, int slotBits, int rows, int columns)
    {
        int rowReads = Ceiling(node.BlockColumns, columns), columnReads = Ceiling(node.BlockRows, rows);
        return new TilePlan(
            reader, resultBits, slotBits, rows, columns, Pays(rowReads, rows), Pays(columnReads, columns));
    }

    /// <summary>The number of tiles of a block.</summary>
    public long TilesOf(TiledNode node) => Tiles(node, Rows, Columns);

    /// <summary>Rows and variables of packed vectors, of the whole node.</summary>
    public long PackedOf(TiledNode node) => (long)node.InnerLength * node.Blocks
        * ((RowsAreVariables ? Ceiling(node.BlockRows, Rows) : 0) + (ColumnsAreVariables ? Ceiling(node.BlockColumns, Columns) : 0));

    private static long Tiles(TiledNode node, int rows, int columns) =>
        (long)Ceiling(node.BlockRows, rows) * Ceiling(node.BlockColumns, columns);

    private static int Ceiling(int count, int size) => (count + size - 1) / size;

    private static bool Pays(int reads, int terms) => reads * (terms - 1) > terms + 1 + RowCost;

    private static int OnlyReader(QuantizedGraph graph, int position)
    {
        int reader = -1, reads = graph.Outputs.Count(output => output.Node == position);
        for (int i = position + 1; i < graph.Nodes.Count && reads < 2; i++)
        {
            int own = graph.Nodes[i].Inputs.Count(input => input == position);
            reads += own;
            reader = own > 0 ? i : reader;
        }

        return reads == 1 && reader >= 0 && graph.Nodes[reader] is ReluNode or RescaleNode ? reader : -1;
    }
}
