using System.Globalization;

namespace TorchSharp.Modules;

/// <summary>Modules one after the other; without names they are called "0", "1", ….</summary>
public sealed class Sequential : LayerBase
{
    private readonly List<nn.Module<Tensor, Tensor>> _modules = [];

    internal Sequential(IEnumerable<(string Name, nn.Module<Tensor, Tensor> Module)> modules)
        : base(nameof(Sequential))
    {
        foreach ((string name, nn.Module<Tensor, Tensor> module) in modules)
        {
            append(name, module);
        }
    }

    public int Count => _modules.Count;

    public nn.Module<Tensor, Tensor> this[int index] => _modules[index < 0 ? index + _modules.Count : index];

    public Sequential append(string name, nn.Module<Tensor, Tensor> module)
    {
        register_module(name, module);
        _modules.Add(module);
        return this;
    }

    public Sequential append(nn.Module<Tensor, Tensor> module) => append(_modules.Count.ToString(CultureInfo.InvariantCulture), module);

    public void Add(nn.Module<Tensor, Tensor> module) => append(module);

    private protected override Tensor Apply(Tensor input)
    {
        foreach (nn.Module<Tensor, Tensor> module in _modules)
        {
            input = module.call(input);
        }

        return input;
    }
}
