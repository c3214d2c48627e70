namespace TorchSharp.Modules;

/// <summary>Gradient descent with momentum.</summary>
public sealed class SGD : OptimizerHelper
{
    private readonly double _momentum;
    private readonly double _dampening;
    private readonly double _decay;
    private readonly bool _nesterov;
    private readonly bool _maximize;
    private readonly Tensor?[] _velocities;

    internal SGD(
        IEnumerable<Parameter> parameters, double lr, double momentum, double dampening, double weightDecay, bool nesterov, bool maximize)
        : base(parameters, lr)
    {
        if (momentum < 0 || weightDecay < 0)
        {
            throw new ArgumentException(momentum < 0 ? $"Invalid momentum value: {momentum}" : "Invalid weight_decay value: "
                + $"{weightDecay}");
        }

        if (nesterov && (momentum <= 0 || dampening != 0))
        {
            throw new ArgumentException("Nesterov momentum requires a momentum and zero dampening");
        }

        (_momentum, _dampening, _decay, _nesterov, _maximize) = (momentum, dampening, weightDecay, nesterov, maximize);
        _velocities = States();
    }

    private protected override void Update(int index, Parameter parameter, Tensor gradient)
    {
        gradient = _maximize ? -gradient : gradient;
        gradient = _decay != 0 ? gradient + (parameter * _decay) : gradient;
        if (_momentum != 0)
        {
            Tensor velocity = _velocities[index] is { } before ? (before * _momentum) + (gradient * (1 - _dampening)) : gradient.clone();
            _velocities[index] = velocity;
            gradient = _nesterov ? gradient + (velocity * _momentum) : velocity;
        }

        parameter.Overwrite(parameter - (gradient * LearningRate));
    }
}
