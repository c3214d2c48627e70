namespace LionMl.Torch.Tests;

/// <summary>Element types of results.</summary>
public sealed class PromotionTests
{
    private static readonly ScalarType[] Types =
        [ScalarType.Bool, ScalarType.Int32, ScalarType.Int64, ScalarType.Float32, ScalarType.Float64];

    public static TheoryData<int, int> Pairs
    {
        get
        {
            var pairs = new TheoryData<int, int>();
            foreach (int a in Enumerable.Range(0, Types.Length))
            {
                foreach (int b in Enumerable.Range(0, Types.Length))
                {
                    pairs.Add(a, b);
                }
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Tensors_with_dimensions_give_the_wider_type(int a, int b) =>
        Assert.Equal(Types[Math.Max(a, b)], (ones([2], Types[a]) * ones([2], Types[b])).dtype);

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_tensor_without_dimensions_lifts_the_kind_only(int a, int b)
    {
        ScalarType result = (ones([2], Types[a]) * ones([], Types[b])).dtype;
        int Kind(int i) => i == 0 ? 0 : i < 3 ? 1 : 2;
        Assert.Equal(Kind(b) > Kind(a) ? Types[b] : Types[a], result);
    }

    [Fact]
    public void Numbers_bring_in_the_default_type_of_their_kind()
    {
        Assert.Equal(ScalarType.Float32, (ones([2], ScalarType.Int32) + 0.5).dtype);
        Assert.Equal(ScalarType.Float32, (ones([2]) + 0.5).dtype);
        Assert.Equal(ScalarType.Float64, (ones([2], ScalarType.Float64) + 0.5f).dtype);
        Assert.Equal(ScalarType.Int32, (ones([2], ScalarType.Int32) + 5L).dtype);
        Assert.Equal(ScalarType.Int64, (ones([2], ScalarType.Bool) + 5).dtype);
        Assert.Equal(ScalarType.Float32, (ones([2], ScalarType.Int64) / ones([2], ScalarType.Int64)).dtype);
        Assert.Equal(ScalarType.Int64, ones([2], ScalarType.Int32).sum().dtype);
        Assert.Equal(ScalarType.Int64, ones([2], ScalarType.Bool).sum().dtype);
    }
}
