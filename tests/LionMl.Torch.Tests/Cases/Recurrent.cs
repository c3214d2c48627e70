using TorchSharp.Modules;

namespace LionMl.Torch.Tests.Cases;

/// <summary>A recurrent module under the name that the goldens' script gives it.</summary>
internal sealed class Recurrent : nn.Module
{
    private readonly nn.Module rnn;

    public Recurrent(nn.Module rnn)
        : base("Recurrent")
    {
        this.rnn = rnn;
        RegisterComponents();
    }

    public IReadOnlyList<Tensor> Run(Tensor x)
    {
        if (rnn is LSTM lstm)
        {
            (Tensor output, Tensor hidden, Tensor cell) = lstm.call(x);
            return [output, hidden, cell];
        }

        (Tensor y, Tensor last) = ((GRU)rnn).call(x);
        return [y, last];
    }
}
