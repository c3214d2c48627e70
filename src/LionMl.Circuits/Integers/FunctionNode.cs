using System.Collections.Immutable;
using LionMl.Algebra;
using LionMl.Circuits.Gadgets;

namespace LionMl.Circuits;

/// <summary>Element by element, a function in pieces: the activations, exponentials and logarithms of a model.</summary>
public sealed class FunctionNode : DecomposingNode
{
    internal FunctionNode(NodeHeader header, PiecewiseTable table, ImmutableArray<int> widths)
        : base(header, widths) => Table = table;

    /// <summary>The function.</summary>
    public PiecewiseTable Table { get; }

    internal override NodeTag Tag => NodeTag.Function;

    internal override long Offset => -Table.Base;

    internal override int ExtraRows => Table.ExtraRows(Width);

    internal override double ExtraEntries => Table.ExtraEntries(Width);

    internal static FunctionNode Read(NodeHeader header, ArtifactReader reader)
    {
        var table = new PiecewiseTable
        {
            Base = reader.Integer(),
            Shift = reader.Integer(0, MaxWidth, "a shift"),
            IndexBits = reader.Integer(1, MaxWidth, "the bits of an index"),
            SegmentBits = reader.Integer(1, PiecewiseTable.MaxSegmentBits, "the pieces of a function"),
            Values = [.. reader.Integers("values")],
            Slopes = [.. reader.Integers("slopes")],
            Below = reader.Integer(0, 1, "a rule below") == 0 ? null : reader.Integer(),
            Above = reader.Integer(0, 1, "a rule above") == 0 ? null : reader.Integer(),
            AboveSlope = reader.Integer(),
        };
        return new FunctionNode(header, table, ReadWidths(reader));
    }

    internal override IntegerNode WithWidths(ImmutableArray<int> widths) =>
        new FunctionNode(Header, Table, AtLeast(widths, Table.LeastWidth));

    internal override int WidthFor(IntegerRange values)
    {
        long low = values.Low - Table.Base, high = values.High - Table.Base;
        if (Table.Above is null)
        {
            high = Math.Min(high, (1L << (Table.Shift + Table.IndexBits)) - 1);
        }

        int needed = Table.Below is null ? IntegerRange.BitsOf(high) : new IntegerRange(low, Math.Max(low, high)).SignedBits;
        return Math.Max(Table.LeastWidth, needed);
    }

    internal override IntegerRange Limit(int width) => Table.Domain(width);

    internal override IntegerRange Bound(IReadOnlyList<IntegerNode> inputs)
    {
        Require(inputs.Count == 1 && inputs[0].Count == Count, "the shape of its input");
        if (Table.Problem() is { } problem)
        {
            throw Misfit(problem);
        }

        Accept([inputs[0].Range], Table.LeastWidth);
        bool open = Table.Below is not null || Table.Above is not null;
        Require(open || Width == Table.LeastWidth, "the width of its table");
        Require(Int128.Abs((Int128)inputs[0].Range.Low - Table.Base) >> IntegerRange.MaxMagnitudeBits == 0, "the base of its table");
        Require(Int128.Abs((Int128)inputs[0].Range.High - Table.Base) >> IntegerRange.MaxMagnitudeBits == 0, "the base of its table");
        var results = Table.Results(Width, Layer);
        return IntegerRange.Checked(results.Low, results.High, Layer);
    }

    internal override void Run(long[][] inputs, long[] output, WidthObserver? observed)
    {
        long[] values = inputs[0];
        var domain = Table.Domain(Width);
        for (int i = 0; observed is not null && i < values.Length; i++)
        {
            // A calibration may find a wider width, but nothing where the function has no rule.
            bool refused = (Table.Below is null && values[i] < domain.Low) || (Table.Above is null && values[i] > domain.High);
            if (refused)
            {
                throw Outside(values, i, domain, "The function was tabulated for other numbers. ");
            }
        }

        Admit(values, observed);
        for (int i = 0; i < output.Length; i++)
        {
            output[i] = Table.Evaluate(values[i]);
        }
    }

    internal override void Lower(Lowering lowering, IntegerSignal<Fr>[] result)
    {
        foreach (int i in lowering.PackingOrder(this))
        {
            lowering.Gadgets.Element = i;
            result[i] = lowering.Gadgets.Piecewise(lowering.Operand(0, i), Table, Width, lowering.Packer, lowering.PublicVariable(i));
        }
    }

    internal override void Write(ArtifactWriter writer)
    {
        writer.Integer(Table.Base);
        writer.Integer(Table.Shift);
        writer.Integer(Table.IndexBits);
        writer.Integer(Table.SegmentBits);
        writer.Integers(Table.Values.AsSpan());
        writer.Integers(Table.Slopes.AsSpan());
        WriteRule(writer, Table.Below);
        WriteRule(writer, Table.Above);
        writer.Integer(Table.AboveSlope);
        WriteWidths(writer);
    }

    private static void WriteRule(ArtifactWriter writer, long? rule)
    {
        writer.Integer(rule is null ? 0 : 1);
        if (rule is { } value)
        {
            writer.Integer(value);
        }
    }
}
