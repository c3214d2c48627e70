namespace LionMl.Torch.Tests.Cases;

/// <summary>One module or function of the subset, to be run eagerly, backwards, and as a graph.</summary>
/// <param name="Name">The golden's name.</param>
/// <param name="Create">Makes the module whose state the golden has; null for a plain function.</param>
/// <param name="Run">The computation, given the module.</param>
public sealed record TorchCase(string Name, Func<nn.Module>? Create, Func<nn.Module?, IReadOnlyList<Tensor>, IReadOnlyList<Tensor>> Run)
{
    /// <summary>Whether the case can be traced: what trains cannot.</summary>
    public bool Exports => !Name.EndsWith("_training", StringComparison.Ordinal);

    public static TorchCase Of(string name, Func<nn.Module<Tensor, Tensor>> create) =>
        new(name, create, (module, x) => [((nn.Module<Tensor, Tensor>)module!).call(x[0])]);

    public static TorchCase Of(string name, Func<Tensor, Tensor> run) => new(name, null, (_, x) => [run(x[0])]);

    public static TorchCase Of(string name, Func<Tensor, Tensor, Tensor> run) => new(name, null, (_, x) => [run(x[0], x[1])]);

    public static TorchCase Of(string name, Func<Tensor, Tensor, Tensor, Tensor> run) => new(name, null, (_, x) => [run(x[0], x[1], x[2])]);

    public static TorchCase Many(string name, Func<Tensor, IReadOnlyList<Tensor>> run) => new(name, null, (_, x) => run(x[0]));

    public static TorchCase Pair(string name, Func<Tensor, (Tensor, Tensor)> run) => new(name, null, (_, x) =>
    {
        (Tensor first, Tensor second) = run(x[0]);
        return [first, second];
    });
}
