namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        private bool _requiresGrad;

        /// <summary>Whether gradients flow to this tensor.</summary>
        /// <exception cref="InvalidOperationException">Set on a tensor of integers, or cleared on a computed one.</exception>
        public bool requires_grad
        {
            get => _requiresGrad;
            set
            {
                if (value && !dtype.IsFloating())
                {
                    throw new InvalidOperationException("only Tensors of floating point dtype can require gradients");
                }

                if (!value && GradFn is not null)
                {
                    throw new InvalidOperationException(
                        "you can only change requires_grad flags of leaf variables. If you want to use a computed variable in a "
                        + "subgraph that doesn't require differentiation use var_no_grad = var.detach().");
                }

                _requiresGrad = value;
            }
        }

        /// <summary>The gradient that backward passes have added up; null before the first.</summary>
        public Tensor? grad { get; set; }

        public bool is_leaf => GradFn is null;

        internal GradNode? GradFn { get; private set; }

        public Tensor requires_grad_(bool requires_grad = true) => with_requires_grad(requires_grad);

        public Tensor with_requires_grad(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        /// <summary>Makes <see cref="grad"/> available for a tensor that is not a leaf.</summary>
        public void retain_grad()
        {
            if (GradFn is { } node)
            {
                node.Watcher = Accumulate;
            }
        }

        /// <summary>Adds the gradients of this tensor to every leaf it was computed from.</summary>
        /// <param name="grad_tensors">The gradient to start with; may be left out for a single number.</param>
        /// <param name="create_graph">Gradients of gradients; not supported.</param>
        /// <param name="retain_graph">Keeps what a second pass needs.</param>
        /// <param name="inputs">Leaves to restrict the pass to; null for all.</param>
        /// <exception cref="InvalidOperationException">Nothing here requires a gradient, or none can be started with.</exception>
        public void backward(
            IList<Tensor>? grad_tensors = null, bool create_graph = false, bool retain_graph = false, IList<Tensor>? inputs = null)
        {
            if (create_graph)
            {
                throw new NotSupportedException("create_graph (gradients of gradients) is outside of the subset; compute the second "
                    + "derivative by hand");
            }

            if (!requires_grad)
            {
                throw new InvalidOperationException("element 0 of tensors does not require grad and does not have a grad_fn");
            }

            Tensor start = StartGradient(grad_tensors is { Count: > 0 } ? grad_tensors[0] : null);
            HashSet<Tensor>? wanted = inputs is null ? null : new HashSet<Tensor>(inputs, ReferenceEqualityComparer.Instance);
            BackwardPass.Run([this], [start], retain_graph, (leaf, gradient) =>
            {
                if (wanted is null || wanted.Contains(leaf))
                {
                    leaf.Accumulate(gradient);
                }
            });
        }

        internal void Accumulate(Tensor gradient) => grad = grad is null ? gradient.Copied() : grad.add(gradient);

        internal Tensor StartGradient(Tensor? given)
        {
            if (given is null)
            {
                return numel() == 1
                    ? ones(shape, dtype)
                    : throw new InvalidOperationException("grad can be implicitly created only for scalar outputs");
            }

            return given.shape.AsSpan().SequenceEqual(_shape)
                ? given.Alias()
                : throw new InvalidOperationException(
                    $"Mismatch in shape: grad_output[0] has a shape of {Shapes.Text(given.shape)} and output[0] has a shape of "
                        + $"{Shapes.Text(_shape)}.");
        }

        /// <summary>Notes how this result goes back to its inputs, if anything does.</summary>
        internal Tensor Track(string name, Func<Tensor, Tensor?[]> backward, params ReadOnlySpan<Tensor> inputs)
        {
            if (!GradMode.IsEnabled || !dtype.IsFloating())
            {
                return this;
            }

            bool needed = false;
            foreach (Tensor input in inputs)
            {
                needed |= input._requiresGrad;
            }

            if (needed)
            {
                var edges = new GradEdge[inputs.Length];
                for (int i = 0; i < edges.Length; i++)
                {
                    edges[i] = GradEdge.Of(inputs[i]);
                }

                GradFn = new GradNode(name, _shape, dtype, edges, backward);
                _requiresGrad = true;
            }

            return this;
        }

    }
}
