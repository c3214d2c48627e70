using LionMl.Algebra;
using LionMl.Circuits.Tests.Gadgets;
using LionMl.Onnx;
using LionMl.R1cs;
using LionMl.TestSupport.Soundness;

namespace LionMl.Circuits.Tests.Models;

/// <summary>Models whose weights are variables: the circuit, and everything made from it, is the same whatever the weights are.</summary>
public sealed class PrivateParameterTests
{
    // Models that come quantised keep their own integers, which only fixed parameters can do.
    private static readonly string[] KeepTheirIntegers =
    [
        "conv-integer", "mat-mul-integer", "q-linear-conv", "q-linear-mat-mul", "quantize-dequantize", "quantize-odd-zero-point",
        "quantize-saturating",
    ];

    public static TheoryData<string> Names => [.. ((IEnumerable<object[]>)OperatorModels.Names).Select(row => (string)row[0]).Except(KeepTheirIntegers)];

    public static TheoryData<string> RefusedNames => [.. KeepTheirIntegers];

    [Theory]
    [MemberData(nameof(RefusedNames))]
    public void Models_that_come_quantised_say_that_their_parameters_cannot_be_hidden(string name)
    {
        var graph = OperatorModels.Build(name);
        var error = Assert.Throws<CircuitException>(
            () => Quantize(graph, TensorSamples.Synthetic(graph, -1, 1.5, 6), Visibility.Private));
        Assert.Contains("params=fixed", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Witness_outputs_are_the_integer_run_and_satisfy_the_constraints(string name)
    {
        var graph = OperatorModels.Build(name);
        var samples = TensorSamples.Synthetic(graph, -1, 1.5, 6);
        var quantized = Quantize(graph, samples, Visibility.Hashed);
        var circuit = CircuitCompiler.Compile(quantized);
        for (int sample = 0; sample < 2; sample++)
        {
            var inputs = samples.Inputs(sample);
            var witness = circuit.ComputeWitness(inputs, [Fr.FromInt64(3)]);
            Assert.Null(R1csCheck.FirstUnsatisfied(circuit.R1cs, witness.Assignment));
            var run = quantized.Run(inputs);
            long[]?[] values = quantized.Evaluate(quantized.QuantizeInputs(inputs), null, keepAll: true);
            foreach (var output in graph.Outputs)
            {
                Assert.Equal(run[output.Name].ToFloats(), witness.Outputs[output.Name].ToFloats());
                long[] integers = values[quantized.Outputs.Single(o => o.Name == output.Name).Node]!;
                var place = circuit.Layout.Find(TensorGroup.Output, output.Name)!;
                for (int i = 0; i < place.Length; i++)
                {
                    Assert.Equal(Fr.FromInt64(integers[i]), witness.Assignment.Public[place.Offset + i]);
                }
            }

            if (circuit.Layout.Digests.SingleOrDefault() is { } digest)
            {
                Fr expected = digest.Compute([.. quantized.Parameters.Select(parameter => parameter.Values)], Fr.FromInt64(3));
                Assert.Equal(expected, witness.Assignment.Public[digest.Offset]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Integer_run_is_close_to_the_float_run_and_costs_are_known(string name)
    {
        var graph = OperatorModels.Build(name);
        var samples = TensorSamples.Synthetic(graph, -1, 1.5, 6);
        var quantized = Quantize(graph, samples, Visibility.Private);
        var report = Fidelity.Measure(graph, quantized, samples);
        Assert.True(report.RelativeError <= 0.015, $"{name}: relative error {report.RelativeError:P3}");
        foreach (var sized in (QuantizedGraph[])[quantized, Quantize(graph, samples, Visibility.Hashed)])
        {
            var cost = CircuitCompiler.Compile(sized).Cost;
            var rough = RoughCost.Of(sized);
            Assert.InRange(rough.Constraints, (cost.Constraints * 0.9) - 50, (cost.Constraints * 1.1) + 50);
            Assert.InRange(rough.NonZeros, (cost.NonZeros * 0.8) - 300, (cost.NonZeros * 1.2) + 300);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_an_operator_means_is_no_parameter(string name)
    {
        var graph = OperatorModels.Build(name);
        var parameters = Quantize(graph, TensorSamples.Synthetic(graph, -1, 1.5, 6), Visibility.Private).Parameters;
        bool holdsTensors = graph.Nodes.SelectMany(node => node.Inputs).Any(input =>
            graph.TryGetConstant(input, out var value) && value!.Type.IsFloating() && value.Count > 1);
        if (!holdsTensors)
        {
            Assert.Empty(parameters);
        }
    }

    [Theory]
    [InlineData("cum-sum")]
    [InlineData("hardmax")]
    [InlineData("lrn")]
    [InlineData("non-zero")]
    [InlineData("resize")]
    public void Models_of_such_operators_alone_have_no_parameters(string name)
    {
        var graph = OperatorModels.Build(name);
        Assert.Empty(Quantize(graph, TensorSamples.Synthetic(graph, -1, 1.5, 6), Visibility.Private).Parameters);
    }

    [Theory]
    [InlineData("gemm")]
    [InlineData("mlp")]
    [InlineData("conv")]
    public void The_stored_graph_holds_no_weights_and_makes_the_same_circuit(string name)
    {
        var graph = OperatorModels.Build(name);
        var samples = TensorSamples.Synthetic(graph, -1, 1.5, 6);
        var quantized = Quantize(graph, samples, Visibility.Private);
        Assert.NotEmpty(quantized.Parameters);
        using var file = new MemoryStream();
        quantized.Save(file);
        using var secret = new MemoryStream();
        quantized.SaveParameters(secret);
        file.Position = secret.Position = 0;
        var open = QuantizedGraph.Load(file);
        Assert.All(open.Parameters, parameter => Assert.False(parameter.HasValues));
        Assert.Equal(CircuitCompiler.Compile(quantized).Hash, CircuitCompiler.Compile(open).Hash);
        var error = Assert.Throws<CircuitException>(() => open.Run(samples.Inputs(0)));
        Assert.Contains("private", error.Message, StringComparison.Ordinal);

        var closed = open.WithParameters(secret);
        string output = graph.Outputs[0].Name;
        Assert.Equal(quantized.Run(samples.Inputs(0))[output].ToFloats(), closed.Run(samples.Inputs(0))[output].ToFloats());
        long[] other = [.. quantized.Parameters[0].Values];
        other[0] += other[0] > 0 ? -1 : 1;
        var changed = quantized.With((_, node) => node == quantized.Parameters[0] ? quantized.Parameters[0].With(other) : node);
        Assert.Equal(quantized.Payload(), changed.Payload());
        Assert.Equal(CircuitCompiler.Compile(quantized).Hash, CircuitCompiler.Compile(changed).Hash);
    }

    [Fact]
    public void Parameters_of_another_graph_or_damaged_ones_are_refused()
    {
        var graph = OperatorModels.Build("gemm");
        var samples = TensorSamples.Synthetic(graph, -1, 1.5, 6);
        using var secret = new MemoryStream();
        Quantize(graph, samples, Visibility.Private).SaveParameters(secret);
        var other = OperatorModels.Build("mlp");
        var quantized = Quantize(other, TensorSamples.Synthetic(other, -1, 1.5, 6), Visibility.Private);
        Assert.Throws<CircuitException>(() => quantized.WithParameters(new MemoryStream(secret.ToArray())));
        byte[] bytes = secret.ToArray();
        for (int i = 0; i < bytes.Length; i += 3)
        {
            byte[] damaged = [.. bytes];
            damaged[i] ^= 4;
            Assert.Throws<CircuitException>(() => Quantize(graph, samples, Visibility.Private).WithParameters(new MemoryStream(damaged)));
        }

        Assert.Throws<CircuitException>(() => quantized.WithParameters(new MemoryStream(bytes[..20])));
    }

    [Theory]
    [InlineData("gemm")]
    [InlineData("conv")]
    public void An_output_cannot_be_changed_while_input_and_weights_stay(string name)
    {
        var graph = OperatorModels.Build(name);
        var samples = TensorSamples.Synthetic(graph, -1, 1.5, 6);
        var circuit = CircuitCompiler.Compile(Quantize(graph, samples, Visibility.Private));
        var assignment = circuit.ComputeWitness(samples.Inputs(2)).Assignment;
        var system = RowSystems.Of(circuit.R1cs);
        var valid = RowSystems.ValuesOf(assignment);

        // Inputs and parameters come first, each element with its digits but the lowest.
        int given = circuit.Graph.Inputs.Sum(input => input.Count * input.Bits) + circuit.Graph.Parameters.Sum(p => p.Count * p.Bits);
        int[] kept = [.. Enumerable.Range(circuit.R1cs.PublicCount, given)];
        var attack = new AdaptiveAttack<Fr>(system, 3);
        for (int round = 0; round < 30; round++)
        {
            int column = 1 + (round % (circuit.R1cs.PublicCount - 1));
            Assert.Null(attack.Try(valid, kept, column, valid[column] + Fr.FromInt64(round % 2 == 0 ? 1 + round : -1 - round)));
        }
    }

    private static QuantizedGraph Quantize(Graph graph, TensorSamples samples, Visibility parameters) => Quantizer.Quantize(
        graph,
        samples,
        new QuantizeOptions { InputBits = 10, WeightBits = 10, ActivationBits = 10, Visibility = new VisibilityPlan(Params: parameters) }).Graph;
}
