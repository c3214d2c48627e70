using LionMl.Algebra;

namespace LionMl.R1cs;

/// <summary>
/// What a gadget is written against. One text serves two modes: with a <see cref="ConstraintRecorder{F}"/> it records constraints, with
/// a <see cref="WitnessComputer{F}"/> it computes the values of the variables, so that the two cannot drift apart.
/// </summary>
/// <remarks>A text must allocate the same variables in the same order in both modes, whatever the values are. Not thread-safe.</remarks>
/// <typeparam name="F">The field.</typeparam>
public abstract class ConstraintSystem<F>
    where F : unmanaged, IField<F>
{
    private readonly ScopeStack _scopes;

    private protected ConstraintSystem()
    {
        _scopes = new ScopeStack(OnScopeChanged);
        Merger = new TermMerger<F>(CoefficientTable);
    }

    /// <summary>Whether constraints are recorded; then every value is a meaningless zero.</summary>
    public abstract bool IsRecording { get; }

    /// <summary>The constant one.</summary>
    public Variable One => Variable.One;

    /// <summary>The number of public inputs so far, the constant one included.</summary>
    public abstract int PublicCount { get; }

    /// <summary>The number of private variables so far.</summary>
    public abstract int PrivateCount { get; }

    /// <summary>Where the text is: the names of the open scopes, joined by slashes.</summary>
    public string CurrentScope => _scopes.Path;

    internal CoefficientTable<F> CoefficientTable { get; } = new();

    internal TermArena Terms { get; } = new();

    internal TermMerger<F> Merger { get; }

    /// <summary>The next public input.</summary>
    /// <param name="value">Its value; ignored while recording.</param>
    public abstract Variable AllocatePublic(F value);

    /// <summary>The next private variable.</summary>
    /// <param name="value">Its value; ignored while recording.</param>
    public abstract Variable AllocatePrivate(F value);

    /// <summary>The next public input.</summary>
    /// <param name="value">Its value; ignored while recording.</param>
    public abstract Variable AllocatePublic(long value);

    /// <summary>The next private variable.</summary>
    /// <param name="value">Its value; ignored while recording.</param>
    public abstract Variable AllocatePrivate(long value);

    /// <summary>Consecutive private variables for the binary digits of a number, lowest first. Adds no constraint.</summary>
    /// <param name="digits">The number; ignored while recording.</param>
    /// <param name="count">How many digits, 0…64; higher ones are dropped.</param>
    /// <returns>The first; the others follow by <see cref="Following"/>.</returns>
    public abstract Variable AllocateDigits(ulong digits, int count);

    /// <summary>The variable that was allocated <paramref name="offset"/> allocations (of its kind) after another one.</summary>
    public static Variable Following(Variable first, int offset) => new(first.Code + offset);

    /// <summary>The constraint a · b = c, recorded exactly so.</summary>
    public abstract void Enforce(LinearCombination<F> a, LinearCombination<F> b, LinearCombination<F> c);

    /// <summary>The constraint u · v = w, where u and v may trade places when the matrices are evened out.</summary>
    public abstract void EnforceProduct(LinearCombination<F> u, LinearCombination<F> v, LinearCombination<F> w);

    /// <summary>Makes a combination 0 or 1; its form (b·b = b or b·(b − 1) = 0) is chosen when the matrices are evened out.</summary>
    public abstract void EnforceBoolean(LinearCombination<F> b);

    /// <summary>
    /// Makes a combination zero; which matrices hold its terms is chosen when the matrices are evened out.
    /// </summary>
    public abstract void EnforceZero(LinearCombination<F> combination);

    /// <summary>A builder of linear combinations for this system.</summary>
    public LinearCombinationBuilder<F> Combine() => new(this);

    /// <summary>An accumulator of linear combinations for this system.</summary>
    public LinearCombinationAccumulator<F> Accumulate() => new(this);

    /// <summary>The value of a variable; zero while recording.</summary>
    public abstract F ValueOf(Variable variable);

    /// <summary>The value of a combination; zero while recording.</summary>
    /// <exception cref="InvalidOperationException">The combination is untracked.</exception>
    public F ValueOf(LinearCombination<F> combination)
    {
        int count = combination.TermCount;
        if (combination.IsVariable)
            return ValueOf(new Variable(combination.Start));
        F sum = F.Zero;
        if (IsRecording)
            return sum;
        ReadOnlySpan<int> codes = Terms.Codes(combination.Start, count);
        ReadOnlySpan<int> numbers = Terms.Coefficients(combination.Start, count);
        for (int i = 0; i < count; i++)
            sum += CoefficientTable[numbers[i]] * ValueOf(new Variable(codes[i]));
        return sum;
    }

    /// <summary>Opens a scope: constraints recorded until the token is disposed of carry its name.</summary>
    public ScopeToken Scope(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return _scopes.Open(name);
    }

    private protected virtual void OnScopeChanged()
    {
    }
}
