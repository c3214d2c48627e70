using System.Collections.Immutable;

namespace LionMl.Onnx.Operators;

/// <summary>Finds elements and weights along one axis of a Resize.</summary>
/// <param name="modes">The node's modes.</param>
/// <param name="input">The axis's size before.</param>
/// <param name="output">Its size behind.</param>
/// <param name="scale">The factor that the node gives for it; the quotient of sizes need not be the same.</param>
/// <param name="region">The part of the axis that is read, for the mode that crops.</param>
internal sealed class ResizeAxisBuilder(
    ResizeRules.Modes modes, int input, int output, float scale, (double Start, double End) region)
{
    // A factor of 1 is no reduction, so nothing is filtered.
    private readonly double _filter = modes.Antialias ? Math.Min(scale, 1.0) : 1;

    private bool Crops => modes.Coordinates == "tf_crop_and_resize";

    // Exporters give all axes, of which most stay as they are.
    private bool Still => scale == 1 && input == output && !Crops;

    /// <summary>The axis's size behind.</summary>
    public int Output => output;

    /// <summary>The elements that each position is made of.</summary>
    public int Taps => Still || modes.Interpolation == "nearest" ? 1 : Footprint();

    /// <summary>The axis.</summary>
    public ResizeAxis Build()
    {
        bool still = Still;
        int taps = Taps;
        int[] indices = new int[taps * output];
        double[] weights = new double[taps * output];
        for (int position = 0; position < output; position++)
        {
            if (still)
            {
                (indices[position], weights[position]) = (position, 1);
                continue;
            }

            double original = modes.Interpolation == "nearest" ? Nearest(position) : Original(position);
            Span<int> places = indices.AsSpan(position * taps, taps);
            if (Crops && (original < 0 || original > input - 1))
            {
                places.Fill(ResizeAxis.Outside);
            }
            else if (taps == 1)
            {
                (places[0], weights[position]) = (Round(original), 1);
            }
            else
            {
                Fill(original, places, weights.AsSpan(position * taps, taps));
            }
        }

        return new ResizeAxis(
            input, output, taps, ImmutableArray.Create(indices), ImmutableArray.Create(weights));
    }

    private int Footprint()
    {
        double reach = (modes.Interpolation == "linear" ? 1 : 2) / _filter;
        return reach < int.MaxValue / 4 ? 2 * (int)Math.Ceiling(reach) : int.MaxValue / 2;
    }

    // Weights of the elements around a position; those outside are the edge's, or left out.
    private void Fill(double original, Span<int> places, Span<double> weights)
    {
        long first = (long)Math.Floor(original) - (places.Length / 2) + 1;
        double sum = 0;
        for (int i = 0; i < places.Length; i++)
        {
            long place = first + i;
            places[i] = (int)Math.Clamp(place, 0, input - 1);
            bool excluded = modes.ExcludesOutside && place != places[i];
            weights[i] = excluded ? 0 : Weight((place - original) * _filter);
            sum += weights[i];
        }

        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] /= sum;
        }
    }

    private double Weight(double distance)
    {
        double x = Math.Abs(distance);
        double a = modes.CubicCoefficient;
        return modes.Interpolation == "linear" ? Math.Max(0, 1 - x)
            : x <= 1 ? ((((a + 2) * x) - (a + 3)) * x * x) + 1
            : x < 2 ? ((((((a * x) - (5 * a)) * x) + (8 * a)) * x) - (4 * a))
            : 0;
    }

    private int Round(double position) => (int)Math.Clamp(
        modes.Rounding switch
        {
            "round_prefer_floor" => Math.Ceiling(position - 0.5),
            "round_prefer_ceil" => Math.Floor(position + 0.5),
            "floor" => Math.Floor(position),
            _ => Math.Ceiling(position),
        },
        0,
        input - 1);

    // In 32 bits, as runtimes compute it: one more bit would tip positions that should lie just halfway.
    private float Nearest(int position) => modes.Coordinates switch
    {
        "asymmetric" => position / scale,
        "half_pixel" => ((position + 0.5f) / scale) - 0.5f,
        "pytorch_half_pixel" => output > 1 ? ((position + 0.5f) / scale) - 0.5f : 0,
        "tf_half_pixel_for_nn" => (position + 0.5f) / scale,
        _ => (float)Original(position),
    };

    private double Original(int position)
    {
        // The size that the factor asks for; the result has its whole part. Sizes make it whole again, but for the factor's rounding.
        double wanted = (double)scale * input;
        wanted = Math.Abs(wanted - output) < 1e-4 * output ? output : wanted;
        switch (modes.Coordinates)
        {
            case "asymmetric":
                return position / (double)scale;
            case "align_corners":
                return output == 1 ? 0 : position * (input - 1) / (wanted - 1);
            case "pytorch_half_pixel":
                return output > 1 ? ((position + 0.5) / scale) - 0.5 : 0;
            case "tf_half_pixel_for_nn":
                return (position + 0.5) / scale;
            case "tf_crop_and_resize":
                double span = (region.End - region.Start) * (input - 1);
                return (region.Start * (input - 1)) + (output > 1 ? position * span / (output - 1) : span / 2);
            case "half_pixel_symmetric":
                double offset = input / 2.0 * (1 - (output / wanted));
                return offset + ((position + 0.5) / scale) - 0.5;
            default:
                return ((position + 0.5) / scale) - 0.5;
        }
    }
}
