using System.Collections.Immutable;
using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>The functions that a recurrent node names in its attributes.</summary>
internal static class RecurrentActivation
{
    /// <summary>The functions of all directions, one after the other.</summary>
    /// <param name="attributes">The node's attributes.</param>
    /// <param name="directions">1 or 2.</param>
    /// <param name="defaults">The functions of one direction where none are named.</param>
    /// <exception cref="NodeProblemException">A function is unknown, or there are too few.</exception>
    public static Func<double, double>[] Read(NodeAttributes attributes, int directions, ReadOnlySpan<string> defaults)
    {
        string[] names = [.. attributes.GetStrings("activations", [])];
        int count = directions * defaults.Length;
        if (names.Length == 0)
        {
            names = directions == 1 ? [.. defaults] : [.. defaults, .. defaults];
        }

        if (names.Length != count)
        {
            throw new NodeProblemException($"it names {names.Length} activations; {count} are needed");
        }

        var alphas = new Queue<float>(attributes.GetFloats("activation_alpha", ImmutableArray<float>.Empty));
        var betas = new Queue<float>(attributes.GetFloats("activation_beta", ImmutableArray<float>.Empty));
        return Array.ConvertAll(names, name => Function(name, alphas, betas));
    }

    // Parameters are listed only for the functions that have some.
    private static Func<double, double> Function(string name, Queue<float> alphas, Queue<float> betas)
    {
        double alpha;
        double beta;
        switch (name.ToUpperInvariant())
        {
            case "RELU":
                return x => Math.Max(0, x);
            case "TANH":
                return Math.Tanh;
            case "SIGMOID":
                return x => 1 / (1 + Math.Exp(-x));
            case "SOFTSIGN":
                return x => x / (1 + Math.Abs(x));
            case "SOFTPLUS":
                return x => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));
            case "LEAKYRELU":
                alpha = Next(alphas, 0.01f);
                return x => x >= 0 ? x : alpha * x;
            case "THRESHOLDEDRELU":
                alpha = Next(alphas, 1);
                return x => x > alpha ? x : 0;
            case "ELU":
                alpha = Next(alphas, 1);
                return x => x >= 0 ? x : alpha * (Math.Exp(x) - 1);
            case "AFFINE":
                (alpha, beta) = (Next(alphas, 1), Next(betas, 0));
                return x => (alpha * x) + beta;
            case "SCALEDTANH":
                (alpha, beta) = (Next(alphas, 1), Next(betas, 1));
                return x => alpha * Math.Tanh(beta * x);
            case "HARDSIGMOID":
                (alpha, beta) = (Next(alphas, 0.2f), Next(betas, 0.5f));
                return x => Math.Clamp((alpha * x) + beta, 0, 1);
            default:
                throw new NodeProblemException($"its activation '{name}' is not supported");
        }
    }

    private static float Next(Queue<float> values, float byDefault) => values.TryDequeue(out float value) ? value : byDefault;
}
