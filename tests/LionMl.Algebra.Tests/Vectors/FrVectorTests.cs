namespace LionMl.Algebra.Tests.Vectors;

public sealed class FrVectorTests
{
    // Every length up to a few blocks, then lengths around chunk borders (256 blocks of 8).
    public static TheoryData<int> Lengths => [.. Enumerable.Range(0, 35), 63, 64, 65, 127, 129, 511, 2047, 2048, 2049, 5000, 20000];

    private static readonly Workers Two = new(2);

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Elementwise_operations_agree_with_single_elements(int length)
    {
        Fr[] a = Scalars.Edgy(length, 1);
        Fr[] b = Scalars.Edgy(length, 2);
        Fr s = Scalars.Edgy(9, 3)[8];
        Check(a, v => v.Add(FrVector.FromSpan(b), Two), i => a[i] + b[i]);
        Check(a, v => v.Subtract(FrVector.FromSpan(b), Two), i => a[i] - b[i]);
        Check(a, v => v.Multiply(FrVector.FromSpan(b), Two), i => a[i] * b[i]);
        Check(a, v => v.AddScaled(s, FrVector.FromSpan(b), Two), i => a[i] + (s * b[i]));
        Check(a, v => v.Scale(s, Two), i => a[i] * s);
        Check(a, v => v.AddConstant(s, Two), i => a[i] + s);
        Check(a, v => v.Fill(s), _ => s);
        Check(a, v => v.Clear(), _ => Fr.Zero);
        Check(a, v => v.Invert(Two), i => a[i].IsZero ? Fr.Zero : a[i].Inverse());
        Check(a, v => v.ScaleByPowers(s, b.Length > 0 ? b[^1] : s, Two), i => a[i] * s * b[^1].Pow((ulong)i));
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Sums_agree_with_single_elements(int length)
    {
        Fr[] a = Scalars.Edgy(length, 4);
        Fr[] b = Scalars.Edgy(length, 5);
        Fr x = Scalars.Edgy(9, 6)[8];
        using FrVector v = FrVector.FromSpan(a);
        Assert.Equal(a.Aggregate(Fr.Zero, (sum, e) => sum + e), v.Sum(Two));
        Assert.Equal(a.Zip(b).Aggregate(Fr.Zero, (sum, e) => sum + (e.First * e.Second)), v.InnerProduct(FrVector.FromSpan(b), Two));
        Assert.Equal(Scalars.Evaluate(a, x), v.Evaluate(x, Two));
        Assert.Equal(Scalars.Evaluate(a, Fr.Zero), v.Evaluate(Fr.Zero, Two));
        Assert.Equal(a, v.ToArray());
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Division_by_a_linear_factor_agrees_with_synthetic_division(int length)
    {
        Fr[] a = Scalars.Edgy(length, 7);
        foreach (Fr z in (Fr[])[Scalars.Edgy(9, 8)[8], Fr.Zero, Fr.One, -Fr.One])
        {
            using FrVector v = FrVector.FromSpan(a);
            Assert.Equal(Scalars.Evaluate(a, z), v.DivideByLinear(z, Two));
            var quotient = new Fr[length];
            for (int i = length - 2; i >= 0; i--)
                quotient[i] = a[i + 1] + (z * quotient[i + 1]);

            Assert.Equal(quotient, v.ToArray());
            Assert.Equal(quotient.Aggregate(Fr.Zero, (sum, e) => sum + e), v.Sum(Workers.One));
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Powers_agree_with_repeated_products(int length)
    {
        Fr first = Scalars.Edgy(10, 9)[8];
        Fr ratio = Scalars.Edgy(10, 9)[9];
        using FrVector v = FrVector.Powers(first, ratio, length, Two);
        var expected = new Fr[length];
        Fr power = first;
        for (int i = 0; i < length; i++, power *= ratio)
            expected[i] = power;

        Assert.Equal(expected, v.ToArray());
        Assert.Equal(expected.Aggregate(Fr.Zero, (sum, e) => sum + e), v.Sum(Two));
    }

    [Fact]
    public void A_shorter_operand_counts_as_padded_with_zeros()
    {
        Fr[] a = Scalars.Edgy(100, 10);
        for (int length = 0; length <= 100; length++)
        {
            int n = length;
            Fr[] b = Scalars.Edgy(n, 11);
            Fr At(int i) => i < n ? b[i] : Fr.Zero;
            Check(a, v => v.Add(FrVector.FromSpan(b), Two), i => a[i] + At(i));
            Check(a, v => v.Subtract(FrVector.FromSpan(b), Two), i => a[i] - At(i));
            Check(a, v => v.AddScaled(a[9], FrVector.FromSpan(b), Two), i => a[i] + (a[9] * At(i)));
            Fr expected = b.Zip(a).Aggregate(Fr.Zero, (sum, e) => sum + (e.First * e.Second));
            Assert.Equal(expected, FrVector.FromSpan(a).InnerProduct(FrVector.FromSpan(b), Two));
            Assert.Equal(expected, FrVector.FromSpan(b).InnerProduct(FrVector.FromSpan(a), Two));
        }
    }

    [Fact]
    public void A_longer_operand_is_refused()
    {
        using var shorter = new FrVector(8);
        using var longer = new FrVector(9);
        Assert.Throws<ArgumentException>(() => shorter.Add(longer, Two));
        Assert.Throws<ArgumentException>(() => shorter.Subtract(longer, Two));
        Assert.Throws<ArgumentException>(() => shorter.AddScaled(Fr.One, longer, Two));
        Assert.Throws<ArgumentException>(() => shorter.Multiply(longer, Two));
        Assert.Throws<ArgumentException>(() => longer.Multiply(shorter, Two));
    }

    [Fact]
    public void Ranges_are_copied_at_every_alignment_and_only_there()
    {
        Fr[] a = Scalars.Edgy(50, 12);
        Fr[] b = Scalars.Edgy(50, 13);
        for (int start = 0; start <= 20; start++)
        {
            for (int count = 0; count <= 30; count++)
            {
                Fr[] expected = [.. a];
                b.AsSpan(start / 2, count).CopyTo(expected.AsSpan(start));
                using FrVector fromSpan = FrVector.FromSpan(a);
                fromSpan.CopyFrom(b.AsSpan(start / 2, count), start);
                Assert.Equal(expected, fromSpan.ToArray());
                using FrVector fromVector = FrVector.FromSpan(a);
                fromVector.CopyFrom(FrVector.FromSpan(b), start / 2, start, count);
                Assert.Equal(expected, fromVector.ToArray());
                var part = new Fr[count];
                fromVector.CopyTo(start, part);
                Assert.Equal(expected.AsSpan(start, count).ToArray(), part);
                fromVector.Clear(start, count);
                expected.AsSpan(start, count).Clear();
                Assert.Equal(expected, fromVector.ToArray());
            }
        }
    }

    [Fact]
    public void Accesses_outside_the_vector_are_refused()
    {
        using var v = new FrVector(10);
        using var other = new FrVector(3);
        Assert.Throws<ArgumentOutOfRangeException>(() => new FrVector(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => v[10]);
        Assert.Throws<ArgumentOutOfRangeException>(() => v[-1] = Fr.One);
        Assert.Throws<ArgumentOutOfRangeException>(() => v.CopyFrom(new Fr[11]));
        Assert.Throws<ArgumentOutOfRangeException>(() => v.CopyFrom(new Fr[1], 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => v.CopyTo(-1, new Fr[1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => v.CopyFrom(other, 1, 0, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => v.CopyFrom(other, 0, 8, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => v.Clear(9, 2));
        Assert.Throws<ArgumentException>(() => v.CopyFrom(v, 0, 1, 1));
    }

    [Fact]
    public void A_disposed_vector_refuses_work()
    {
        var v = new FrVector(10);
        v.Dispose();
        v.Dispose();
        Assert.Throws<ObjectDisposedException>(() => v[0]);
        Assert.Throws<ObjectDisposedException>(() => v.Scale(Fr.One, Two));
    }

    [Fact]
    public void Cancellation_stops_every_long_operation()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var cancelled = new Workers(2, source.Token);
        using var v = new FrVector(1 << 13);
        Assert.ThrowsAny<OperationCanceledException>(() => v.Scale(Fr.One, cancelled));
        Assert.ThrowsAny<OperationCanceledException>(() => v.Invert(cancelled));
        Assert.ThrowsAny<OperationCanceledException>(() => v.Sum(cancelled));
        Assert.ThrowsAny<OperationCanceledException>(() => v.DivideByLinear(Fr.One, cancelled));
        Assert.ThrowsAny<OperationCanceledException>(() => EvaluationDomain.Of(v.Length).Forward(v, cancelled));
        Assert.ThrowsAny<OperationCanceledException>(() => EvaluationDomain.Of(v.Length).Inverse(v, cancelled));
    }

    private static void Check(Fr[] start, Action<FrVector> operation, Func<int, Fr> expected)
    {
        using FrVector vector = FrVector.FromSpan(start);
        using FrVector copy = vector.Clone();
        operation(copy);
        Assert.Equal(Enumerable.Range(0, start.Length).Select(expected), copy.ToArray());
        Assert.Equal(start, vector.ToArray());

        // The lanes beyond the end must have stayed zero.
        Assert.Equal(copy.ToArray().Aggregate(Fr.Zero, (sum, e) => sum + e), copy.Sum(Workers.One));
    }
}
