using LionMl.Algebra;
using LionMl.Circuits.Tests.Gadgets;
using LionMl.Onnx;
using LionMl.R1cs;
using LionMl.TestSupport.Soundness;

namespace LionMl.Circuits.Tests.Models;

/// <summary>NonZero with a stated number of results: just ONNX's result, and nothing at all for another number.</summary>
public sealed class NonZeroTests
{
    private const int Attempts = 40;

    private static readonly QuantizeOptions SmallBits = new() { InputBits = 6, WeightBits = 6, ActivationBits = 6 };

    [Theory]
    [InlineData(ElementType.Float, "x")]
    [InlineData(ElementType.Int64, "x")]
    [InlineData(ElementType.Int8, "x")]
    [InlineData(ElementType.Bool, "x")]
    [InlineData(ElementType.Float, "Greater")]
    [InlineData(ElementType.Float, "Relu")]
    public void Every_choice_of_places_has_a_proof_and_every_other_number_is_refused(ElementType type, string what)
    {
        var graph = Model(type, what, 3, 2, 3);
        var quantized = Quantizer.Quantize(graph, Samples(graph, 3), SmallBits).Graph;
        var circuit = CircuitCompiler.Compile(quantized);
        for (int mask = 0; mask < 1 << 6; mask += mask % 5 == 0 ? 1 : 2)
        {
            var inputs = Input(graph, i => (mask >> i) & 1);
            if (int.PopCount(mask) == 3)
            {
                var witness = circuit.ComputeWitness(inputs);
                Assert.Null(R1csCheck.FirstUnsatisfied(circuit.R1cs, witness.Assignment));
                Assert.Equal(FloatInterpreter.Run(graph, inputs)["y"].ToFloats(), witness.Outputs["y"].ToFloats());
                continue;
            }

            var error = Assert.Throws<RangeException>(() => circuit.ComputeWitness(inputs));
            Assert.StartsWith("NonZero-n/", error.Layer, StringComparison.Ordinal);
            Assert.Contains("as many elements that are not zero", error.Message, StringComparison.Ordinal);
            Assert.Equal(2 * (int.PopCount(mask) - 3), error.Value);
            var refused = Assert.Throws<OnnxException>(() => FloatInterpreter.Run(graph, inputs));
            Assert.Contains(
                $"{int.PopCount(mask)} elements of '{graph.Nodes.Single(node => node.OpType == "NonZero").Inputs[0]}' are not zero",
                refused.Message,
                StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 7)]
    [InlineData(4, 4)]
    [InlineData(2, 2, 1, 3)]
    [InlineData(3, 300, 2)]
    public void Places_are_exact_whatever_the_bits(int number, params int[] shape)
    {
        var graph = Model(ElementType.Bool, "x", number, shape);
        foreach (var visibility in (Visibility[])[Visibility.Fixed, Visibility.Private])
        {
            var options = SmallBits with { Visibility = VisibilityPlan.Default with { Params = visibility } };
            var quantized = Quantizer.Quantize(graph, Samples(graph, number), options).Graph;

            // Were the places weights, whoever proves could choose them.
            Assert.Empty(quantized.Parameters);
            var circuit = CircuitCompiler.Compile(quantized);
            long elements = graph.Inputs[0].Shape.ElementCount;
            var inputs = Input(graph, i => i >= elements - number ? 1 : 0);
            var witness = circuit.ComputeWitness(inputs);
            Assert.Null(R1csCheck.FirstUnsatisfied(circuit.R1cs, witness.Assignment));
            Assert.Equal(FloatInterpreter.Run(graph, inputs)["y"].ToFloats(), witness.Outputs["y"].ToFloats());
        }
    }

    [Fact]
    public void Neither_places_nor_number_can_be_forged()
    {
        var graph = Model(ElementType.Bool, "x", 2, 2, 2);
        var options = SmallBits with { Visibility = new VisibilityPlan(Visibility.Public, Visibility.Public) };
        var circuit = CircuitCompiler.Compile(Quantizer.Quantize(graph, Samples(graph, 2), options).Graph);
        var assignment = circuit.ComputeWitness(Input(graph, i => i is 1 or 2 ? 1 : 0)).Assignment;
        var system = RowSystems.Of(circuit.R1cs);
        var valid = RowSystems.ValuesOf(assignment);
        var attack = new AdaptiveAttack<Fr>(system, 11);
        var input = circuit.Layout.Find(TensorGroup.Input, "x")!;
        var output = circuit.Layout.Find(TensorGroup.Output, "y")!;
        int[] inputs = [.. Enumerable.Range(input.Offset, input.Length)];
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            foreach (int column in Enumerable.Range(output.Offset, output.Length))
            {
                Assert.Null(attack.Try(valid, inputs, column, Fr.One - valid[column]));
                Assert.Null(attack.Try(valid, inputs, column, valid[column] + Fr.FromInt64(2 + attempt)));
            }

            // One element more, or one less, whatever the result is said to be.
            foreach (int column in inputs)
            {
                Assert.Null(attack.Try(valid, inputs, column, Fr.One - valid[column]));
            }
        }
    }

