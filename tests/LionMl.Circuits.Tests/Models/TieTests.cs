using LionMl.Algebra;
using LionMl.Circuits.Tests.Gadgets;
using LionMl.Onnx;
using LionMl.R1cs;
using LionMl.TestSupport.Soundness;

namespace LionMl.Circuits.Tests.Models;

/// <summary>Equal numbers have one winner: the place that ONNX names, and no proof of another one.</summary>
public sealed class TieTests
{
    private const int Attempts = 3;

    /// <summary>A model, its input (numbers that are equal after rounding twice themselves), and the places that win.</summary>
    public static TheoryData<string, float[], float[]> Ties => new()
    {
        { "arg-max", [1, 1, 1, 1, 0, 1, 0.5f, 1], [0, 1] },
        { "arg-max-last", [1, 1, 1, 1, 0, 1, 0.5f, 1], [3, 3] },
        { "arg-min", [1, 1, 1, 1, 0.5f, 0, 1, 0], [0, 1] },
        { "top-k", [1, 1, 1, 1, 1, 0, 1, 0, 1, 0], [0, 1, 2, 1, 3, 0] },
        { "top-k-smallest", [1, 1, 1, 1, 1, 0, 1, 0, 1, 0], [0, 1, 2, 0, 2, 4] },
        { "max-pool-with-places", [1, 1, 0, 0.5f, 1, 1, 0.5f, 0.5f, 0, 0, 0, 0, 0, 1, 0, 0], [0, 3, 13, 10] },
        { "hardmax", [1, 1, 1, 1, 0, 1, 0, 1], [1, 0, 0, 0, 0, 1, 0, 0] },
    };

    [Theory]
    [MemberData(nameof(Ties))]
    public void The_place_that_wins_a_tie_is_pinned(string name, float[] input, float[] places)
    {
        var graph = OperatorModels.Build(name);
        var samples = TensorSamples.Synthetic(graph, -1, 1.5, 4);
        var options = new QuantizeOptions { InputBits = 6, WeightBits = 6, ActivationBits = 6 };
        var circuit = CircuitCompiler.Compile(Quantizer.Quantize(graph, samples, options).Graph);
        var shape = graph.Inputs[0].Shape;
        var witness = circuit.ComputeWitness(new Dictionary<string, Tensor> { ["x"] = new(shape, input) });
        string output = graph.Outputs[^1].Name;
        Assert.Equal(places, witness.Outputs[output].ToFloats());

        var system = RowSystems.Of(circuit.R1cs);
        var valid = RowSystems.ValuesOf(witness.Assignment);
        Assert.True(system.Rows.All(row => row.Holds(valid)));
        var inputs = Enumerable.Range(circuit.R1cs.PublicCount, circuit.Graph.Inputs.Sum(node => node.Count * node.Bits)).ToArray();
        var attack = new AdaptiveAttack<Fr>(system, 5);
        var place = circuit.Layout.Find(TensorGroup.Output, output)!;
        for (int i = 0; i < place.Length; i++)
        {
            int column = place.Offset + i;
            for (int other = 0; other < Math.Min(6, input.Length); other++)
            {
                var claim = Fr.FromInt64(other);
                for (int attempt = 0; attempt < Attempts && claim != valid[column]; attempt++)
                {
                    Assert.Null(attack.Try(valid, inputs, column, claim));
                }
            }
        }
    }
}
