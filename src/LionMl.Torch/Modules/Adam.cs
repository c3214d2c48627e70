namespace TorchSharp.Modules;

/// <summary>Adam (Kingma and Ba), with weight decay in the gradient.</summary>
public class Adam : OptimizerHelper
{
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _eps;
    private readonly double _decay;
    private readonly bool _decoupled;
    private readonly bool _amsgrad;
    private readonly bool _maximize;
    private readonly Tensor?[] _means;
    private readonly Tensor?[] _squares;
    private readonly Tensor?[] _largest;
    private int _steps;

    internal Adam(
        IEnumerable<Parameter> parameters, double lr, double beta1, double beta2, double eps, double weightDecay, bool amsgrad,
        bool maximize, bool decoupled = false)
        : base(parameters, lr)
    {
        if (beta1 is < 0 or >= 1 || beta2 is < 0 or >= 1)
        {
            throw new ArgumentException($"Invalid beta parameter: {(beta1 is < 0 or >= 1 ? beta1 : beta2)}");
        }

        (_beta1, _beta2, _eps, _decay, _amsgrad, _maximize, _decoupled) = (beta1, beta2, eps, weightDecay, amsgrad, maximize, decoupled);
        (_means, _squares, _largest) = (States(), States(), States());
    }

    private protected override void BeginStep() => _steps++;

    private protected override void Update(int index, Parameter parameter, Tensor gradient)
    {
        gradient = _maximize ? -gradient : gradient;
        Tensor value = parameter;
        if (_decay != 0)
        {
            gradient = _decoupled ? gradient : gradient + (parameter * _decay);
            value = _decoupled ? parameter * (1 - (LearningRate * _decay)) : value;
        }

        Tensor mean = (_means[index] ?? zeros_like(gradient)) * _beta1 + (gradient * (1 - _beta1));
        Tensor square = (_squares[index] ?? zeros_like(gradient)) * _beta2 + (gradient * gradient * (1 - _beta2));
        (_means[index], _squares[index]) = (mean, square);
        if (_amsgrad)
        {
            _largest[index] = square = _largest[index] is { } before ? before.maximum(square) : square;
        }

        double correction1 = 1 - Math.Pow(_beta1, _steps);
        double correction2 = 1 - Math.Pow(_beta2, _steps);
        Tensor scale = (square.sqrt() / Math.Sqrt(correction2)) + _eps;
        parameter.Overwrite(value - (mean / scale * (LearningRate / correction1)));
    }
}
