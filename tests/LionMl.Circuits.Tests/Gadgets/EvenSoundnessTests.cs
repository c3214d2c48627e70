using LionMl.TestSupport;

namespace LionMl.Circuits.Tests.Gadgets;

/// <summary>Rounding with halves to the even neighbour, and saturation at both ends, over a small prime, exhaustively.</summary>
public class EvenSoundnessTests
{
    [Theory]
    [InlineData(3, 1, true)]
    [InlineData(5, 1, false)]
    [InlineData(4, 2, false)]
    [InlineData(5, 2, true)]
    [InlineData(5, 3, false)]
    [InlineData(6, 3, true)]
    public void Halves_go_to_the_even_neighbour(int width, int shift, bool packed)
    {
        long limit = 1L << (width - 1), half = 1L << (shift - 1);
        new GadgetCase<P97>(
            [new(-40, 40)],
            (gadgets, x) => [gadgets.RescaleToEven(x[0], width, shift, packed ? gadgets.NewPacker() : null)],
            x => x[0] + half >= -limit && x[0] + half < limit ? [Even(x[0], shift)] : null).IsSound();
    }

    /// <summary>Widths with and without digits above the result's; the greatest half is rounded out of the result's range.</summary>
    [Theory]
    [InlineData(3, 0, 2, false)]
    [InlineData(5, 0, 2, true)]
    [InlineData(4, 1, 2, false)]
    [InlineData(4, 1, 2, true)]
    [InlineData(4, 1, 1, false)]
    [InlineData(6, 1, 2, true)]
    [InlineData(5, 2, 2, true)]
    [InlineData(6, 2, 2, false)]
    [InlineData(6, 3, 1, true)]
    public void Saturation_is_pinned_at_both_ends(int width, int shift, int outputBits, bool packed)
    {
        long limit = 1L << (width - 1), half = shift == 0 ? 0 : 1L << (shift - 1), most = (1L << outputBits) - 1;
        foreach (bool toEven in (bool[])[false, true])
        {
            new GadgetCase<P97>(
                [new(-40, 40)],
                (gadgets, x) =>
                    [gadgets.SaturatingRescale(x[0], width, shift, outputBits, toEven, packed ? gadgets.NewPacker() : null)],
                x => x[0] + half >= -limit && x[0] + half < limit
                    ? [Math.Clamp(toEven ? Even(x[0], shift) : (x[0] + half) >> shift, 0, most)]
                    : null).IsSound();
        }
    }

    private static long Even(long value, int shift) => (long)Math.Round(Math.ScaleB(value, -shift), MidpointRounding.ToEven);
}
