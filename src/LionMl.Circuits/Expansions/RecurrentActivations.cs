using System.Collections.Immutable;
using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>The functions that a recurrent node names, written as nodes.</summary>
internal sealed class RecurrentActivations
{
    private readonly Expander _expander;
    private readonly (string Name, double Alpha, double Beta)[] _functions;
    private readonly double _clip;

    /// <param name="expander">Receives the nodes.</param>
    /// <param name="node">The recurrent node.</param>
    /// <param name="directions">1 or 2.</param>
    /// <param name="defaults">The functions of one direction where none are named.</param>
    public RecurrentActivations(Expander expander, Node node, int directions, string[] defaults)
    {
        _expander = expander;
        _clip = node.Attributes.GetFloat("clip", float.PositiveInfinity);
        string[] names = [.. node.Attributes.GetStrings("activations", [])];
        names = names.Length == 0 ? [.. Enumerable.Repeat(defaults, directions).SelectMany(own => own)] : names;
        var alphas = new Queue<float>(node.Attributes.GetFloats("activation_alpha", ImmutableArray<float>.Empty));
        var betas = new Queue<float>(node.Attributes.GetFloats("activation_beta", ImmutableArray<float>.Empty));
        _functions = [.. names.Select(name => Parameters(name, alphas, betas))];
    }

    /// <summary>A function of a tensor, which is clipped before.</summary>
    public string Apply(int function, string tensor)
    {
        var (name, alpha, beta) = _functions[function];
        string x = double.IsInfinity(_clip)
            ? tensor
            : _expander.Node("Clip", [tensor, _expander.Scalar(-_clip), _expander.Scalar(_clip)]);
        var attributes = NodeAttributes.Empty.With("alpha", (float)alpha);
        return name switch
        {
            "RELU" => _expander.Node("Relu", [x]),
            "TANH" => _expander.Node("Tanh", [x]),
            "SIGMOID" => _expander.Node("Sigmoid", [x]),
            "SOFTSIGN" => _expander.Node("Softsign", [x]),
            "SOFTPLUS" => _expander.Node("Softplus", [x]),
            "LEAKYRELU" => _expander.Node("LeakyRelu", [x], attributes),
            "THRESHOLDEDRELU" => _expander.Node("ThresholdedRelu", [x], attributes),
            "ELU" => _expander.Node("Elu", [x], attributes),
            "HARDSIGMOID" => _expander.Node("HardSigmoid", [x], attributes.With("beta", (float)beta)),
            "AFFINE" => _expander.Node("Add", [Scaled(x, alpha), _expander.Scalar(beta)]),
            "SCALEDTANH" => Scaled(_expander.Node("Tanh", [Scaled(x, beta)]), alpha),
            _ => throw new InvalidOperationException($"The activation '{name}' was let through by the reader."),
        };
    }

    // Parameters are listed only for the functions that have some.
    private static (string Name, double Alpha, double Beta) Parameters(string name, Queue<float> alphas, Queue<float> betas)
    {
        double Alpha(double absent) => alphas.TryDequeue(out float value) ? value : absent;
        double Beta(double absent) => betas.TryDequeue(out float value) ? value : absent;
        string upper = name.ToUpperInvariant();
        return upper switch
        {
            "LEAKYRELU" => (upper, Alpha(0.01f), 0),
            "THRESHOLDEDRELU" or "ELU" => (upper, Alpha(1), 0),
            "AFFINE" => (upper, Alpha(1), Beta(0)),
            "SCALEDTANH" => (upper, Alpha(1), Beta(1)),
            "HARDSIGMOID" => (upper, Alpha(0.2f), Beta(0.5f)),
            _ => (upper, 0, 0),
        };
    }

    private string Scaled(string tensor, double factor) => _expander.Node("Mul", [tensor, _expander.Scalar(factor)]);
}
