namespace LionMl.Algebra;

/// <summary>The multiplicative subgroup of 2^k scalars, over which polynomials are evaluated and interpolated.</summary>
/// <remarks>Element i is <see cref="Generator"/>^i. Domains are cached with their tables; they are immutable and thread-safe.</remarks>
public sealed partial class EvaluationDomain
{
    /// <summary>The largest domain is 2^28: beyond that a vector's length no longer fits the arithmetic of indices.</summary>
    public const int MaxLogSize = 28;

    private static readonly EvaluationDomain?[] Cache = new EvaluationDomain?[MaxLogSize + 1];

    private readonly Fr _generatorInverse;
    private readonly Lazy<NttTables> _forwardTables;
    private readonly Lazy<NttTables> _inverseTables;

    private EvaluationDomain(int logSize)
    {
        LogSize = logSize;
        Generator = Fr.RootOfUnity(logSize);
        SizeInverse = Fr.FromInt64(Size).Inverse();
        _generatorInverse = Generator.Inverse();
        _forwardTables = new Lazy<NttTables>(() => new NttTables(Generator, LogSize));
        _inverseTables = new Lazy<NttTables>(() => new NttTables(_generatorInverse, LogSize));
    }

    /// <summary>The number of elements, a power of two.</summary>
    public int Size => 1 << LogSize;

    /// <summary>The base-two logarithm of <see cref="Size"/>.</summary>
    public int LogSize { get; }

    /// <summary>The element whose powers are the domain, as snarkVM chooses it.</summary>
    public Fr Generator { get; }

    /// <summary>1/<see cref="Size"/>.</summary>
    public Fr SizeInverse { get; }


    /// <summary>Roots for the vector transforms; sizes from 64 on.</summary>
    internal NttTables ForwardTables => _forwardTables.Value;

    /// <summary>Inverse roots for the vector transforms; sizes from 64 on.</summary>
    internal NttTables InverseTables => _inverseTables.Value;

    /// <summary>The smallest domain with at least <paramref name="count"/> elements; 0 and 1 give one element.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative or above 2^<see cref="MaxLogSize"/>.</exception>
    public static EvaluationDomain Of(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 1 << MaxLogSize);
        int logSize = count <= 1 ? 0 : int.Log2(count - 1) + 1;
        return Cache[logSize] ?? Interlocked.CompareExchange(ref Cache[logSize], new EvaluationDomain(logSize), null) ?? Cache[logSize]!;
    }

    /// <summary>Generator^<paramref name="i"/>; the exponent is taken modulo the size and may be negative.</summary>
    public Fr Element(long i) => Generator.Pow((ulong)(i & (Size - 1)));

    /// <summary>All elements in order.</summary>
    public FrVector Elements(Workers workers) => FrVector.Powers(Fr.One, Generator, Size, workers);

    /// <summary>x^Size − 1, the polynomial that vanishes on the domain.</summary>
    public Fr EvaluateVanishing(Fr x)
    {
        for (int i = 0; i < LogSize; i++)
            x = x.Square();

        return x - Fr.One;
    }

    /// <summary>The values at <paramref name="x"/> of all Lagrange polynomials: L_i is one at element i and zero at the others.</summary>
    public FrVector LagrangeAt(Fr x, Workers workers)
    {
        Fr vanishing = EvaluateVanishing(x);
        if (vanishing.IsZero)
            return UnitVectorAt(x);

        // L_i(x) = (x^n − 1)/n · ω^i/(x − ω^i) = (x^n − 1)/n · 1/(x·ω^−i − 1).
        FrVector result = FrVector.Powers(x, _generatorInverse, Size, workers);
        result.AddConstant(-Fr.One, workers);
        result.Invert(workers);
        result.Scale(vanishing * SizeInverse, workers);
        return result;
    }

    private FrVector UnitVectorAt(Fr x)
    {
        var result = new FrVector(Size);
        Fr element = Fr.One;
        int i = 0;
        while (element != x)
        {
            element *= Generator;
            i++;
        }

        result[i] = Fr.One;
        return result;
    }
}
