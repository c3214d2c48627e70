using LionMl.Algebra;
using LionMl.Circuits.Gadgets;

namespace LionMl.Circuits;

/// <content>Inner products of values that are not part of the circuit.</content>
internal sealed partial class Lowering
{
    private readonly PackedRows<Fr>[]?[] _slots;

    /// <summary>Where the recomposition of an element of an input goes: into a packed row, or into the tile that it is a product of.</summary>
    public PackedRows<Fr> PackerOf(int input, int element) => _slots[Graph.Nodes[_position].Inputs[input]]?[element] ?? Packer;

    /// <summary>Writes the tiles of the node being lowered.</summary>
    public void WriteTiles(TiledNode node, IntegerSignal<Fr>[] result)
    {
        var plan = TilePlan.Of(Graph, _position);
        var slots = plan.Reader < 0 ? null : _slots[_position] = new PackedRows<Fr>[node.Count];
        if (plan.Lines is { } lines)
        {
            WriteLines((ParameterConvolutionNode)node, plan, lines, result, slots);
            return;
        }

        for (int block = 0; block < node.Blocks; block++)
        {
            PackedVector<Fr>[] left = [.. Starts(node.BlockRows, plan.Rows).Select(start => PackInputs(node, plan, block, start))];
            PackedVector<Fr>[] right = [.. Starts(node.BlockColumns, plan.Columns).Select(start => PackWeights(node, plan, block, start))];
            for (int i = 0; i < left.Length; i++)
            {
                for (int j = 0; j < right.Length; j++)
                {
                    WriteTile(node, plan, left[i], right[j], (block, i * plan.Rows, j * plan.Columns), result, slots);
                }
            }
        }
    }

    private static IEnumerable<int> Starts(int count, int size)
    {
        for (int start = 0; start < count; start += size)
        {
            yield return start;
        }
    }

    private PackedVector<Fr> PackInputs(TiledNode node, TilePlan plan, int block, int start) => Gadgets.PackVectors(
        plan.Rows,
        node.InnerLength,
        plan.SlotBits * plan.Columns,
        (i, k) => start + i < node.BlockRows && node.InputAt(block, start + i, k) is >= 0 and var element ? Operand(0, element) : null,
        plan.RowsAreVariables,
        Graph.Nodes[node.Inputs[0]].Range);

    private PackedVector<Fr> PackWeights(TiledNode node, TilePlan plan, int block, int start) => Gadgets.PackVectors(
        plan.Columns,
        node.InnerLength,
        plan.SlotBits,
        (j, k) => start + j < node.BlockColumns ? Operand(1, node.WeightAt(block, start + j, k)) : null,
        plan.ColumnsAreVariables);

    private void WriteTile(
        TiledNode node,
        TilePlan plan,
        PackedVector<Fr> left,
        PackedVector<Fr> right,
        (int Block, int Row, int Column) first,
        IntegerSignal<Fr>[] result,
        PackedRows<Fr>[]? slots)
    {
        int rows = Math.Min(plan.Rows, node.BlockRows - first.Row), columns = Math.Min(plan.Columns, node.BlockColumns - first.Column);
        var tile = Gadgets.MultiplyTile(left, right, plan.SlotBits);
        for (int i = 0; i < plan.Rows; i++)
        {
            for (int j = 0; j < plan.Columns; j++)
            {
                var slot = tile.Slot((i * plan.Columns) + j);
                if (i >= rows || j >= columns)
                {
                    // Behind the last row or column every product is zero by itself.
                    Gadgets.LeaveEmpty(slot);
                    continue;
                }

                int element = node.ResultAt(first.Block, first.Row + i, first.Column + j);
                Gadgets.Element = element;
                var product = Gadgets.TileProduct(
                    left, right, Operand(2, node.BiasAt(first.Block, first.Column + j)), Value(element), node.InnerLength);
                Place(element, product, slot, plan, result, slots);
            }
        }
    }

    // Its reader claims the product, or a variable of its own.
    private void Place(
        int element,
        IntegerSignal<Fr> product,
        PackedRows<Fr> slot,
        TilePlan plan,
        IntegerSignal<Fr>[] result,
        PackedRows<Fr>[]? slots)
    {
        if (slots is not null)
        {
            (slots[element], result[element]) = (slot, product);
        }
        else
        {
            result[element] = Gadgets.UnpackProduct(product, slot, plan.ResultBits, PublicVariable(element));
        }
    }
}
