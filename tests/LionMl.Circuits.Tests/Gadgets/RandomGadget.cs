using LionMl.Algebra;
using LionMl.Circuits.Gadgets;

namespace LionMl.Circuits.Tests.Gadgets;

/// <summary>A gadget with random parameters: its name, the ranges of its inputs, and its text.</summary>
internal sealed record RandomGadget(string Name, IntegerRange[] Ranges, GadgetText<Fr> Text)
{
    private delegate RandomGadget Maker(Random random, Func<IntegerGadgets<Fr>, PackedRows<Fr>?> packer);

    private static readonly Maker[] Makers =
    [
        Piecewise, Piecewise, FloorDivide, SquareRoot, ReciprocalRoot, RescaleToEven, SaturatingRescale, Zero, Select, Rescale, Relu,
        Maximum, DivideByConstant, RescaleProduct, FirstGreatest, Chain,
    ];

    /// <summary>The names of all kinds of gadgets.</summary>
    internal static IEnumerable<string> Names => Makers.Select(maker => maker.Method.Name).Distinct();

    internal static RandomGadget Make(Random random)
    {
        bool packed = random.Next(2) == 0;
        Maker maker = Makers[random.Next(Makers.Length)];
        RandomGadget made = maker(random, gadgets => packed ? gadgets.NewPacker() : null);
        return made with { Name = $"{maker.Method.Name}({made.Name}{(packed ? ", packed" : string.Empty)})" };
    }

    /// <summary>Inputs in the ranges, often at their ends or next to numbers that matter.</summary>
    internal long[] Input(Random random) => [.. Ranges.Select(range =>
    {
        long value = random.Next(8) switch
        {
            0 => range.Low,
            1 => range.High,
            2 => random.Next(-2, 3),
            3 => (1L << random.Next(20)) + random.Next(-1, 2),
            4 => -(1L << random.Next(20)) + random.Next(-1, 2),
            _ => random.NextInt64(range.Low, range.High + 1),
        };
        return Math.Clamp(value, range.Low, range.High);
    })];

    private static RandomGadget Piecewise(Random random, Func<IntegerGadgets<Fr>, PackedRows<Fr>?> packer)
    {
        PiecewiseTable table = Table(random, random.Next(-400, 400));
        bool open = table.Below is not null || table.Above is not null;
        int width = table.LeastWidth + (open ? random.Next(5) : 0);
        return new(
            $"shift {table.Shift}, {table.SegmentBits} of {table.IndexBits}, width {width}, {table.Below}/{table.Above}+{table.AboveSlope}",
            [table.Domain(width)],
            (gadgets, x) => [gadgets.Piecewise(x[0], table, width, packer(gadgets))]);
    }

    private static PiecewiseTable Table(Random random, long start)
    {
        int segmentBits = random.Next(1, 6), offsetBits = random.Next(2) == 0 ? 0 : random.Next(1, 5);
        int count = 1 << segmentBits;
        return new PiecewiseTable
        {
            Base = start,
            Shift = random.Next(3) == 0 ? random.Next(7) : 0,
            IndexBits = segmentBits + offsetBits,
            SegmentBits = segmentBits,
            Values = [.. Enumerable.Range(0, count).Select(_ => random.NextInt64(-2000, 2000))],
            Slopes = offsetBits == 0 ? [] : [.. Enumerable.Range(0, count).Select(_ => random.NextInt64(-90, 90))],
            Below = random.Next(2) == 0 ? null : random.Next(-99, 99),
            Above = random.Next(2) == 0 ? null : random.Next(-99, 99),
            AboveSlope = random.Next(2) == 0 ? 0 : random.Next(-9, 9),
        };
    }

    private static RandomGadget FloorDivide(Random random, Func<IntegerGadgets<Fr>, PackedRows<Fr>?> packer)
    {
        int quotientBits = random.Next(1, 20), divisorBits = random.Next(1, 14);
        long most = 1L << (quotientBits + random.Next(divisorBits));
        return new(
            $"{quotientBits}, {divisorBits}",
            [new(-most, most), new(1, 1L << divisorBits)],
            (gadgets, x) => [gadgets.FloorDivide(x[0], x[1], quotientBits, divisorBits, packer(gadgets))]);
    }

