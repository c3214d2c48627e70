namespace TorchSharp.Modules;

/// <summary>
/// Gated recurrent units. A trace writes the steps of the sample's length out in matrix products and gates, which proofs know; the length
/// is fixed by it.
/// </summary>
public sealed class GRU : nn.Module<Tensor, Tensor?, (Tensor, Tensor)>
{
    private readonly RecurrentWeights _weights;

    internal GRU(RecurrentOptions options)
        : base(nameof(GRU)) => _weights = new RecurrentWeights(this, options, gates: 3);

    /// <summary>The outputs and the last hidden state.</summary>
    public override (Tensor, Tensor) forward(Tensor input, Tensor? h0 = null)
    {
        using IDisposable? scope = Trace.Current?.Enter(this);
        (Tensor output, Tensor[] states) = _weights.Run(input, h0 is null ? null : [h0], 1, training, (x, h, state) =>
        {
            (Tensor[] xs, Tensor[] hs) = (x.chunk(3, -1), h.chunk(3, -1));
            Tensor reset = (xs[0] + hs[0]).sigmoid();
            Tensor update = (xs[1] + hs[1]).sigmoid();
            Tensor candidate = (xs[2] + (reset * hs[2])).tanh();
            return [candidate + (update * (state[0] - candidate))];
        });
        return (output, states[0]);
    }

    public (Tensor, Tensor) call(Tensor input) => call(input, null);
}
