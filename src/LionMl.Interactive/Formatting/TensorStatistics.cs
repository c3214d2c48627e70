using LionMl.Onnx;

namespace LionMl.Interactive.Formatting;

/// <summary>What one pass over a tensor tells.</summary>
/// <param name="Min">The smallest finite element; NaN where there is none.</param>
/// <param name="Max">The largest finite element; NaN where there is none.</param>
/// <param name="Mean">The mean of the finite elements; NaN where there is none.</param>
/// <param name="NaNs">The number of elements that are not numbers.</param>
/// <param name="Infinities">The number of infinite elements.</param>
internal sealed record TensorStatistics(double Min, double Max, double Mean, long NaNs, long Infinities)
{
    /// <summary>Reads all elements.</summary>
    public static TensorStatistics Of(TensorReader values)
    {
        double min = double.PositiveInfinity, max = double.NegativeInfinity, sum = 0;
        long nans = 0, infinities = 0, finite = 0;
        for (int i = 0; i < values.Count; i++)
        {
            double value = values[i];
            if (double.IsFinite(value))
            {
                min = Math.Min(min, value);
                max = Math.Max(max, value);
                sum += value;
                finite++;
            }
            else if (double.IsNaN(value))
            {
                nans++;
            }
            else
            {
                infinities++;
            }
        }

        return finite == 0
            ? new TensorStatistics(double.NaN, double.NaN, double.NaN, nans, infinities)
            : new TensorStatistics(min, max, sum / finite, nans, infinities);
    }

    /// <summary>Type, shape and figures in one line.</summary>
    public string ToText(Tensor tensor)
    {
        string text = $"{tensor.Type} {tensor.Shape} · {LionMl.Results.Units.Count(tensor.Count)} "
            + (tensor.Count == 1 ? "element" : "elements");
        if (!double.IsNaN(Min))
        {
            text += tensor.Count == 1
                ? $" · {NumberText.Short(Min)}"
                : $" · min {NumberText.Short(Min)} · max {NumberText.Short(Max)} · mean {NumberText.Short(Mean)}";
        }

        text += NaNs > 0 ? $" · {LionMl.Results.Units.Count(NaNs)} NaN" : "";
        return text + (Infinities > 0 ? $" · {LionMl.Results.Units.Count(Infinities)} infinite" : "");
    }
}
