using LionMl.Algebra;
using LionMl.Onnx;
using LionMl.R1cs;

namespace LionMl.Circuits.Tests.Models;

/// <summary>For each operator: float run, integer run, witness and constraints agree.</summary>
public sealed class OperatorTests
{
    // At 11 bits each, every one of these models is well within this of its float run.
    private const double LargestError = 0.01;

    public static TheoryData<string> Names => OperatorModels.Names;

    [Fact]
    public void Every_operator_has_a_model()
    {
        var modelled = OperatorModels.All.SelectMany(name => OperatorModels.Build(name).Nodes).Select(node => node.OpType).ToHashSet();
        var alone = typeof(IOperator).Assembly.GetTypes()
            .Where(type => type.IsAssignableTo(typeof(IOperator)) && !type.IsAbstract && type.GetConstructor([]) is not null)
            .Select(type => ((IOperator)Activator.CreateInstance(type)!).OpType);
        string[] others = ["Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual", "And", "Or", "Xor"];
        var all = alone.Concat(others).Concat(FunctionTable.Operators.Select(entry => entry.OpType)).Concat(ExpansionTable.Names);

        // A Dropout is taken out of the graph while that is built.
        Assert.Equal(["Dropout"], all.Except(modelled));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Witness_outputs_are_the_integer_run_and_satisfy_the_constraints(string name)
    {
        var graph = OperatorModels.Build(name);
        var samples = TensorSamples.Synthetic(graph, -1, 1.5, 12);
        var quantized = Quantize(graph, samples, VisibilityPlan.Default);
        var circuit = CircuitCompiler.Compile(quantized);
        for (int sample = 0; sample < 3; sample++)
        {
            var inputs = samples.Inputs(sample);
            var witness = circuit.ComputeWitness(inputs);
            Assert.Null(R1csCheck.FirstUnsatisfied(circuit.R1cs, witness.Assignment));
            var run = quantized.Run(inputs);
            long[]?[] values = quantized.Evaluate(quantized.QuantizeInputs(inputs), null, keepAll: true);
            foreach (var output in graph.Outputs)
            {
                Assert.Equal(run[output.Name].ToFloats(), witness.Outputs[output.Name].ToFloats());
                long[] integers = values[quantized.Outputs.Single(o => o.Name == output.Name).Node]!;
                var place = circuit.Layout.Find(TensorGroup.Output, output.Name)!;
                Assert.Equal(output.Shape, place.Shape);
                for (int i = 0; i < place.Length; i++)
                {
                    Assert.Equal(Fr.FromInt64(integers[i]), witness.Assignment.Public[place.Offset + i]);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Integer_run_is_close_to_the_float_run(string name)
    {
        var graph = OperatorModels.Build(name);
        var samples = TensorSamples.Synthetic(graph, -1, 1.5, 12);
        var report = Fidelity.Measure(graph, Quantize(graph, samples, VisibilityPlan.Default), samples);
        Assert.True(report.RelativeError <= LargestError, $"{name}: relative error {report.RelativeError:P3}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Public_inputs_and_private_outputs_satisfy_as_well(string name)
    {
        var graph = OperatorModels.Build(name);
        var samples = TensorSamples.Synthetic(graph, -1, 1.5, 4);
        var circuit = CircuitCompiler.Compile(Quantize(graph, samples, new VisibilityPlan(Visibility.Public, Visibility.Private)));
        var witness = circuit.ComputeWitness(samples.Inputs(1));
        Assert.Null(R1csCheck.FirstUnsatisfied(circuit.R1cs, witness.Assignment));
        Assert.Equal(circuit.Layout.Count, witness.Assignment.Public.Length);
        Assert.Equal(1 + graph.Inputs.Sum(input => input.Shape.ElementCount), circuit.Layout.Count);
    }

    [Fact]
    public void Without_data_widths_are_worst_case_so_that_no_input_in_range_is_refused()
    {
        var graph = OperatorModels.Build("max-pool-padded-relu");
        var options = new QuantizeOptions { InputRange = (-1, 1), InputBits = 6, WeightBits = 6, ActivationBits = 6 };
        var result = Quantizer.Quantize(graph, null, options);
        Assert.All(result.Layers, layer => Assert.Equal(layer.WorstCaseBits, layer.Width));
        foreach (float extreme in (float[])[-1, 1])
        {
            float[] values = new float[36];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = i % 3 == 0 ? -extreme : extreme;
            }

            var input = new Dictionary<string, Tensor> { ["x"] = new(TensorShape.Of(1, 1, 6, 6), values) };
            Assert.Single(result.Graph.Run(input));
        }
    }

    [Theory]
    [InlineData("matmul-constant-vector")]
    [InlineData("matmul-constant-batch")]
    [InlineData("matmul-constant-left")]
    [InlineData("movement")]
    [InlineData("neg")]
    public void Linear_models_cost_their_inputs_and_one_row_for_each_public_output(string name)
    {
        var graph = OperatorModels.Build(name);
        var quantized = Quantize(graph, TensorSamples.Synthetic(graph, -1, 1.5, 4), VisibilityPlan.Default);
        long inputs = quantized.Inputs.Sum(input => (long)input.Count * input.Bits);
        long outputs = graph.Outputs.Sum(output => output.Shape.ElementCount);
        Assert.Equal(inputs + outputs, CircuitCompiler.Compile(quantized).R1cs.ConstraintCount);
    }

    internal static QuantizedGraph Quantize(Graph graph, TensorSamples samples, VisibilityPlan visibility) => Quantizer.Quantize(
        graph, samples, new QuantizeOptions { InputBits = 11, WeightBits = 11, ActivationBits = 11, Visibility = visibility }).Graph;
}
