using TorchSharp;
using static TorchSharp.torch.nn;

namespace LionMl.Benchmarks;

/// <summary>
/// Training of a small convolutional network on images of 28 × 28: the target is ≤ 10 s for an epoch of 6,000 on two cores.
/// </summary>
internal sealed class TrainBenchmark : IBenchmark
{
    /// <inheritdoc/>
    public string Name => "train";

    /// <inheritdoc/>
    public string Summary => "one epoch of a CNN with two convolutions, s; --images=6000 --batch=64";

    /// <inheritdoc/>
    public void Run(IReadOnlyList<string> options)
    {
        int images = Measure.Option(options, "images", 6000), batch = Measure.Option(options, "batch", 64);
        torch.manual_seed(1);
        var model = Sequential(
            Conv2d(1, 8, 3, padding: 1), ReLU(), MaxPool2d(2),
            Conv2d(8, 16, 3, padding: 1), ReLU(), MaxPool2d(2),
            Flatten(), Linear(16 * 7 * 7, 10));
        torch.Tensor pictures = torch.rand([images, 1, 28, 28]);
        torch.Tensor labels = torch.randint(10, new long[] { images });
        torch.optim.Optimizer optimizer = torch.optim.Adam(model.parameters());
        Measure.Print($"epoch of {images} images", Measure.Medians(Epoch, 3), 1, "s");
        using IDisposable mode = torch.no_grad();
        Measure.Print($"forward of {images} images", Measure.Medians(() => Each((x, _) => model.call(x)), 3), 1, "s");

        void Epoch() => Each((x, y) =>
        {
            optimizer.zero_grad();
            functional.cross_entropy(model.call(x), y).backward();
            optimizer.step();
        });

        void Each(Action<torch.Tensor, torch.Tensor> body)
        {
            for (int start = 0; start < images; start += batch)
            {
                int count = Math.Min(batch, images - start);
                body(pictures.narrow(0, start, count), labels.narrow(0, start, count));
            }
        }
    }
}
