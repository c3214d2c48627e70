using LionMl.Torch.Tests.Cases;

namespace LionMl.Torch.Tests;

/// <summary>What holds for all shapes: broadcasting, views, products.</summary>
public sealed class LawTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 25)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Broadcasting_is_expanding(int seed)
    {
        var random = new Random(seed);
        long[] shape = Shape(random, random.Next(1, 5));
        Tensor a = Input(seed, Thinned(shape, random));
        Tensor b = Input(seed + 1, Thinned(shape, random)[random.Next(0, shape.Length)..]);
        long[] common = (a + b).shape;
        Tensor x = a.expand(common, false).contiguous();
        Tensor y = b.expand(common, false).contiguous();
        Same(x + y, a + b);
        Same(x * y, a * b);
        Same(x - y, a - b);
        Same(x < y, a < b);
        Same(x.maximum(y), a.maximum(b));
        Same(where(x > 0, x, y), where(a > 0, a, b));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Views_give_what_copies_give(int seed)
    {
        var random = new Random(seed);
        Tensor x = Input(seed, Shape(random, 4));
        Tensor view = x.permute([.. Enumerable.Range(0, 4).OrderBy(_ => random.Next()).Select(i => (long)i)]).slice(1, 0, 3, 2);
        Tensor copy = view.contiguous();
        Assert.True(copy.is_contiguous());
        Same(copy.exp(), view.exp());
        Same(copy.sum([0, 2]), view.sum([0, 2]));
        Same(copy.sum(-1), view.sum(-1));
        Same(copy.max(1).values, view.max(1).values);
        Same(copy.reshape(-1), view.reshape(-1));
        Same(copy.softmax(1), view.softmax(1));
        Same(copy.matmul(copy.mT), view.matmul(view.mT));
        Same(cat([copy, copy], 2), cat([view, view], 2));
        Same(copy.index_select(0, tensor(new[] { 0L })), view.index_select(0, tensor(new[] { 0L })));
        Same(copy + copy.select(0, 0), view + view.select(0, 0));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Matrix_products_are_sums_of_products(int seed)
    {
        var random = new Random(seed);
        (long m, long k, long n) = (random.Next(1, 40), random.Next(1, 300), random.Next(1, 70));
        Tensor a = Input(seed, [m, k]).to(ScalarType.Float64);
        Tensor b = Input(seed + 1, [k, n]).to(ScalarType.Float64);
        Tensor expected = (a.unsqueeze(2) * b.unsqueeze(0)).sum(1);
        Assert.True(CaseErrors.Distance(expected, a.matmul(b)) < 1e-12);
        Tensor single = a.to(ScalarType.Float32).matmul(b.to(ScalarType.Float32));
        Assert.True(CaseErrors.Distance(expected, single.to(ScalarType.Float64)) < 1e-4);
    }

    [Fact]
    public void Writing_to_a_view_writes_to_the_whole()
    {
        Tensor x = zeros([3, 4]);
        x[1] = ones(4);
        x[TensorIndex.Colon, TensorIndex.Slice(2)] = tensor(5f);
        x.select(0, 0).fill_(7);
        Assert.Equal([7f, 7, 7, 7, 1, 1, 5, 5, 0, 0, 5, 5], x.data<float>().ToArray());
    }

    [Fact]
    public void The_same_seed_gives_the_same_numbers()
    {
        manual_seed(3);
        Tensor first = randn(5);
        manual_seed(3);
        Same(first, randn(5));
    }

    internal static Tensor Input(int seed, long[] shape) => randn(shape, generator: new Generator((ulong)seed));

    private static long[] Shape(Random random, int rank) => [.. Enumerable.Range(0, rank).Select(_ => (long)random.Next(2, 5))];

    private static long[] Thinned(long[] shape, Random random) => [.. shape.Select(size => random.Next(2) == 0 ? 1 : size)];

    private static void Same(Tensor expected, Tensor actual) => Assert.True(CaseErrors.Distance(expected, actual) <= 1e-6);
}
