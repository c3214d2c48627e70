using LionMl.R1cs;
using LionMl.TestSupport;
using LionMl.TestSupport.Soundness;

namespace LionMl.Circuits.Tests.Gadgets;

/// <summary>Constraints written down one by one, without gadgets.</summary>
internal sealed class Plain<TModulus>
    where TModulus : IPrimeModulus
{
    private readonly ConstraintRecorder<SmallPrimeField<TModulus>> _recorder = new();

    internal Variable One => _recorder.One;

    internal Variable Public() => _recorder.AllocatePublic(0);

    internal Variable Private() => _recorder.AllocatePrivate(0);

    internal int Column(Variable variable) => variable.Column(_recorder.PublicCount);

    internal Variable[] Bits(int count)
    {
        Variable[] bits = [.. Enumerable.Range(0, count).Select(_ => Private())];
        foreach (Variable bit in bits)
            _recorder.EnforceBoolean(bit);
        return bits;
    }

    internal void Boolean((long Factor, Variable Variable)[] terms) => _recorder.EnforceBoolean(Sum(terms));

    internal void Zero((long Factor, Variable Variable)[] terms) => _recorder.EnforceZero(Sum(terms));

    internal void Product(
        (long Factor, Variable Variable)[] u, (long Factor, Variable Variable)[] v, (long Factor, Variable Variable)[] w) =>
        _recorder.EnforceProduct(Sum(u), Sum(v), Sum(w));

    internal ExhaustiveSolver<TModulus> Solver() => new(RowSystems.Of(_recorder.Build()));

    private LinearCombination<SmallPrimeField<TModulus>> Sum((long Factor, Variable Variable)[] terms)
    {
        LinearCombinationBuilder<SmallPrimeField<TModulus>> sum = _recorder.Combine();
        foreach ((long factor, Variable variable) in terms)
            _ = sum.Add(factor, variable);
        return sum.Build();
    }
}
