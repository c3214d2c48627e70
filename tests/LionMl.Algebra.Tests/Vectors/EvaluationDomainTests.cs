using System.Text.Json;

namespace LionMl.Algebra.Tests.Vectors;

public sealed class EvaluationDomainTests
{
    private static readonly Workers Two = new(2);

    public static TheoryData<int> LogSizes => [.. Enumerable.Range(0, 14)];

    [Theory]
    [MemberData(nameof(LogSizes))]
    public void Forward_evaluates_and_inverse_interpolates(int logSize)
    {
        EvaluationDomain domain = EvaluationDomain.Of(1 << logSize);
        Fr[] coefficients = Scalars.Edgy(domain.Size, logSize);
        using FrVector natural = FrVector.FromSpan(coefficients);
        domain.Forward(natural, Two);
        Fr[] values = natural.ToArray();
        using FrVector reversed = FrVector.FromSpan(coefficients);
        domain.ForwardToBitReversed(reversed, Two);
        foreach (int i in Sample(domain.Size))
        {
            Assert.Equal(Scalars.Evaluate(coefficients, domain.Element(i)), values[i]);
            Assert.Equal(values[i], reversed[BitReversal.Of(i, logSize)]);
        }

        domain.Inverse(natural, Two);
        Assert.Equal(coefficients, natural.ToArray());
        domain.InverseFromBitReversed(reversed, Two);
        Assert.Equal(coefficients, reversed.ToArray());
    }

    [Theory]
    [MemberData(nameof(LogSizes))]
    public void Coset_transforms_shift_by_the_generator(int logSize)
    {
        EvaluationDomain domain = EvaluationDomain.Of(1 << logSize);
        Fr[] coefficients = Scalars.Edgy(domain.Size, 50 + logSize);
        using FrVector vector = FrVector.FromSpan(coefficients);
        domain.ForwardCoset(vector, Two);
        foreach (int i in Sample(domain.Size))
            Assert.Equal(Scalars.Evaluate(coefficients, Fr.Generator * domain.Element(i)), vector[BitReversal.Of(i, logSize)]);

        domain.InverseCoset(vector, Two);
        Assert.Equal(coefficients, vector.ToArray());
    }