    private static RandomGadget SquareRoot(Random random, Func<IntegerGadgets<Fr>, PackedRows<Fr>?> packer)
    {
        int bits = random.Next(1, 16);
        return new($"{bits}", [new(0, (1L << (2 * bits)) - 1)], (gadgets, x) => [gadgets.SquareRoot(x[0], bits, packer(gadgets))]);
    }

    private static RandomGadget ReciprocalRoot(Random random, Func<IntegerGadgets<Fr>, PackedRows<Fr>?> packer)
    {
        int precision = random.Next(0, 20), numberBits = random.Next(1, 25);
        return new(
            $"{precision}, {numberBits}",
            [new(1, (1L << numberBits) - 1)],
            (gadgets, x) => [gadgets.ReciprocalRoot(x[0], precision, precision + 1, numberBits, packer(gadgets))]);
    }

    private static RandomGadget RescaleToEven(Random random, Func<IntegerGadgets<Fr>, PackedRows<Fr>?> packer)
    {
        int shift = random.Next(1, 9), width = shift + random.Next(2, 10);
        long limit = 1L << (width - 1), half = 1L << (shift - 1);
        return new(
            $"{width}, {shift}",
            [new(-limit - half, limit - half - 1)],
            (gadgets, x) => [gadgets.RescaleToEven(x[0], width, shift, packer(gadgets))]);
    }

    private static RandomGadget SaturatingRescale(Random random, Func<IntegerGadgets<Fr>, PackedRows<Fr>?> packer)
    {
        int shift = random.Next(0, 7), bits = random.Next(1, 9), width = shift + bits + random.Next(1, 7);
        bool even = random.Next(2) == 0;
        long limit = 1L << (width - 1), half = shift == 0 ? 0 : 1L << (shift - 1);
        return new(
            $"{width}, {shift}, {bits}, {even}",
            [new(-limit - half, limit - half - 1)],
            (gadgets, x) => [gadgets.SaturatingRescale(x[0], width, shift, bits, even, packer(gadgets))]);
    }

    private static RandomGadget Zero(Random random, Func<IntegerGadgets<Fr>, PackedRows<Fr>?> packer) => new(
        string.Empty,
        [new(-9, 9), new(-9, 9)],
        (gadgets, x) => [gadgets.IsZero(x[0]), gadgets.IsZero(gadgets.NewSum().Add(x[0]).Add(-1, x[1]).Build())]);

    private static RandomGadget Select(Random random, Func<IntegerGadgets<Fr>, PackedRows<Fr>?> packer)
    {
        int count = random.Next(1, 12);
        return new($"{count}", [new(0, count - 1)], (gadgets, x) =>
        {
            var selectors = new IntegerSignal<Fr>[count];
            gadgets.Select(x[0], selectors);
            return selectors;
        });
    }

    private static RandomGadget Rescale(Random random, Func<IntegerGadgets<Fr>, PackedRows<Fr>?> packer)
    {
        int shift = random.Next(1, 9), width = shift + random.Next(1, 10);
        bool asVariable = random.Next(2) == 0;
        long limit = 1L << (width - 1), half = 1L << (shift - 1);
        return new(
            $"{width}, {shift}, {asVariable}",
            [new(-limit - half, limit - half - 1)],
            (gadgets, x) => [gadgets.Rescale(x[0], width, shift, packer(gadgets), asVariable)]);
    }

    private static RandomGadget Relu(Random random, Func<IntegerGadgets<Fr>, PackedRows<Fr>?> packer)
    {
        int shift = random.Next(0, 9), width = shift + random.Next(2, 10);
        long limit = 1L << (width - 1), half = shift == 0 ? 0 : 1L << (shift - 1);
        return new(
            $"{width}, {shift}",
            [new(-limit - half, limit - half - 1)],
            (gadgets, x) => [gadgets.ReluRescale(x[0], width, shift, packer(gadgets))]);
    }

