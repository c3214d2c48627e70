using LionMl.Circuits;
using LionMl.Results;

namespace LionMl.Interactive.Charts;

/// <summary>Charts of what circuits and runs cost.</summary>
public static class CostCharts
{
    /// <summary>Constraints and non-zero entries of each layer.</summary>
    public static Chart LayerBars(CostReport cost)
    {
        ArgumentNullException.ThrowIfNull(cost);
        return Chart.Bars("cost of each layer", x: "layer", y: "count", cost.Layers.Select(layer => layer.Layer))
            .Add("constraints", cost.Layers.Select(layer => layer.Constraints))
            .Add("non-zeros (A + B + C)", cost.Layers.Select(layer => (long)layer.NonZerosA + layer.NonZerosB + layer.NonZerosC));
    }

    /// <summary>The time of each phase of a run.</summary>
    public static Chart PhaseBars(RunRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return Chart.Bars(
            $"{record.Verb}: {Units.Seconds(record.TotalSeconds)}",
            x: "phase",
            y: "time",
            record.PhaseSeconds.Select(phase => phase.Key),
            yUnit: "s")
            .Add("time", record.PhaseSeconds.Select(phase => phase.Value));
    }
}
