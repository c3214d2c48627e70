using LionMl.Onnx;

namespace LionMl.Torch;

/// <summary>What a trace gives.</summary>
/// <param name="Graph">The module as a graph of opset 17, its weights as constants.</param>
/// <param name="Warnings">What the graph may not do as the module does, with places; empty if nothing.</param>
/// <param name="Inputs">The sample inputs, in the graph's order.</param>
/// <param name="Outputs">What the module gave for them, in the graph's order, to check a run of the graph against.</param>
public sealed record TraceResult(
    Graph Graph, IReadOnlyList<string> Warnings, IReadOnlyList<TorchSharp.torch.Tensor> Inputs,
    IReadOnlyList<TorchSharp.torch.Tensor> Outputs);
