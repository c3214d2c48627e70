using System.Security.Cryptography;
using LionMl.Circuits.Tests.Models;
using LionMl.Onnx;

namespace LionMl.Circuits.Tests.Quantization;

public sealed class QuantizedGraphStorageTests
{
    public static TheoryData<string> Names => OperatorModels.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_loaded_runs_alike_and_gives_the_same_circuit(string name)
    {
        var (graph, samples) = Make(name);
        byte[] bytes = Save(graph);
        var loaded = QuantizedGraph.Load(new MemoryStream(bytes));
        Assert.Equal(bytes, Save(loaded));
        var (before, after) = (graph.Run(samples.Inputs(1)), loaded.Run(samples.Inputs(1)));
        Assert.All(before, output => Assert.Equal(output.Value.ToFloats(), after[output.Key].ToFloats()));
        Assert.Equal(CircuitCompiler.Compile(graph).Hash, CircuitCompiler.Compile(loaded).Hash);
    }

    [Fact]
    public void Every_truncation_is_refused()
    {
        byte[] bytes = Save(Make("max-pool-padded-relu").Graph);
        for (int length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<CircuitException>(() => QuantizedGraph.Load(new MemoryStream(bytes, 0, length)));
        }
    }

    [Fact]
    public void Every_changed_byte_is_refused()
    {
        byte[] bytes = Save(Make("conv-attributes").Graph);
        for (int i = 0; i < bytes.Length; i++)
        {
            byte[] changed = (byte[])bytes.Clone();
            changed[i] ^= 0x41;
            Assert.Throws<CircuitException>(() => QuantizedGraph.Load(new MemoryStream(changed)));
        }
    }

    [Theory]
    [InlineData("mlp")]
    [InlineData("conv-attributes")]
    [InlineData("pad-concat")]
    [InlineData("max-pool-padded-relu")]
    [InlineData("matmul-batch")]
    public void A_forged_file_with_a_right_checksum_is_refused_or_makes_a_consistent_graph(string name)
    {
        var (graph, samples) = Make(name);
        byte[] payload = graph.Payload();
        var random = new Random(11);
        for (int round = 0; round < 3000; round++)
        {
            byte[] changed = (byte[])payload.Clone();
            for (int change = random.Next(1, 4); change > 0; change--)
            {
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            }

            try
            {
                var forged = QuantizedGraph.Parse(new ArtifactReader(changed, 0, changed.Length));
                _ = forged.Run(samples.Inputs(0));
            }
            catch (CircuitException)
            {
                // The only error that hostile bytes may lead to.
            }
        }
    }

    /// <summary>Models that have every kind of node between them.</summary>
    public static TheoryData<string> Kinds => [.. KindNames];

    // A model with its parameters hidden.
    private const string PrivatePrefix = "private ";

    private static string[] KindNames =>
    [
        PrivatePrefix + "gemm", PrivatePrefix + "conv",
        "arg-max", "sqrt", "conv-1d-same", "div-of-both-signs", "equal", "exp-log", "gather-computed", "gelu", "matmul-constant-vector",
        "max-pool", "pad-concat", "q-linear-mat-mul", "quantize-odd-zero-point", "round", "layer-normalization", "relu", "where",
    ];

    [Fact]
    public void Every_kind_of_node_is_stored()
    {
        var kinds = KindNames.SelectMany(name => Make(name).Graph.Nodes).Select(node => node.Tag).ToHashSet();
        Assert.Equal([], Enum.GetValues<NodeTag>().Except(kinds));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Any_byte_changed_or_cut_off_is_refused_or_makes_a_graph_that_is_stored_and_proved(string name)
    {
        byte[] payload = Make(name).Graph.Payload();
        for (int i = 0; i < payload.Length; i++)
        {
            _ = Assert.Throws<CircuitException>(() => QuantizedGraph.Parse(new ArtifactReader(payload, 0, i)));
            foreach (byte value in (byte[])[0, 1, 0x7e, 0x7f, 0x80, 0xff, (byte)(payload[i] + 1), (byte)(payload[i] + 2)])
            {
                byte[] changed = (byte[])payload.Clone();
                changed[i] = value;
                Survives(changed);
            }
        }
    }

    /// <summary>Numbers of ten bytes, the longest that are read, in every place where a number begins or a byte happens to be.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_largest_and_smallest_numbers_in_any_place_are_refused_or_harmless(string name)
    {
        byte[] payload = Make(name).Graph.Payload();
        byte[][] extremes = [.. new[] { long.MaxValue, long.MinValue, (1L << 61) - 1, -(1L << 40) + 1, int.MinValue, 60 }.Select(Bytes)];
        for (int i = 0; i < payload.Length; i++)
        {
            foreach (byte[] extreme in extremes)
            {
                Survives([.. payload[..i], .. extreme, .. payload[(i + 1)..]]);
            }
        }

        static byte[] Bytes(long value)
        {
            var writer = new ArtifactWriter();
            writer.Integer(value);
            return writer.ToArray();
        }
    }

    // Refused with the one error that there is, or a graph that can be stored, run and made a circuit.
    private static void Survives(byte[] payload)
    {
        try
        {
            var forged = QuantizedGraph.Parse(new ArtifactReader(payload, 0, payload.Length));
            byte[] stored = forged.Payload();
            Assert.Equal(stored, QuantizedGraph.Parse(new ArtifactReader(stored, 0, stored.Length)).Payload());
            if (forged.Nodes.Sum(node => (long)node.Count) > 5000)
            {
                return;
            }

            var inputs = forged.Inputs.Select(input => Enumerable.Range(0, input.Count).Select(i => input.Range.Contains(i) ? i : 0L).ToArray());
            _ = forged.Evaluate([.. inputs], null, keepAll: false);
            if (RoughCost.Of(forged).Constraints < 5000)
            {
                _ = CircuitCompiler.Compile(forged);
            }
        }
        catch (CircuitException)
        {
            // The only error that hostile bytes may lead to.
        }
    }

    [Fact]
    public void A_short_file_that_claims_to_be_long_costs_no_memory()
    {
        byte[] bytes = Save(Make("relu").Graph);
        BitConverter.GetBytes(int.MaxValue).CopyTo(bytes, 12);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<CircuitException>(() => QuantizedGraph.Load(new MemoryStream(bytes)));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 10_000_000);
    }