    [Theory]
    [MemberData(nameof(LogSizes))]
    public void Bit_reversal_moves_every_element_to_its_mirrored_index(int logSize)
    {
        Fr[] values = Scalars.Edgy(1 << logSize, 80);
        using FrVector vector = FrVector.FromSpan(values);
        EvaluationDomain.BitReverse(vector, Two);
        Fr[] moved = vector.ToArray();
        for (int i = 0; i < values.Length; i++)
        {
            int mirrored = 0;
            for (int bit = 0; bit < logSize; bit++)
                mirrored |= ((i >> bit) & 1) << (logSize - 1 - bit);

            Assert.Equal(values[i], moved[mirrored]);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    public void Lagrange_polynomials_interpolate(int logSize)
    {
        EvaluationDomain domain = EvaluationDomain.Of(1 << logSize);
        Fr[] coefficients = Scalars.Edgy(domain.Size, 90);
        using FrVector values = FrVector.FromSpan(coefficients);
        domain.Forward(values, Two);
        Fr outside = Scalars.Parse("12345");
        Assert.Equal(Scalars.Evaluate(coefficients, outside), domain.LagrangeAt(outside, Two).InnerProduct(values, Two));
        for (int i = 0; i < domain.Size; i++)
        {
            Fr[] unit = new Fr[domain.Size];
            unit[i] = Fr.One;
            Assert.Equal(unit, domain.LagrangeAt(domain.Element(i), Two).ToArray());
        }
    }

    [Fact]
    public void Transforms_agree_with_the_reference_vectors()
    {
        using JsonDocument file = JsonDocument.Parse(TestFile.Read("fft.json"));
        JsonElement vectors = file.RootElement;
        Fr[] Read(string name) => [.. vectors.GetProperty(name).EnumerateArray().Select(e => Scalars.Parse(e.GetString()!))];
        EvaluationDomain domain = EvaluationDomain.Of(8);
        Fr[] coefficients = Read("coeffs");

        Assert.Equal(Read("fft8"), Apply(coefficients, v => domain.Forward(v, Two)));
        Assert.Equal(Read("ifft8"), Apply(coefficients, v => domain.Inverse(v, Two)));
        Fr[] coset = Apply(coefficients, v =>
        {
            domain.ForwardCoset(v, Two);
            EvaluationDomain.BitReverse(v, Two);
        });
        Assert.Equal(Read("coset_fft8"), coset);
        Fr x = Scalars.Parse("12345");
        Assert.Equal(Read("lagrange8_at_12345"), domain.LagrangeAt(x, Two).ToArray());
        Assert.Equal(vectors.GetProperty("vanish8_at_12345").GetString(), domain.EvaluateVanishing(x).ToString());
    }

    [Fact]
    public void Division_by_a_linear_factor_agrees_with_the_reference_vector()
    {
        using JsonDocument file = JsonDocument.Parse(TestFile.Read("fft.json"));
        JsonElement vector = file.RootElement.GetProperty("div_linear");
        Fr[] Read(string name) => [.. vector.GetProperty(name).EnumerateArray().Select(e => Scalars.Parse(e.GetString()!))];
        using FrVector polynomial = FrVector.FromSpan(Read("poly"));
        Fr value = polynomial.DivideByLinear(Scalars.Parse(vector.GetProperty("z").GetString()!), Two);
        Assert.Equal(vector.GetProperty("value").GetString(), value.ToString());
        Assert.Equal([.. Read("quotient"), Fr.Zero], polynomial.ToArray());
    }

    [Fact]
    public void The_smallest_domain_is_chosen()
    {
        int[] counts = [0, 1, 2, 3, 4, 5, 1023, 1024, 1025];
        Assert.Equal([1, 1, 2, 4, 4, 8, 1024, 1024, 2048], counts.Select(c => EvaluationDomain.Of(c).Size));
        Assert.Same(EvaluationDomain.Of(5), EvaluationDomain.Of(8));
        Assert.Throws<ArgumentOutOfRangeException>(() => EvaluationDomain.Of(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => EvaluationDomain.Of((1 << EvaluationDomain.MaxLogSize) + 1));
    }

    [Fact]
    public void Elements_are_the_powers_of_the_generator_and_wrap_around()
    {
        EvaluationDomain domain = EvaluationDomain.Of(16);
        Fr[] elements = domain.Elements(Two).ToArray();
        for (int i = 0; i < 16; i++)
        {
            Assert.Equal(elements[i], domain.Element(i));
            Assert.Equal(elements[i], domain.Element(i - 16));
            Assert.True(domain.EvaluateVanishing(elements[i]).IsZero);
        }

        Assert.Equal(16, elements.Distinct().Count());
    }

    [Fact]
    public void Other_lengths_are_refused()
    {
        EvaluationDomain domain = EvaluationDomain.Of(16);
        using var vector = new FrVector(15);
        Assert.Throws<ArgumentException>(() => domain.Forward(vector, Two));
        Assert.Throws<ArgumentException>(() => domain.Inverse(vector, Two));
        Assert.Throws<ArgumentException>(() => domain.ForwardCoset(vector, Two));
        Assert.Throws<ArgumentException>(() => domain.InverseCoset(vector, Two));
        Assert.Throws<ArgumentException>(() => EvaluationDomain.BitReverse(vector, Two));
    }

    private static Fr[] Apply(Fr[] values, Action<FrVector> operation)
    {
        using FrVector vector = FrVector.FromSpan(values);
        operation(vector);
        return vector.ToArray();
    }

    private static IEnumerable<int> Sample(int size) =>
        size <= 256 ? Enumerable.Range(0, size) : Enumerable.Range(0, 8).Select(i => ((i * 7919) + (i == 0 ? 0 : i == 1 ? 1 : 3)) % size);
}
