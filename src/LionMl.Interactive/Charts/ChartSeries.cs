using System.Collections.Immutable;

namespace LionMl.Interactive.Charts;

/// <summary>Measurements that belong together: one colour, one marker, one name in the legend.</summary>
/// <param name="Name">The name.</param>
/// <param name="Points">The measurements, in the order in which a line joins them.</param>
/// <param name="IsOnRight">Whether the second y axis, at the right, measures it.</param>
public sealed record ChartSeries(string Name, ImmutableArray<ChartPoint> Points, bool IsOnRight = false);
