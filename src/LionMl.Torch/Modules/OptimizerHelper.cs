namespace TorchSharp.Modules;

/// <summary>An optimiser: changes parameters by their gradients, in place.</summary>
public abstract class OptimizerHelper : optim.Optimizer
{
    private readonly Parameter[] _parameters;

    private protected OptimizerHelper(IEnumerable<Parameter> parameters, double lr)
    {
        _parameters = [.. parameters];
        if (_parameters.Length == 0)
        {
            throw new ArgumentException("optimizer got an empty parameter list");
        }

        if (lr < 0)
        {
            throw new ArgumentException($"Invalid learning rate: {lr}");
        }

        (LearningRate, InitialLearningRate) = (lr, lr);
    }

    /// <summary>Forgets all gradients.</summary>
    public override void zero_grad(bool set_to_none = true)
    {
        foreach (Parameter parameter in _parameters)
        {
            parameter.grad = set_to_none || parameter.grad is null ? null : zeros_like(parameter.grad);
        }
    }

    /// <summary>Changes every parameter that has a gradient.</summary>
    /// <param name="closure">Computes the loss again; null where that has been done.</param>
    public override Tensor? step(Func<Tensor>? closure = null)
    {
        Tensor? loss = closure?.Invoke();
        using IDisposable mode = no_grad();
        BeginStep();
        for (int i = 0; i < _parameters.Length; i++)
        {
            if (_parameters[i].grad is { } gradient)
            {
                Update(i, _parameters[i], gradient);
            }
        }

        return loss;
    }

    public override IEnumerable<Parameter> parameters() => _parameters;

    private protected virtual void BeginStep()
    {
    }

    private protected abstract void Update(int index, Parameter parameter, Tensor gradient);

    private protected Tensor?[] States() => new Tensor?[_parameters.Length];
}
