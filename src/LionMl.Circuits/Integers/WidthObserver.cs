namespace LionMl.Circuits;

/// <summary>The smallest and largest value that each decomposing node saw in calibration runs, channel by channel.</summary>
internal sealed class WidthObserver(int nodeCount)
{
    private readonly IntegerRange?[]?[] _seen = new IntegerRange?[nodeCount][];
    private int _current;

    /// <summary>The node that runs now.</summary>
    public void Enter(int node) => _current = node;

    public void See(int channels, int channel, long low, long high)
    {
        var known = _seen[_current] ??= new IntegerRange?[channels];
        var range = new IntegerRange(low, high);
        known[channel] = known[channel]?.Union(range) ?? range;
    }

    /// <summary>What a channel of a node saw, or null.</summary>
    public IntegerRange? Of(int node, int channel) => _seen[node]?[channel];

    /// <summary>What a node saw, or null.</summary>
    public IntegerRange? Of(int node)
    {
        IntegerRange? all = null;
        foreach (var range in _seen[node] ?? [])
        {
            all = range is { } seen ? all?.Union(seen) ?? seen : all;
        }

        return all;
    }
}
