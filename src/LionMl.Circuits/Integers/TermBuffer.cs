namespace LionMl.Circuits;

/// <summary>One element of a linear node as Σ weight·(element of an input) + constant. Reused from element to element.</summary>
internal sealed class TermBuffer
{
    private int[] _inputs = new int[64];
    private int[] _indices = new int[64];
    private long[] _weights = new long[64];

    /// <summary>The number of terms; an element may occur more than once.</summary>
    public int Count { get; private set; }

    /// <summary>What does not depend on the inputs.</summary>
    public long Constant { get; set; }

    public void Clear()
    {
        Count = 0;
        Constant = 0;
    }

    /// <summary>Adds a term; zero weights are dropped.</summary>
    public void Add(int input, int index, long weight)
    {
        if (weight == 0)
        {
            return;
        }

        if (Count == _inputs.Length)
        {
            Array.Resize(ref _inputs, 2 * Count);
            Array.Resize(ref _indices, 2 * Count);
            Array.Resize(ref _weights, 2 * Count);
        }

        _inputs[Count] = input;
        _indices[Count] = index;
        _weights[Count++] = weight;
    }

    /// <summary>A term: which input, which element of it, times what.</summary>
    public (int Input, int Index, long Weight) this[int term] => (_inputs[term], _indices[term], _weights[term]);
}
