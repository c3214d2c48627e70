namespace LionMl.Torch.Tests;

/// <summary>Gradients: by finite differences, and the rules of the backward pass.</summary>
public sealed class AutogradTests
{
    private static readonly Dictionary<string, Func<Tensor, Tensor>> Functions = new()
    {
        ["exp"] = x => x.exp(),
        ["log"] = x => (x * x + 1).log(),
        ["tanh"] = x => x.tanh(),
        ["gelu"] = x => nn.functional.gelu(x),
        ["mish"] = x => nn.functional.mish(x),
        ["elu"] = x => nn.functional.elu(x, 0.8),
        ["softmax"] = x => x.softmax(-1),
        ["layer_norm"] = x => nn.functional.layer_norm(x, [x.shape[^1]]),
        ["matmul"] = x => x.matmul(x.mT),
        ["broadcast"] = x => x * x.sum(-1, keepdim: true) / (x.mean([0], keepdim: true).square() + 1),
        ["max"] = x => x.max(-1).values,
        ["std"] = x => x.std(0),
        ["slices"] = x => x.slice(0, 0, 2, 1) * x.select(0, 1),
        ["cat"] = x => cat([x, x.flip(0) * 2], 0),
        ["conv"] = x => nn.functional.conv2d(x.unsqueeze(0).unsqueeze(0), x.slice(0, 0, 2, 1).slice(1, 0, 2, 1).unsqueeze(0).unsqueeze(0)),
        ["avg_pool"] = x => nn.functional.avg_pool2d(x.unsqueeze(0), 2, padding: 1),
        ["norm"] = x => nn.functional.normalize(x),
    };

    public static TheoryData<string, int> Cases
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (string name in Functions.Keys)
            {
                data.Add(name, 1);
                data.Add(name, 2);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradients_are_finite_differences(string name, int seed)
    {
        var random = new Random(seed);
        Tensor x = LawTests.Input(seed, [random.Next(2, 5), random.Next(2, 5)]).to(ScalarType.Float64);
        Func<Tensor, Tensor> function = Functions[name];
        Tensor direction = randn(function(x).shape, ScalarType.Float64, generator: new Generator(9));
        Tensor leaf = x.clone().requires_grad_();
        (function(leaf) * direction).sum().backward();
        double[] gradient = leaf.grad!.data<double>().ToArray();
        const double Step = 1e-5;
        for (int i = 0; i < gradient.Length; i++)
        {
            double Shifted(double by)
            {
                double[] values = x.data<double>().ToArray();
                values[i] += by;
                return (function(tensor(values, x.shape)) * direction).sum().item<double>();
            }

            double difference = (Shifted(Step) - Shifted(-Step)) / (2 * Step);
            Assert.Equal(difference, gradient[i], 1e-6 * Math.Max(1, Math.Abs(difference)));
        }
    }

    [Fact]
    public void Gradients_add_up_over_uses_and_passes()
    {
        Tensor x = tensor(3f, requires_grad: true);
        (x * x).backward();
        (x * x).backward();
        Assert.Equal(12f, x.grad!.item<float>());
    }

    [Fact]
    public void Nothing_is_recorded_where_gradients_are_off()
    {
        Tensor x = ones([2], requires_grad: true);
        using (no_grad())
        {
            Assert.False((x * 2).requires_grad);
        }

        Assert.True((x * 2).requires_grad);
        Assert.False((x.detach() * 2).requires_grad);
        Assert.False((x > 0).requires_grad);
    }

    [Fact]
    public void Only_leaves_keep_gradients_unless_asked()
    {
        Tensor x = ones([2], requires_grad: true);
        Tensor y = x * 3;
        Tensor z = y * 2;
        y.retain_grad();
        z.sum().backward();
        Assert.Null(z.grad);
        Assert.Equal([2f, 2f], y.grad!.data<float>().ToArray());
        Assert.Equal([6f, 6f], x.grad!.data<float>().ToArray());
    }

    [Fact]
    public void In_place_activations_keep_gradients_right()
    {
        Tensor x = tensor(new[] { -1f, 2f }, requires_grad: true);
        Tensor y = x * 2;
        Tensor kept = y * y;
        nn.functional.relu(y, inplace: true);
        Assert.Equal([0f, 4f], y.data<float>().ToArray());
        (kept + y).sum().backward();
        Assert.Equal([-8f, 18f], x.grad!.data<float>().ToArray());
    }

    [Fact]
    public void Gradients_can_be_results()
    {
        Tensor x = tensor(2f, requires_grad: true);
        Tensor y = x * x;
        IList<Tensor> gradients = autograd.grad([y * 3], [x, y]);
        Assert.Equal(12f, gradients[0].item<float>());
        Assert.Equal(3f, gradients[1].item<float>());
        Assert.Null(x.grad);
    }

    [Fact]
    public void Misuse_is_refused_in_PyTorchs_words()
    {
        Tensor x = ones([2], requires_grad: true);
        Assert.Contains("only for scalar outputs", Assert.Throws<InvalidOperationException>(() => (x * 2).backward()).Message);
        Assert.Contains("does not require grad", Assert.Throws<InvalidOperationException>(() => ones(1).backward()).Message);
        Tensor loss = x.exp().sum();
        loss.backward();
        Assert.Contains("second time", Assert.Throws<InvalidOperationException>(() => loss.backward()).Message);
        Assert.Contains("floating point", Assert.Throws<InvalidOperationException>(() => ones([1], int64, requires_grad: true)).Message);
        Assert.Contains("leaf Variable", Assert.Throws<InvalidOperationException>(() => x.zero_()).Message);
        Assert.Throws<NotSupportedException>(() => (x * 2).sum().backward(create_graph: true));
    }

    [Fact]
    public void A_saved_value_that_has_changed_is_refused()
    {
        Tensor x = ones([2], requires_grad: true);
        Tensor other = ones([2]);
        Tensor loss = (x * other).sum();
        other.fill_(5);
        Assert.Contains("inplace operation", Assert.Throws<InvalidOperationException>(() => loss.backward()).Message);
    }
}
