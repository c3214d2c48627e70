using System.Numerics;

namespace LionMl.Algebra.Tests.Sums;

public sealed unsafe class ScalarDigitsTests
{
    private static readonly BigInteger Square = (BigInteger)CurveParameter.X * CurveParameter.X;

    public static TheoryData<int, int> Plans
    {
        get
        {
            var data = new TheoryData<int, int>();
            for (int bits = 4; bits <= MsmPlan.MaxWindowBits; bits++)
                data.Add(bits, bits % 9);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Plans))]
    public void Digits_add_up_to_the_scalar_and_stay_in_their_range(int bits, int first)
    {
        Fr[] values = Values();
        using FrVector scalars = FrVector.FromSpan(values);
        var plan = new MsmPlan(bits, (ScalarHalves.Bits + bits - 1) / bits, 1);
        int count = values.Length - first;
        using var plain = new ScalarDigits(plan, first, count);
        plain.WriteScalar(scalars, 0, count);
        Check(plan, plain, values, first);
        if (!VectorPaths.IsSupported(VectorPath.Vector512))
            return;
        using var vector = new ScalarDigits(plan, first, count);
        vector.WriteVector512(scalars, 0, count / 3);
        vector.WriteVector512(scalars, count / 3, count);
        Check(plan, vector, values, first);
    }

    [Fact]
    public void Small_numbers_have_a_low_half_only()
    {
        foreach (int number in new[] { 0, 1, -1, 1000, -1000 })
        {
            ScalarHalves.Split(Fr.FromInt64(number), out Int128 low, out Int128 high);
            Assert.Equal(number, low);
            Assert.Equal(Int128.Zero, high);
        }
    }

    private static void Check(MsmPlan plan, ScalarDigits digits, Fr[] values, int first)
    {
        for (int i = 0; i < digits.Count; i++)
        {
            BigInteger sum = 0;
            for (int half = 0; half < 2; half++)
            {
                for (int window = 0; window < plan.Windows; window++)
                {
                    int digit = digits.Window(half, window)[i];
                    Assert.InRange(Math.Abs(digit), 0, plan.Buckets(window));
                    Assert.True(digit == 0 || digits.IsUsed(half, window));
                    sum += ((BigInteger)digit << (window * plan.WindowBits)) * (half == 0 ? 1 : Square);
                }
            }

            Assert.Equal(values[first + i], Fr.FromBigInteger(sum));
        }
    }

    // Random numbers, small ones of both signs, and those where quotients and remainders turn over.
    private static Fr[] Values()
    {
        var random = new Random(99);
        var values = new List<BigInteger> { Fr.Modulus / 2, (Fr.Modulus / 2) + 1, Fr.Modulus - 1, Square / 2, (Square / 2) + 1 };
        for (int i = -3; i <= 3; i++)
        {
            values.Add(i);
            values.Add(Square + i);
            values.Add((Square * (Square / 2)) + i);
            values.Add((Square * (Square / 2)) + (Square / 2) + i);
            values.Add((Square * random.Next()) + (Square / 2) + i);
        }

        for (int i = 0; i < 252; i++)
        {
            values.Add(BigInteger.One << i);
            values.Add(-(BigInteger.One << i) + 1);
        }

        Fr[] fixedOnes = [.. values.Select(Fr.FromBigInteger)];
        return [.. fixedOnes, .. Enumerable.Range(0, 1000).Select(_ => TestValues.Random<Fr>(random))];
    }
}
