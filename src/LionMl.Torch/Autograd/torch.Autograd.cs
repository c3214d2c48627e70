namespace TorchSharp;

public static partial class torch
{
    /// <summary>Stops recording for gradients until disposed.</summary>
    public static IDisposable no_grad() => GradMode.Set(false);

    public static IDisposable enable_grad(bool enabled = true) => GradMode.Set(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => GradMode.Set(mode);

    public static IDisposable inference_mode(bool mode = true) => GradMode.Set(!mode);

    public static bool is_grad_enabled() => GradMode.IsEnabled;

    /// <summary>Does nothing, so that code written for native tensors compiles: memory is managed here.</summary>
    public static DisposeScope NewDisposeScope() => new();

    /// <summary>A scope that has nothing to dispose.</summary>
    public sealed class DisposeScope : IDisposable
    {
        public Tensor MoveToOuter(Tensor tensor) => tensor;

        public Tensor Detach(Tensor tensor) => tensor;

        public void DisposeEverything()
        {
        }

        public void Dispose()
        {
        }
    }

    /// <summary>Gradients as results instead of in the leaves.</summary>
    public static class autograd
    {
        /// <summary>The gradients of outputs with respect to inputs.</summary>
        /// <exception cref="InvalidOperationException">An input does not take part, unless that is allowed.</exception>
        public static IList<Tensor> grad(
            IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null, bool retain_graph = false,
            bool create_graph = false, bool allow_unused = false)
        {
            if (create_graph)
            {
                throw new NotSupportedException("create_graph (gradients of gradients) is outside of the subset");
            }

            var found = new Dictionary<Tensor, Tensor>(ReferenceEqualityComparer.Instance);
            var watched = new Dictionary<GradNode, Action<Tensor>>();
            foreach (Tensor input in inputs)
            {
                if (input.GradFn is { } node)
                {
                    watched[node] = gradient => found[input] = gradient;
                }
            }

            Tensor[] starts = [.. outputs.Select((output, i) => output.StartGradient(grad_outputs?[i]))];
            BackwardPass.Run(
                [.. outputs], starts, retain_graph,
                (leaf, gradient) => found[leaf] = found.TryGetValue(leaf, out Tensor? sum) ? sum.add(gradient) : gradient, watched);
            return [.. inputs.Select(input => found.TryGetValue(input, out Tensor? gradient) ? gradient
                : allow_unused ? null! : throw new InvalidOperationException(
                    "One of the differentiated Tensors appears to not have been used in the graph. Set allow_unused=True if this is the "
                        + "desired behavior."))];
        }
    }
}
