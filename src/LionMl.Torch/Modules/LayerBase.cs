namespace TorchSharp.Modules;

/// <summary>A layer of this library: puts its name on the trace also where its <c>forward</c> is called directly.</summary>
public abstract class LayerBase(string name) : nn.Module<Tensor, Tensor>(name)
{
    public sealed override Tensor forward(Tensor input)
    {
        using IDisposable? scope = Trace.Current?.Enter(this);
        return Apply(input);
    }

    private protected abstract Tensor Apply(Tensor input);

    private protected Parameter Own(string name, Tensor value)
    {
        var parameter = new Parameter(value);
        register_parameter(name, parameter);
        return parameter;
    }
}
