using static TorchSharp.torch.nn;

namespace LionMl.Torch.Tests.Cases;

/// <summary>All cases, by topic; the order is that of goldens/cases.py.</summary>
public static partial class TorchCases
{
    public static IReadOnlyList<TorchCase> All { get; } =
    [
        .. Windows(), .. Matrices(), .. Norms(), .. Activations(), .. Structure(), .. Losses(), .. Shapes(), .. Arithmetic(),
        .. Reductions(),
    ];

    /// <summary>The names, for theories.</summary>
    public static TheoryData<string> Names => [.. All.Select(item => item.Name)];

    /// <summary>The names of what can be exported, for theories.</summary>
    public static TheoryData<string> ExportNames => [.. All.Where(item => item.Exports).Select(item => item.Name)];

    public static TorchCase Of(string name) => All.Single(item => item.Name == name);

    private static TorchCase Module(string name, Func<Module<Tensor, Tensor>> create) => TorchCase.Of(name, create);

    private static TorchCase One(string name, Func<Tensor, Tensor> run) => TorchCase.Of(name, run);

    private static TorchCase Two(string name, Func<Tensor, Tensor, Tensor> run) => TorchCase.Of(name, run);

    private static TorchCase Three(string name, Func<Tensor, Tensor, Tensor, Tensor> run) => TorchCase.Of(name, run);
}