    [Fact]
    public void The_number_is_enforced_even_where_no_place_is_used()
    {
        var test = new TestGraph("unused").Input("x", 4);
        var graph = test.Node("Cast", ["x"], "b", To(ElementType.Bool)).Node("NonZero", ["b"], "n")
            .Node("Pad", ["n", test.Vector(0, -2, 0, 2), test.Constant(Tensor.Scalar(7L))], "p").Node("Cast", ["p"], "f", To(ElementType.Float))
            .Node("ReduceSum", ["f", test.Vector(0, 1)], "s").Node("Add", ["s", "x"], "y").Build(("n[1]", 2), "y");
        var quantized = Quantizer.Quantize(graph, Samples(graph, 2), SmallBits).Graph;
        Assert.Equal([14f, 14, 15, 15], Rounded(quantized, Input(graph, i => i / 2)));
        var single = Input(graph, i => i / 3);
        Assert.Throws<RangeException>(() => CircuitCompiler.Compile(quantized).ComputeWitness(single));
        var open = quantized.With((_, node) => node is SelectorNode { Choices: 1 }
            ? new ConstantNode(node.Header with { Inputs = [] }, [1]) : node);
        Assert.Equal([14f, 14, 14, 15], Rounded(open, single));
    }

    [Fact]
    public void Calibration_with_another_number_is_refused_in_words()
    {
        var graph = Model(ElementType.Float, "x", 2, 4);
        var error = Assert.Throws<CircuitException>(() => Quantizer.Quantize(graph, Samples(graph, 3), SmallBits));
        Assert.Contains("Calibration sample 0", error.Message, StringComparison.Ordinal);
        Assert.Contains("'NonZero-n'", error.Message, StringComparison.Ordinal);
        Assert.Contains("3 elements of 'x' are not zero", error.Message, StringComparison.Ordinal);
        Assert.Contains("exactly 2", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(1)]
    public void A_result_without_elements_has_no_circuit(int number, params int[] shape)
    {
        var graph = new TestGraph("empty").Input("x", shape).Node("NonZero", ["x"], "n").Node("Cast", ["n"], "f", To(ElementType.Float))
            .Node("ReduceSum", ["f"], "s", NodeAttributes.Empty.With("keepdims", 0L)).Node("Add", ["s", "x"], "y")
            .Build(("n[1]", number), "y");
        var error = Assert.Throws<UnsupportedModelException>(() => Quantizer.Quantize(graph, Samples(graph, number), SmallBits));
        Assert.Equal("NonZero-n", error.Nodes[0].Node);
        Assert.Contains("no elements", error.Nodes[0].Reason, StringComparison.Ordinal);
    }

    private static Graph Model(ElementType type, string what, int number, params int[] shape)
    {
        var builder = new GraphBuilder("non-zero").Input("x", TensorShape.Of(shape), type).Constant("half", Tensor.Scalar(0.5f));
        string source = what switch
        {
            "Greater" => "g",
            "Relu" => "r",
            _ => "x",
        };
        if (source == "g")
        {
            builder.Node("Greater", ["x", "half"], ["g"], nodeName: "greater");
        }
        else if (source == "r")
        {
            builder.Node("Relu", ["x"], ["r"], nodeName: "relu");
        }

        return builder.Node("NonZero", [source], ["n"], nodeName: "NonZero-n").Node("Cast", ["n"], ["y"], To(ElementType.Float))
            .Output("y").Build(new OnnxReadOptions { Dimensions = new Dictionary<string, int> { ["n[1]"] = number } });
    }

    private static float[] Rounded(QuantizedGraph quantized, Dictionary<string, Tensor> inputs) =>
        Array.ConvertAll(CircuitCompiler.Compile(quantized).ComputeWitness(inputs).Outputs["y"].ToFloats(), MathF.Round);

    private static NodeAttributes To(ElementType type) => NodeAttributes.Empty.With("to", (long)type);

    // The first elements and the last ones.
    private static TensorSamples Samples(Graph graph, int number)
    {
        long elements = graph.Inputs[0].Shape.ElementCount;
        return TensorSamples.Of(graph, [Input(graph, i => i < number ? 1 : 0), Input(graph, i => i >= elements - number ? 1 : 0)]);
    }

    private static Dictionary<string, Tensor> Input(Graph graph, Func<int, int> value)
    {
        GraphTensor input = graph.Inputs[0];
        int[] values = [.. Enumerable.Range(0, (int)input.Shape.ElementCount).Select(value)];
        return new()
        {
            ["x"] = input.ElementType.IsFloating() ? new Tensor(input.Shape, Array.ConvertAll(values, number => (float)number))
                : input.ElementType == ElementType.Bool ? new Tensor(input.Shape, Array.ConvertAll(values, number => number != 0))
                : new Tensor(input.Shape, Array.ConvertAll(values, number => (long)number), input.ElementType),
        };
    }
}