    private static RandomGadget Maximum(Random random, Func<IntegerGadgets<Fr>, PackedRows<Fr>?> packer)
    {
        int bits = random.Next(1, 10);
        var range = new IntegerRange(-(1L << bits), (1L << bits) - 1);
        return new($"{bits}", [range, range, range], (gadgets, x) => [gadgets.Max(x, bits + 2, packer(gadgets))]);
    }

    private static RandomGadget DivideByConstant(Random random, Func<IntegerGadgets<Fr>, PackedRows<Fr>?> packer)
    {
        int divisor = random.Next(2, 200), bits = random.Next(1, 12);
        bool asVariable = random.Next(2) == 0;
        long limit = (long)divisor << (bits - 1);
        return new(
            $"{divisor}, {bits}, {asVariable}",
            [new(-limit - (divisor / 2), limit - (divisor / 2) - 1)],
            (gadgets, x) => [gadgets.DivideByConstant(x[0], divisor, bits, packer(gadgets), asVariable)]);
    }

    private static RandomGadget RescaleProduct(Random random, Func<IntegerGadgets<Fr>, PackedRows<Fr>?> packer)
    {
        int bits = random.Next(2, 9), shift = random.Next(1, 9), width = Math.Max((2 * bits) + 2, shift + 2);
        var range = new IntegerRange(-(1L << bits), (1L << bits) - 1);
        return new(
            $"{width}, {shift}", [range, range], (gadgets, x) => [gadgets.RescaleProduct(x[0], x[1], Math.Max(width, shift + 1), shift)]);
    }

    // ArgMax as graphs compose it: of equal numbers the first.
    private static RandomGadget FirstGreatest(Random random, Func<IntegerGadgets<Fr>, PackedRows<Fr>?> packer)
    {
        int bits = random.Next(1, 5);
        var range = new IntegerRange(-(1L << bits), (1L << bits) - 1);
        return new($"{bits}", [range, range, range, range], (gadgets, x) =>
        {
            PackedRows<Fr>? rows = packer(gadgets);
            IntegerSignal<Fr> greatest = x[0], index = gadgets.Constant(0);
            for (int j = 1; j < x.Length; j++)
            {
                IntegerSignal<Fr> more = gadgets.NewSum().Add(x[j]).Add(-1, greatest).AddConstant(-1).Build();
                IntegerSignal<Fr> isGreater = gadgets.IsNonNegative(more, bits + 3, rows);
                IntegerSignal<Fr> step = gadgets.NewSum().Add(-1, index).AddConstant(j).Build();
                index = gadgets.NewSum().Add(index).Add(gadgets.Product(isGreater, step)).Build();
                greatest = gadgets.Max([greatest, x[j]], bits + 2, rows);
            }

            return [greatest, index];
        });
    }

    // Gadgets that read each other's results, all in the same packed rows.
    private static RandomGadget Chain(Random random, Func<IntegerGadgets<Fr>, PackedRows<Fr>?> packer)
    {
        int shift = random.Next(1, 4), bits = random.Next(5, 10);
        var range = new IntegerRange(-(1L << bits), (1L << bits) - 1);
        PiecewiseTable table = Table(random, -20) with { Below = random.Next(-9, 9), Above = random.Next(-9, 9) };
        return new($"{bits}, {shift}, {table.SegmentBits} of {table.IndexBits}", [range, range], (gadgets, x) =>
        {
            PackedRows<Fr>? rows = packer(gadgets);
            IntegerSignal<Fr> greater = gadgets.Max(x, bits + 2, rows);
            IntegerSignal<Fr> even = gadgets.RescaleToEven(greater, bits + 4, shift, rows);
            IntegerSignal<Fr> divisor = gadgets.Max([gadgets.Constant(1), even], bits + 5, rows);
            IntegerSignal<Fr> root = gadgets.ReciprocalRoot(divisor, 6, 7, bits + 3, rows);
            IntegerSignal<Fr> quotient = gadgets.FloorDivide(gadgets.Product(x[0], root), divisor, bits + 9, bits + 3, rows);
            int width = Math.Max(table.LeastWidth, bits + 12);
            return [gadgets.Piecewise(quotient, table, width, rows), gadgets.IsZero(quotient), root];
        });
    }
}
