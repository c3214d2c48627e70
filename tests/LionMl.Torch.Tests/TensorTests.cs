namespace LionMl.Torch.Tests;

/// <summary>Factories, access, printing.</summary>
public sealed class TensorTests
{
    [Fact]
    public void Factories_give_what_they_say()
    {
        Assert.Equal([0L, 1, 2], arange(3).data<long>().ToArray());
        Assert.Equal([1f, 1.5f], arange(1, 2, 0.5).data<float>().ToArray());
        Assert.Equal([0f, 0.5f, 1], linspace(0, 1, 3).data<float>().ToArray());
        Assert.Equal([1f, 0, 0, 1, 0, 0], eye(3, 2).data<float>().ToArray());
        Assert.Equal([2, 2], tensor(new[,] { { 1, 2 }, { 3, 4 } }).shape);
        Assert.Equal(int32, tensor(5).dtype);
        Assert.Equal(int64, full(2, 3L).dtype);
        Assert.Equal(float64, tensor(1.0).dtype);
        Assert.Equal(0, zeros([0, 3]).sum().item<float>());
        Assert.Equal([0L, 1, 2, 3], randperm(4).sort().Values.data<long>().ToArray());
    }

    [Fact]
    public void Elements_can_be_read_and_written()
    {
        Tensor x = zeros(2, 3);
        TorchSharp.Utils.TensorAccessor<float> data = x.data<float>();
        data[1, 2] = 5;
        data[0] = 7;
        Assert.Equal([7f, 0, 0, 0, 0, 5], x.data<float>().ToArray());
        Assert.Equal(5, x.t().data<float>()[2, 1]);
        Assert.Equal(5, (float)x[1, 2]);
        Assert.Equal(5, x[TensorIndex.Single(-1), ^1].item<float>());
        Assert.Equal([2, 2], x[TensorIndex.Ellipsis, 1..].shape);
        Assert.Equal(2, x[x > 0].numel());
        x[x > 6] = tensor(1f);
        Assert.Equal(6, x.sum().item<float>());
    }

    [Fact]
    public void Text_is_bounded_and_in_the_style_asked_for()
    {
        Tensor x = tensor(new[] { 1f, 2.5f, -3, 4 }, [2, 2]);
        Assert.Equal("[2x2], type = Float32, device = cpu", x.ToString());
        Assert.Equal("[2x2], type = Float32, device = cpu|1 2.5|-3 4", x.jlstr().Replace(Environment.NewLine, "|").TrimEnd('|'));
        Assert.Equal("[[1, 2.5],| [-3, 4]]", x.npstr().Replace(Environment.NewLine, "|"));
        Assert.True(zeros(1000, 1000).npstr().Length < 500);
        Assert.Equal("[], type = Int32, device = cpu 5", tensor(5).jlstr());
    }

    [Fact]
    public void Integers_divide_as_in_Python()
    {
        Tensor a = tensor(new[] { 7L, -7, 7, -7 });
        Tensor b = tensor(new[] { 2L, 2, -2, -2 });
        Assert.Equal([3L, -4, -4, 3], a.div(b, RoundingMode.floor).data<long>().ToArray());
        Assert.Equal([3L, -3, -3, 3], a.div(b, RoundingMode.trunc).data<long>().ToArray());
        Assert.Equal([1L, 1, -1, -1], (a % b).data<long>().ToArray());
        Assert.Equal([3.5f, -3.5f, -3.5f, 3.5f], (a / b).data<float>().ToArray());
    }

    [Fact]
    public void Scopes_and_disposal_do_no_harm()
    {
        using var scope = NewDisposeScope();
        Tensor x = ones(2);
        x.Dispose();
        Assert.Equal(2, x.MoveToOuterDisposeScope().sum().item<float>());
    }
}
