namespace LionMl.Circuits;

/// <summary>The smallest and largest value that each decomposing node saw in calibration runs.</summary>
internal sealed class WidthObserver(int nodeCount)
{
    private readonly IntegerRange?[] _seen = new IntegerRange?[nodeCount];
    private int _current;

    /// <summary>The node that runs now.</summary>
    public void Enter(int node) => _current = node;

    public void See(long low, long high)
    {
        var range = new IntegerRange(low, high);
        _seen[_current] = _seen[_current] is { } known ? known.Union(range) : range;
    }

    public IntegerRange? Of(int node) => _seen[node];
}
