using System.Numerics;
using LionMl.Algebra;
using LionMl.Circuits.Gadgets;

namespace LionMl.Circuits;

/// <content>Convolutions by lines: neighbouring results share products.</content>
internal sealed partial class Lowering
{
    private void WriteLines(
        ParameterConvolutionNode node, TilePlan plan, LinePlan lines, IntegerSignal<Fr>[] result, PackedRows<Fr>[]? slots)
    {
        int length = LinePlan.LengthOf(node), taps = node.LineTaps;
        for (int block = 0; block < node.Blocks; block++)
        {
            int own = block;
            PackedVector<Fr>[] weights = [.. Enumerable.Range(0, node.BlockColumns).Select(column => Gadgets.PackVectors(
                taps,
                length,
                lines.SlotBits,
                (j, k) => Operand(1, node.WeightAt(own, column, (k * taps) + taps - 1 - j)),
                asVariables: true))];
            for (int line = 0; line < node.BlockRows / node.LineResults; line++)
            {
                int at = line;
                PackedVector<Fr>[] inputs = [.. Starts(node.LineInputs, lines.Inputs).Select(start => Gadgets.PackVectors(
                    lines.Inputs,
                    length,
                    lines.SlotBits,
                    (i, k) => start + i < node.LineInputs && node.LineInputAt(own, at, k, start + i) is >= 0 and var element
                        ? Operand(0, element)
                        : null,
                    asVariables: true,
                    Graph.Nodes[node.Inputs[0]].Range))];
                for (int column = 0; column < weights.Length; column++)
                {
                    WriteLine(node, plan, lines, inputs, weights[column], (block, line, column), result, slots);
                }
            }
        }
    }

    private void WriteLine(
        ParameterConvolutionNode node,
        TilePlan plan,
        LinePlan lines,
        PackedVector<Fr>[] inputs,
        PackedVector<Fr> weights,
        (int Block, int Line, int Column) place,
        IntegerSignal<Fr>[] result,
        PackedRows<Fr>[]? slots)
    {
        int taps = node.LineTaps, last = inputs.Length - 1;
        long[] coefficients = Coefficients(node, place, 0, node.LineInputs);
        int row = _system.IsRecording ? Gadgets.NextPackedRow() : 0;
        var carries = new List<TileCarry<Fr>>();
        TileCarry<Fr>? before = null;
        for (int chunk = 0; chunk <= last; chunk++)
        {
            int first = chunk * lines.Inputs;
            carries.Clear();
            if (before is { } carried)
            {
                carries.Add(carried with { Slot = 0, IsIn = true });
            }

            if (chunk == 0 && lines.Head > 0)
            {
                carries.Add(Carry(coefficients.AsSpan(0, lines.Head), 0, lines));
            }

            before = null;
            if (chunk < last)
            {
                int next = first + lines.Inputs;
                long[] partial = Coefficients(node, place, next - taps + 1, next);
                before = Carry(partial.AsSpan(next, taps - 1), lines.Inputs, lines);
                carries.Add(before.Value);
            }
            else if (lines.Tail > 0)
            {
                carries.Add(Carry(coefficients.AsSpan(coefficients.Length - lines.Tail), coefficients.Length - lines.Tail - first, lines));
            }

            var tile = Gadgets.MultiplyChunk(inputs[chunk], weights, lines.SlotBits, [.. carries], row);
            for (int slot = 0; slot < lines.Inputs + taps - 1; slot++)
            {
                int at = first + slot - lines.Head;
                bool isResult = at >= 0 && at < node.LineResults && (slot < lines.Inputs || chunk == last);
                if (!isResult)
                {
                    // Part of a carry, or behind the last input.
                    Gadgets.LeaveEmpty(tile.Slot(slot));
                    continue;
                }

                int element = node.ResultAt(place.Block, (place.Line * node.LineResults) + at, place.Column);
                Gadgets.Element = element;
                var product = Gadgets.TileProduct(
                    inputs[chunk], weights, Operand(2, node.BiasAt(place.Block, place.Column)), Value(element), node.InnerLength);
                Place(element, product, tile.Slot(slot), plan, result, slots);
            }
        }
    }

    /// <summary>Coefficients as one integer, the lowest in the lowest slot.</summary>
    private TileCarry<Fr> Carry(ReadOnlySpan<long> coefficients, int slot, LinePlan lines)
    {
        BigInteger value = 0;
        for (int i = coefficients.Length - 1; i >= 0; i--)
        {
            value = (value << lines.SlotBits) + coefficients[i];
        }

        return new TileCarry<Fr>(
            Gadgets.WideInteger(value, coefficients.Length * lines.SlotBits), slot, coefficients.Length, IsIn: false);
    }

    /// <summary>The coefficients that some of a line's inputs make; zeros while recording.</summary>
    private long[] Coefficients(ParameterConvolutionNode node, (int Block, int Line, int Column) place, int start, int end)
    {
        int taps = node.LineTaps;
        long[] coefficients = new long[node.LineInputs + taps - 1];
        for (int k = 0; k < LinePlan.LengthOf(node) && _values is not null; k++)
        {
            for (int a = start; a < end; a++)
            {
                int element = node.LineInputAt(place.Block, place.Line, k, a);
                long x = element < 0 ? 0 : Operand(0, element).Value;
                for (int j = 0; j < taps && x != 0; j++)
                {
                    coefficients[a + taps - 1 - j] += x * Operand(1, node.WeightAt(place.Block, place.Column, (k * taps) + j)).Value;
                }
            }
        }

        return coefficients;
    }
}
