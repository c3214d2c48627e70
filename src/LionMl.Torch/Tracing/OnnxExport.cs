using System.Globalization;
using LionMl.Onnx;
using TorchSharp;
using OnnxTensor = LionMl.Onnx.Tensor;

namespace LionMl.Torch;

/// <summary>Turns modules into graphs by running them once on a sample and writing down what they do.</summary>
public static class OnnxExport
{
    private const int Opset = 17;

    /// <summary>Traces a module of one input. It runs in evaluation mode, without gradients; its mode is restored.</summary>
    /// <param name="module">The module.</param>
    /// <param name="sample">An input of the shape and type that the graph is to take.</param>
    /// <param name="graphName">The graph's name; null for the module's.</param>
    /// <exception cref="NotSupportedException">An operation has no form in a graph; names it and what to use instead.</exception>
    /// <exception cref="OnnxException">The graph is not usable, for instance because weights are not numbers.</exception>
    public static TraceResult Trace(torch.nn.Module<torch.Tensor, torch.Tensor> module, torch.Tensor sample, string? graphName = null) =>
        Trace(module, inputs => [module.call(inputs[0])], [sample], graphName);

    /// <summary>Traces a module of two inputs.</summary>
    /// <inheritdoc cref="Trace(torch.nn.Module{torch.Tensor, torch.Tensor}, torch.Tensor, string?)"/>
    public static TraceResult Trace(
        torch.nn.Module<torch.Tensor, torch.Tensor, torch.Tensor> module, torch.Tensor sample1, torch.Tensor sample2,
        string? graphName = null) =>
        Trace(module, inputs => [module.call(inputs[0], inputs[1])], [sample1, sample2], graphName);

    /// <summary>Traces a module of three inputs.</summary>
    /// <inheritdoc cref="Trace(torch.nn.Module{torch.Tensor, torch.Tensor}, torch.Tensor, string?)"/>
    public static TraceResult Trace(
        torch.nn.Module<torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor> module, torch.Tensor sample1, torch.Tensor sample2,
        torch.Tensor sample3, string? graphName = null) =>
        Trace(module, inputs => [module.call(inputs[0], inputs[1], inputs[2])], [sample1, sample2, sample3], graphName);

    /// <summary>Traces a module of any number of tensors that gives a tensor, or a tuple or list of them.</summary>
    /// <exception cref="ArgumentException">It takes another number of inputs.</exception>
    /// <inheritdoc cref="Trace(torch.nn.Module{torch.Tensor, torch.Tensor}, torch.Tensor, string?)"/>
    public static TraceResult Trace(torch.nn.Module module, IReadOnlyList<torch.Tensor> samples, string? graphName = null) =>
        Trace(module, inputs => ModuleCall.Run(module, inputs), samples, graphName);

    /// <summary>Traces any computation with tensors in and tensors out, for modules of other signatures and for plain functions.</summary>
    /// <param name="root">The module whose paths and parameters give the names; null for none.</param>
    /// <param name="forward">The computation; runs once.</param>
    /// <param name="samples">The inputs.</param>
    /// <param name="graphName">The graph's name; null for the module's.</param>
    /// <param name="inputNames">The inputs' names; null for <c>input</c>, or <c>input_0</c>, <c>input_1</c>, ….</param>
    /// <param name="outputNames">The outputs' names; null for <c>output</c>, or <c>output_0</c>, <c>output_1</c>, ….</param>
    /// <exception cref="NotSupportedException">An operation has no form in a graph; names it and what to use instead.</exception>
    /// <exception cref="OnnxException">The graph is not usable, for instance because weights are not numbers.</exception>
    public static TraceResult Trace(
        torch.nn.Module? root, Func<IReadOnlyList<torch.Tensor>, IReadOnlyList<torch.Tensor>> forward, IReadOnlyList<torch.Tensor> samples,
        string? graphName = null, IReadOnlyList<string>? inputNames = null, IReadOnlyList<string>? outputNames = null)
    {
        ArgumentNullException.ThrowIfNull(forward);
        if (samples.Count == 0)
        {
            throw new ArgumentException("a trace needs at least one sample input", nameof(samples));
        }

        // Fresh tensors: a sample may be used elsewhere, or be given twice.
        torch.Tensor[] inputs = [.. samples.Select(sample => sample.detach().clone())];
        var recorder = new TraceRecorder(root);
        string[] names = [.. inputs.Select((_, i) => NameOf(inputNames, "input", i, inputs.Length))];
        for (int i = 0; i < inputs.Length; i++)
        {
            recorder.Input(inputs[i], names[i]);
        }

        IReadOnlyList<torch.Tensor> outputs = Run(root, forward, inputs, recorder);
        var builder = new GraphBuilder(graphName ?? root?.GetName() ?? "model", Opset);
        for (int i = 0; i < inputs.Length; i++)
        {
            builder.Input(names[i], OnnxValues.ShapeOf(inputs[i]), OnnxValues.TypeOf(inputs[i].dtype));
        }

        for (int i = 0; i < outputs.Count; i++)
        {
            if (!recorder.IsTraced(outputs[i]))
            {
                recorder.Warn($"output {i} does not depend on the input; the graph holds it as a constant");
            }

            builder.Output(recorder.Output(outputs[i], NameOf(outputNames, "output", i, outputs.Count)));
        }

        foreach ((string name, OnnxTensor value) in recorder.Constants)
        {
            builder.Constant(name, value);
        }

        foreach (Node node in recorder.Nodes)
        {
            builder.Node(node.OpType, node.Inputs.AsSpan(), node.Outputs.AsSpan(), node.Attributes, node.Name);
        }

        // Not the traced tensors: an in-place activation may have changed those.
        torch.Tensor[] given = [.. samples.Select(sample => sample.detach().clone())];
        return new TraceResult(builder.Build(), recorder.Warnings, given, [.. outputs.Select(output => output.detach())]);
    }

    private static IReadOnlyList<torch.Tensor> Run(
        torch.nn.Module? root, Func<IReadOnlyList<torch.Tensor>, IReadOnlyList<torch.Tensor>> forward, torch.Tensor[] inputs,
        TraceRecorder recorder)
    {
        torch.nn.Module[] training = root is null ? [] : [.. root.modules().Prepend(root).Where(module => module.training)];
        if (training.Any(module => module is TorchSharp.Modules.Dropout or TorchSharp.Modules.NormBase))
        {
            recorder.Warn("the module is in training mode; it was traced in evaluation mode, where dropout does nothing and batch "
                + "normalisation uses its running statistics");
        }

        using IDisposable gradients = torch.no_grad();
        using IDisposable trace = TorchSharp.Trace.Start(recorder);
        try
        {
            root?.eval();
            return forward(inputs);
        }
        finally
        {
            foreach (torch.nn.Module module in training)
            {
                module.SetTraining(true);
            }
        }
    }

    private static string NameOf(
        IReadOnlyList<string>? names, string stem, int index, int count) => names is not null && index < names.Count
        ? names[index]
        : count == 1 ? stem : $"{stem}_{index.ToString(CultureInfo.InvariantCulture)}";
}