    [Fact]
    public void A_sum_of_forged_factors_does_not_come_round_to_a_small_range()
    {
        // 64 · 2^62 · 2^28 · (2^32 − 1) is −2^96 in 128 bits.
        var shape = TensorShape.Of(1);
        long[][] factors = [.. Enumerable.Repeat(new[] { 1L << 62 }, 64)];
        System.Collections.Immutable.ImmutableArray<IntegerNode> nodes =
        [
            new InputNode(new NodeHeader("x", [], shape, 0), 32, false),
            new SumNode(new NodeHeader("wide", [0], shape, 0), [[1L << 28]], [0]),
            new SumNode(new NodeHeader("forged", [.. Enumerable.Repeat(1, 64)], shape, 0), factors, [0]),
        ];
        Assert.Throws<CircuitException>(
            () => new QuantizedGraph("forged", nodes, [new QuantizedOutput("y", 2)], VisibilityPlan.Default));
    }

    [Fact]
    public void A_convolution_without_channels_has_nothing_to_rectify()
    {
        var window = new ConvolutionWindow(1, [1], [1], [1], [0]);
        System.Collections.Immutable.ImmutableArray<IntegerNode> nodes =
        [
            new InputNode(new NodeHeader("x", [], TensorShape.Of(1, 1, 2), 0), 4, true),
            new ConvolutionNode(new NodeHeader("conv", [0], TensorShape.Of(1, 0, 2), 0), window, [], []),
            new ReluNode(new NodeHeader("relu", [1], TensorShape.Of(1, 0, 2), 0), 0, [4]),
        ];
        Assert.Throws<CircuitException>(
            () => new QuantizedGraph("empty", nodes, [new QuantizedOutput("y", 2)], VisibilityPlan.Default));
    }

    [Fact]
    public void A_long_chain_of_linear_nodes_does_not_exhaust_the_stack()
    {
        var nodes = System.Collections.Immutable.ImmutableArray.CreateBuilder<IntegerNode>();
        nodes.Add(new InputNode(new NodeHeader("x", [], TensorShape.Of(1), 0), 4, true));
        for (int i = 0; i < 20_000; i++)
        {
            nodes.Add(new SumNode(new NodeHeader("chain", [i], TensorShape.Of(1), 0), [[1]], [0]));
        }

        var graph = new QuantizedGraph("chain", nodes.ToImmutable(), [new QuantizedOutput("y", 20_000)], VisibilityPlan.Default);
        Assert.InRange(CircuitCompiler.Compile(graph).R1cs.ConstraintCount, 5, 200);
    }

    [Fact]
    public void Another_version_or_another_file_is_named()
    {
        byte[] bytes = Save(Make("relu").Graph);
        bytes[8] = 99;
        var version = Assert.Throws<CircuitException>(() => QuantizedGraph.Load(new MemoryStream(bytes)));
        Assert.Contains("version 99", version.Message, StringComparison.Ordinal);
        var foreign = Assert.Throws<CircuitException>(() => QuantizedGraph.Load(new MemoryStream(SHA256.HashData([1]))));
        Assert.Contains("not a stored quantised graph", foreign.Message, StringComparison.Ordinal);
    }

    private static (QuantizedGraph Graph, TensorSamples Samples) Make(string name)
    {
        bool isPrivate = name.StartsWith(PrivatePrefix, StringComparison.Ordinal);
        var graph = OperatorModels.Build(isPrivate ? name[PrivatePrefix.Length..] : name);
        var samples = TensorSamples.Synthetic(graph, -1, 1, 4);
        var visibility = new VisibilityPlan(Params: isPrivate ? Visibility.Private : Visibility.Fixed);
        var options = new QuantizeOptions { InputBits = 6, WeightBits = 6, ActivationBits = 6, Visibility = visibility };
        return (Quantizer.Quantize(graph, samples, options).Graph, samples);
    }

    private static byte[] Save(QuantizedGraph graph)
    {
        using var stream = new MemoryStream();
        graph.Save(stream);
        return stream.ToArray();
    }
}
