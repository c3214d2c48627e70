using static LionMl.Algebra.FrLanes;

namespace LionMl.Algebra;

/// <summary>
/// Bulk arithmetic one element at a time: the specification of the vector paths, and their end of the line on old machines.
/// </summary>
internal sealed unsafe class FrScalarOperations : FrOperations
{
    /// <inheritdoc/>
    public override void Load(long* blocks, ReadOnlySpan<Fr> source)
    {
        for (int i = 0; i < source.Length; i++)
            Write(Element(blocks, i), source[i]);
    }

    /// <inheritdoc/>
    public override void Store(long* blocks, Span<Fr> destination)
    {
        for (int i = 0; i < destination.Length; i++)
            destination[i] = Read(Element(blocks, i));
    }

    /// <inheritdoc/>
    public override void Add(long* r, long* a, long* b, int blocks)
    {
        for (int i = 0; i < blocks * Lanes; i++)
            Write(Element(r, i), Read(Element(a, i)) + Read(Element(b, i)));
    }

    /// <inheritdoc/>
    public override void Subtract(long* r, long* a, long* b, int blocks)
    {
        for (int i = 0; i < blocks * Lanes; i++)
            Write(Element(r, i), Read(Element(a, i)) - Read(Element(b, i)));
    }

    /// <inheritdoc/>
    public override void Multiply(long* r, long* a, long* b, int blocks)
    {
        for (int i = 0; i < blocks * Lanes; i++)
            Write(Element(r, i), Read(Element(a, i)) * Read(Element(b, i)));
    }

    /// <inheritdoc/>
    public override void Scale(long* r, long* a, in Fr factor, int blocks)
    {
        for (int i = 0; i < blocks * Lanes; i++)
            Write(Element(r, i), Read(Element(a, i)) * factor);
    }

    /// <inheritdoc/>
    public override void AddScaled(long* r, long* a, in Fr factor, int blocks)
    {
        for (int i = 0; i < blocks * Lanes; i++)
            Write(Element(r, i), Read(Element(r, i)) + (Read(Element(a, i)) * factor));
    }

    /// <inheritdoc/>
    public override void AddConstant(long* r, in Fr constant, int blocks)
    {
        for (int i = 0; i < blocks * Lanes; i++)
            Write(Element(r, i), Read(Element(r, i)) + constant);
    }

    /// <inheritdoc/>
    public override void MultiplyByPowers(long* r, in Fr first, in Fr ratio, int blocks)
    {
        Fr power = first;
        for (int i = 0; i < blocks * Lanes; i++)
        {
            Write(Element(r, i), Read(Element(r, i)) * power);
            power *= ratio;
        }
    }

    /// <inheritdoc/>
    public override void WritePowers(long* r, in Fr first, in Fr ratio, int blocks)
    {
        Fr power = first;
        for (int i = 0; i < blocks * Lanes; i++)
        {
            Write(Element(r, i), power);
            power *= ratio;
        }
    }

    /// <inheritdoc/>
    public override Fr Sum(long* a, int blocks)
    {
        Fr sum = Fr.Zero;
        for (int i = 0; i < blocks * Lanes; i++)
            sum += Read(Element(a, i));

        return sum;
    }

    /// <inheritdoc/>
    public override Fr InnerProduct(long* a, long* b, int blocks)
    {
        Fr sum = Fr.Zero;
        for (int i = 0; i < blocks * Lanes; i++)
            sum += Read(Element(a, i)) * Read(Element(b, i));

        return sum;
    }

    /// <inheritdoc/>
    public override Fr Evaluate(long* a, in Fr x, int blocks)
    {
        Fr value = Fr.Zero;
        for (int i = (blocks * Lanes) - 1; i >= 0; i--)
            value = (value * x) + Read(Element(a, i));

        return value;
    }

    /// <inheritdoc/>
    public override void Invert(long* r, int blocks)
    {
        var values = new Fr[blocks * Lanes];
        Store(r, values);
        FieldMath.InvertBatch<Fr>(values);
        Load(r, values);
    }

    /// <inheritdoc/>
    public override void SuffixSums(long* r, in Fr above, int blocks)
    {
        Fr sum = above;
        for (int i = (blocks * Lanes) - 1; i >= 0; i--)
        {
            Fr own = Read(Element(r, i));
            Write(Element(r, i), sum);
            sum += own;
        }
    }

    /// <inheritdoc/>
    public override void BitReverse(long* r, int logSize, Workers workers)
    {
        for (int i = 0; i < 1 << logSize; i++)
        {
            int j = BitReversal.Of(i, logSize);
            if (i >= j)
                continue;

            Fr value = Read(Element(r, i));
            Write(Element(r, i), Read(Element(r, j)));
            Write(Element(r, j), value);
        }
    }

    /// <inheritdoc/>
    public override void Forward(long* r, EvaluationDomain domain, in Fr ratio, Workers workers)
    {
        var values = new Fr[domain.Size];
        Store(r, values);
        ScaleByPowers(values, Fr.One, ratio);
        for (int half = domain.Size / 2; half > 0; half /= 2)
        {
            // Block k is reduced modulo X^half − w and X^half + w, where w runs over the powers in bit-reversed order.
            int length = half;
            int logBlocks = domain.LogSize - 1 - int.Log2(half);
            workers.For(domain.Size / 2 / half, Math.Max(1, 1024 / half), (start, end) =>
            {
                for (int k = start; k < end; k++)
                {
                    Fr w = domain.Element((long)BitReversal.Of(k, logBlocks) * length);
                    Span<Fr> u = values.AsSpan(2 * k * length, length);
                    Span<Fr> v = values.AsSpan((2 * k * length) + length, length);
                    for (int i = 0; i < length; i++)
                        (u[i], v[i]) = (u[i] + (w * v[i]), u[i] - (w * v[i]));
                }
            });
        }

        Load(r, values);
    }

    /// <inheritdoc/>
    public override void Inverse(long* r, EvaluationDomain domain, in Fr ratio, Workers workers)
    {
        var values = new Fr[domain.Size];
        Store(r, values);
        for (int half = 1; half < domain.Size; half *= 2)
        {
            int length = half;
            int logBlocks = domain.LogSize - 1 - int.Log2(half);
            workers.For(domain.Size / 2 / half, Math.Max(1, 1024 / half), (start, end) =>
            {
                for (int k = start; k < end; k++)
                {
                    Fr w = domain.Element(-(long)BitReversal.Of(k, logBlocks) * length);
                    Span<Fr> u = values.AsSpan(2 * k * length, length);
                    Span<Fr> v = values.AsSpan((2 * k * length) + length, length);
                    for (int i = 0; i < length; i++)
                        (u[i], v[i]) = (u[i] + v[i], w * (u[i] - v[i]));
                }
            });
        }

        ScaleByPowers(values, domain.SizeInverse, ratio);
        Load(r, values);
    }

    private static void ScaleByPowers(Span<Fr> values, Fr first, in Fr ratio)
    {
        foreach (ref Fr value in values)
        {
            value *= first;
            first *= ratio;
        }
    }
}
