using LionMl.Algebra;

namespace LionMl.Varuna.Tests;

/// <summary>Hands out what a recorded proof drew, in the order of the draws.</summary>
internal sealed class ReplayedRandomness(IEnumerable<Fr> elements, IEnumerable<Fr[]> blindings) : IProverRandomness
{
    private readonly Queue<Fr> _elements = new(elements);
    private readonly Queue<Fr[]> _blindings = new(blindings);

    internal bool IsUsedUp => _elements.Count == 0 && _blindings.Count == 0;

    public Fr NextElement() => _elements.Dequeue();

    public void NextBlinding(Span<Fr> coefficients)
    {
        if (!coefficients.IsEmpty)
            _blindings.Dequeue().CopyTo(coefficients);
    }
}
