using System.Collections.Immutable;
using LionMl.Algebra;
using LionMl.Onnx;
using LionMl.R1cs;

namespace LionMl.Circuits;

/// <summary>A quantised graph as constraints, together with everything that proving it needs. Immutable.</summary>
public sealed class CompiledCircuit
{
    private readonly ImmutableArray<byte> _hash;

    internal CompiledCircuit(QuantizedGraph graph, R1csCircuit<Fr> r1cs, PublicLayout layout, CostReport cost, ImmutableArray<byte> hash)
    {
        Graph = graph;
        R1cs = r1cs;
        Layout = layout;
        Cost = cost;
        _hash = hash;
    }

    /// <summary>The graph that this is the circuit of.</summary>
    public QuantizedGraph Graph { get; }

    /// <summary>The constraints.</summary>
    public R1csCircuit<Fr> R1cs { get; }

    /// <summary>Where the public tensors lie.</summary>
    public PublicLayout Layout { get; }

    /// <summary>What the circuit costs.</summary>
    public CostReport Cost { get; }

    /// <summary>SHA-256 of the constraints: the same for the same graph, on every machine.</summary>
    public byte[] Hash => [.. _hash];

    /// <summary>Runs the circuit on real numbers.</summary>
    /// <param name="inputs">A tensor for each of the model's inputs, by name.</param>
    /// <exception cref="RangeException">A value lies outside of what the circuit admits; names layer, element, value and limit.</exception>
    /// <exception cref="CircuitException">An input is missing, has another shape or is not finite.</exception>
    public WitnessResult ComputeWitness(IReadOnlyDictionary<string, Tensor> inputs) => ComputeWitness(inputs, []);

    /// <summary>Runs the circuit on real numbers.</summary>
    /// <param name="inputs">A tensor for each of the model's inputs, by name.</param>
    /// <param name="salts">For each of the layout's digests its salt; zeros follow where there are fewer.</param>
    /// <exception cref="RangeException">A value lies outside of what the circuit admits; names layer, element, value and limit.</exception>
    /// <exception cref="CircuitException">An input is missing, has another shape or is not finite.</exception>
    public WitnessResult ComputeWitness(IReadOnlyDictionary<string, Tensor> inputs, IReadOnlyList<Fr> salts)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        long[]?[] values = Graph.Evaluate(Graph.QuantizeInputs(inputs), null, keepAll: true);
        var computer = new WitnessComputer<Fr>();
        new Lowering(Graph, computer, values) { Salts = salts }.Run(null, CancellationToken.None);
        var outputs = Graph.Outputs.ToDictionary(
            output => output.Name, output => Graph.Dequantize(output, values[output.Node]!), StringComparer.Ordinal);
        return new WitnessResult(computer.Build(), outputs);
    }
}
