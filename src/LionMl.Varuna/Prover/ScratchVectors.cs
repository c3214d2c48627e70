using LionMl.Algebra;

namespace LionMl.Varuna;

/// <summary>Vectors that are used again and again: memory that a process touches for the first time is slow to get.</summary>
internal sealed class ScratchVectors : IDisposable
{
    private readonly Dictionary<(int Size, int Slot), FrVector> _vectors = [];

    /// <summary>A vector with arbitrary contents; the same one for the same size and slot.</summary>
    internal FrVector Of(int size, int slot)
    {
        if (!_vectors.TryGetValue((size, slot), out FrVector? vector))
            _vectors.Add((size, slot), vector = new FrVector(size));
        return vector;
    }

    public void Dispose()
    {
        foreach (FrVector vector in _vectors.Values)
            vector.Dispose();
    }
}
