using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace LionMl.Torch.Tests;

/// <summary>Modules, optimisers and schedulers at work.</summary>
public sealed class TrainingTests
{
    [Fact]
    public void Optimisers_follow_their_formulas()
    {
        // Two steps on w² / 2 from w = 1, whose gradient is w.
        Assert.Equal(0.9 * 0.9, Steps(p => optim.SGD(p, 0.1)), 1e-6);
        Assert.Equal(0.9 - (0.1 * ((0.9 * 1) + 0.9)), Steps(p => optim.SGD(p, 0.1, momentum: 0.9)), 1e-6);
        double first = 1 - (0.1 * (1 + 0.9));
        Assert.Equal(
            first - (0.1 * (first + (0.9 * ((0.9 * 1) + first)))), Steps(p => optim.SGD(p, 0.1, momentum: 0.9, nesterov: true)), 1e-6);
        Assert.Equal(Math.Pow(1 - (0.1 * 1.5), 2), Steps(p => optim.SGD(p, 0.1, weight_decay: 0.5)), 1e-6);

        // Adam's first step is the learning rate, whatever the gradient.
        Assert.Equal(0.9, Steps(p => optim.Adam(p, 0.1), 1), 1e-6);
        Assert.Equal((1 - (0.1 * 0.01)) - 0.1, Steps(p => optim.AdamW(p, 0.1), 1), 1e-6);
    }

    [Fact]
    public void Schedulers_change_the_rate()
    {
        optim.Optimizer optimizer = optim.SGD([Parameter(ones(1))], 1.0);
        var step = optim.lr_scheduler.StepLR(optimizer, 2, 0.5);
        var rates = new List<double>();
        for (int i = 0; i < 5; i++)
        {
            rates.Add(optimizer.LearningRate);
            step.step();
        }

        Assert.Equal([1, 1, 0.5, 0.5, 0.25], rates);
    }

    [Fact]
    public void A_small_network_learns_exclusive_or()
    {
        manual_seed(1);
        var model = Sequential(Linear(2, 8), Tanh(), Linear(8, 2));
        Tensor inputs = tensor(new[] { 0f, 0, 0, 1, 1, 0, 1, 1 }, [4, 2]);
        Tensor labels = tensor(new[] { 0L, 1, 1, 0 });
        optim.Optimizer optimizer = optim.Adam(model.parameters(), 0.05);
        Loss loss = CrossEntropyLoss();
        for (int i = 0; i < 200; i++)
        {
            optimizer.zero_grad();
            loss.call(model.call(inputs), labels).backward();
            optimizer.step();
        }

        Assert.Equal([0L, 1, 1, 0], model.call(inputs).argmax(1).data<long>().ToArray());
    }

    [Fact]
    public void Batch_normalisation_learns_its_statistics_in_training_only()
    {
        var norm = BatchNorm1d(2);
        Tensor x = tensor(new[] { 1f, 10, 3, 20 }, [2, 2]);
        norm.call(x);
        Assert.Equal([0.2f, 1.5f], norm.running_mean!.data<float>().ToArray());
        Assert.Equal([1.1f, 5.9f], norm.running_var!.data<float>().ToArray().Select(v => MathF.Round(v, 4)));
        Assert.Equal(1L, norm.num_batches_tracked!.item<long>());
        norm.eval();
        norm.call(x);
        Assert.Equal(1L, norm.num_batches_tracked!.item<long>());
    }

    [Fact]
    public void Dropout_keeps_the_mean_and_rests_in_evaluation()
    {
        manual_seed(5);
        var dropout = Dropout(0.25);
        Tensor y = dropout.call(ones(20000));
        Assert.Equal(1, y.mean().item<float>(), 0.03);
        Assert.Equal(0.25, (y == 0).to(float32).mean().item<float>(), 0.02);
        dropout.eval();
        Assert.Equal(1, dropout.call(ones(3)).min().item<float>());
    }

    [Fact]
    public void Components_have_the_names_of_their_fields()
    {
        var model = new Own();
        Assert.Equal(
            ["first.weight", "first.bias", "blocks.0.weight", "blocks.1.weight", "renamed"],
            model.named_parameters().Select(entry => entry.name).OrderBy(name => Array.IndexOf(
                ["first.weight", "first.bias", "blocks.0.weight", "blocks.1.weight", "renamed"], name)));
        Assert.Equal(["table"], model.named_buffers().Select(entry => entry.name));
        Assert.Equal(["first", "blocks", "blocks.0", "blocks.1"], model.named_modules().Select(entry => entry.name));
        Assert.Equal(6, model.state_dict().Count);
        model.to(float64);
        Assert.All(model.parameters(), parameter => Assert.Equal(float64, parameter.dtype));
        Assert.Equal(int64, model.get_buffer("table")!.dtype);
    }

    [Fact]
    public void Initial_weights_have_PyTorchs_bounds()
    {
        manual_seed(2);
        var layer = Linear(400, 300);
        float bound = 1 / MathF.Sqrt(400);
        Assert.InRange(layer.weight.abs().max().item<float>(), 0.99f * bound, bound);
        Assert.InRange(layer.bias!.abs().max().item<float>(), 0.9f * bound, bound);
        float conv = 1 / MathF.Sqrt(8 * 9);
        Assert.InRange(Conv2d(8, 32, 3).weight.abs().max().item<float>(), 0.97f * conv, conv);
        Assert.Equal(1, Embedding(100, 100).weight.std().item<float>(), 0.03);
    }

    private static double Steps(Func<IEnumerable<Parameter>, optim.Optimizer> create, int count = 2)
    {
        Parameter w = Parameter(ones(1));
        optim.Optimizer optimizer = create([w]);
        for (int i = 0; i < count; i++)
        {
            optimizer.zero_grad();
            (w * w / 2).sum().backward();
            optimizer.step();
        }

        return w.data<float>()[0];
    }

    private sealed class Own : Module<Tensor, Tensor>
    {
        private readonly Linear first = Linear(2, 2);
        private readonly ModuleList<Linear> blocks = ModuleList(Linear(2, 2, false), Linear(2, 2, false));
        private readonly Tensor table = arange(3);

        [ComponentName(Name = "renamed")]
        private readonly Parameter scale = Parameter(ones(2));

        public Own()
            : base("Own") => RegisterComponents();

        public override Tensor forward(Tensor x) => blocks[1].call(blocks[0].call(first.call(x))) * scale + table.sum();
    }
}
