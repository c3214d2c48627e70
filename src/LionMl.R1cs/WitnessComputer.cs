using LionMl.Algebra;

namespace LionMl.R1cs;

/// <summary>The mode of a constraint system that computes values: constraints cost nothing and are not checked.</summary>
/// <typeparam name="F">The field.</typeparam>
public sealed class WitnessComputer<F> : ConstraintSystem<F>
    where F : unmanaged, IField<F>
{
    private readonly List<F> _public = [F.One];
    private readonly List<F> _private = [];

    /// <inheritdoc/>
    public override bool IsRecording => false;

    /// <inheritdoc/>
    public override int PublicCount => _public.Count;

    /// <inheritdoc/>
    public override int PrivateCount => _private.Count;

    /// <inheritdoc/>
    public override Variable AllocatePublic(F value)
    {
        _public.Add(value);
        return Variable.Public(_public.Count - 1);
    }

    /// <inheritdoc/>
    public override Variable AllocatePrivate(F value)
    {
        _private.Add(value);
        return new Variable(_private.Count - 1);
    }

    /// <inheritdoc/>
    public override Variable AllocatePublic(long value) => AllocatePublic(F.FromInt64(value));

    /// <inheritdoc/>
    public override Variable AllocatePrivate(long value) => AllocatePrivate(value switch
    {
        0 => F.Zero,
        1 => F.One,
        _ => F.FromInt64(value),
    });

    /// <inheritdoc/>
    public override Variable AllocateDigits(ulong digits, int count)
    {
        var first = new Variable(_private.Count);
        F one = F.One;
        for (int i = 0; i < count; i++)
            _private.Add(((digits >> i) & 1) != 0 ? one : F.Zero);
        return first;
    }

    /// <inheritdoc/>
    public override void Enforce(LinearCombination<F> a, LinearCombination<F> b, LinearCombination<F> c)
    {
    }

    /// <inheritdoc/>
    public override void EnforceProduct(LinearCombination<F> u, LinearCombination<F> v, LinearCombination<F> w)
    {
    }

    /// <inheritdoc/>
    public override void EnforceBoolean(LinearCombination<F> b)
    {
    }

    /// <inheritdoc/>
    public override void EnforceZero(LinearCombination<F> combination)
    {
    }

    /// <inheritdoc/>
    public override F ValueOf(Variable variable) => (variable.IsPublic ? _public : _private)[variable.Index];

    /// <summary>The values of all variables so far.</summary>
    public R1csAssignment<F> Build() => new([.. _public], [.. _private]);
}
