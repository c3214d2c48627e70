namespace TorchSharp.Modules;

/// <summary>
/// Long short-term memory. A trace writes the steps of the sample's length out in matrix products and gates, which proofs know; the length
/// is fixed by it.
/// </summary>
public sealed class LSTM : nn.Module<Tensor, (Tensor, Tensor)?, (Tensor, Tensor, Tensor)>
{
    private readonly RecurrentWeights _weights;

    internal LSTM(RecurrentOptions options)
        : base(nameof(LSTM)) => _weights = new RecurrentWeights(this, options, gates: 4);

    /// <summary>The outputs, the last hidden state and the last cell state.</summary>
    public override (Tensor, Tensor, Tensor) forward(Tensor input, (Tensor, Tensor)? h0_c0 = null)
    {
        using IDisposable? scope = Trace.Current?.Enter(this);
        Tensor[]? initial = h0_c0 is { } given ? [given.Item1, given.Item2] : null;
        (Tensor output, Tensor[] states) = _weights.Run(input, initial, 2, training, (x, h, state) =>
        {
            Tensor[] gates = (x + h).chunk(4, -1);
            Tensor cell = (gates[1].sigmoid() * state[1]) + (gates[0].sigmoid() * gates[2].tanh());
            return [gates[3].sigmoid() * cell.tanh(), cell];
        });
        return (output, states[0], states[1]);
    }

    public (Tensor, Tensor, Tensor) call(Tensor input) => call(input, null);
}
