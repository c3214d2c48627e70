using LionMl.Algebra;
using LionMl.Onnx;
using LionMl.Onnx.Tests;
using LionMl.R1cs;

namespace LionMl.Circuits.Tests.NodeTests;

/// <summary>One of ONNX's own node tests as a circuit: quantised, lowered, and its witness checked.</summary>
internal static class NodeCircuit
{
    // Enough that rounding is not what is tested.
    private const int Bits = 14;

    // A larger circuit takes minutes and gigabytes; its integer run is compared all the same.
    private const long MostConstraints = 600_000;

    // Of the span of the expected output.
    private const double Tolerance = 0.01;

    /// <summary>Runs every data set of a case; where not all inputs can be computed ones, with all but the first as constants.</summary>
    /// <returns>What is wrong, or null.</returns>
    public static string? Run(NodeTestCase test)
    {
        string? problem = Run(test, int.MaxValue);
        return problem is not null && Run(test, 1) is null ? null : problem;
    }

    private static string? Run(NodeTestCase test, int mostFree)
    {
        string? problem = null;
        string? floats = test.Run(
            (graph, inputs) =>
            {
                var reference = FloatInterpreter.Run(graph, inputs);
                problem ??= Check(graph, inputs, reference);
                return reference;
            },
            mostFree);
        return problem ?? (floats is null ? null : "float run: " + floats);
    }

    private static string? Check(
        Graph graph, IReadOnlyDictionary<string, Tensor> inputs, IReadOnlyDictionary<string, Tensor> reference)
    {
        try
        {
            var options = new QuantizeOptions { InputBits = Bits + 2, WeightBits = Bits, ActivationBits = Bits };
            var quantized = Quantizer.Quantize(graph, TensorSamples.Of(graph, [inputs]), options).Graph;
            var outputs = RoughCost.Of(quantized).Constraints > MostConstraints ? quantized.Run(inputs) : Prove(quantized, inputs);
            foreach (var output in quantized.Outputs)
            {
                double step = Math.ScaleB(1, -quantized.Nodes[output.Node].ScaleBits);
                if (Compare(reference[output.Name], outputs[output.Name].ToFloats(), step) is { } difference)
                {
                    return $"{output.Name}: {difference}";
                }
            }

            return null;
        }
        catch (CircuitException error)
        {
            return error.Message;
        }
        catch (OnnxException error)
        {
            return error.Message;
        }
    }

    private static IReadOnlyDictionary<string, Tensor> Prove(QuantizedGraph quantized, IReadOnlyDictionary<string, Tensor> inputs)
    {
        var circuit = CircuitCompiler.Compile(quantized);
        var witness = circuit.ComputeWitness(inputs);
        return R1csCheck.FirstUnsatisfied(circuit.R1cs, witness.Assignment) is { } broken
            ? throw new CircuitException($"The witness does not satisfy: {broken}")
            : witness.Outputs;
    }

    private static string? Compare(Tensor expected, float[] actual, double step)
    {
        float[] wanted = expected.ToFloats();
        if (wanted.Length == 0)
        {
            return null;
        }

        // A constant output has no span; its size is what an error is measured against.
        double span = Math.Max(wanted.Max() - (double)wanted.Min(), wanted.Max(Math.Abs) / 2);
        double allowed = Math.Max(Tolerance * span, 2 * step);
        for (int i = 0; i < wanted.Length; i++)
        {
            if (!(Math.Abs(wanted[i] - (double)actual[i]) <= allowed))
            {
                return $"element {i} is {actual[i]} instead of {wanted[i]} (allowed {allowed})";
            }
        }

        return null;
    }
}
