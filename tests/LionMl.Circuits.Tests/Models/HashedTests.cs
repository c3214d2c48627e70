using LionMl.Algebra;
using LionMl.Circuits.Tests.Gadgets;
using LionMl.Onnx;
using LionMl.R1cs;
using LionMl.TestSupport.Soundness;

namespace LionMl.Circuits.Tests.Models;

/// <summary>Models whose inputs or outputs are public only as a hash.</summary>
public sealed class HashedTests
{
    public static TheoryData<string> Names => OperatorModels.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Digests_are_those_of_the_integers_and_the_salt(string name)
    {
        var (circuit, values, witness) = Prove(name, Visibility.Hashed, Visibility.Hashed, [Fr.FromInt64(77), Fr.FromInt64(-3)]);
        Assert.Equal(1 + circuit.Layout.Digests.Length, circuit.Layout.Count);
        Assert.Equal(circuit.Layout.Count, circuit.R1cs.PublicCount);
        Assert.Null(R1csCheck.FirstUnsatisfied(circuit.R1cs, witness.Assignment));
        for (int i = 0; i < circuit.Layout.Digests.Length; i++)
        {
            var digest = circuit.Layout.Digests[i];
            Fr salt = i switch { 0 => Fr.FromInt64(77), 1 => Fr.FromInt64(-3), _ => Fr.Zero };
            Assert.Equal(1 + i, digest.Offset);
            Assert.Equal(digest.Compute([values[NodeOf(circuit, digest)]!], salt), witness.Assignment.Public[digest.Offset]);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Cost_formulas_know_of_digests(string name)
    {
        var (circuit, _, _) = Prove(name, Visibility.Hashed, Visibility.Hashed, []);
        var rough = RoughCost.Of(circuit.Graph);
        Assert.InRange(rough.Constraints, circuit.Cost.Constraints * 0.9, circuit.Cost.Constraints * 1.1);
        Assert.InRange(rough.NonZeros, circuit.Cost.NonZeros * 0.85, circuit.Cost.NonZeros * 1.15);
    }

    [Fact]
    public void A_digest_depends_on_every_element_and_on_the_salt()
    {
        var (circuit, values, _) = Prove("gemm", Visibility.Hashed, Visibility.Public, []);
        var digest = Assert.Single(circuit.Layout.Digests);
        long[] integers = values[NodeOf(circuit, digest)]!;
        var seen = new HashSet<Fr> { digest.Compute([integers], Fr.Zero), digest.Compute([integers], Fr.One) };
        for (int i = 0; i < integers.Length; i++)
        {
            long[] changed = [.. integers];
            changed[i] += changed[i] == digest.Tensors[0].Range.High ? -1 : 1;
            Assert.True(seen.Add(digest.Compute([changed], Fr.Zero)));
        }

        Assert.Throws<CircuitException>(() => digest.Compute([[.. integers.Select(_ => 1L << 40)]], Fr.Zero));
    }

    [Fact]
    public void A_wrong_digest_salt_or_element_is_refused()
    {
        var (circuit, _, witness) = Prove("gemm", Visibility.Hashed, Visibility.Public, [Fr.FromInt64(5)]);
        var digest = Assert.Single(circuit.Layout.Digests);
        var system = RowSystems.Of(circuit.R1cs);
        Fr[] valid = RowSystems.ValuesOf(witness.Assignment);
        int[] publics = [.. Enumerable.Range(1, circuit.R1cs.PublicCount - 1)];
        var attack = new AdaptiveAttack<Fr>(system, 9);
        for (int column = circuit.R1cs.PublicCount; column < valid.Length; column += 7)
        {
            Assert.Null(attack.Try(valid, publics, column, valid[column] + Fr.One));
        }

        // With the input's own variables fixed, there is no other digest either.
        int[] inputs = [.. Enumerable.Range(circuit.R1cs.PublicCount, circuit.Graph.Inputs.Sum(input => input.Count * input.Bits))];
        for (int round = 0; round < 20; round++)
        {
            Assert.Null(attack.Try(valid, inputs, digest.Offset, valid[digest.Offset] + Fr.FromInt64(1 + round)));
        }
    }

    /// <summary>Encodings are one to one: digits one bit too narrow for their integers are not.</summary>
    [Theory]
    [InlineData(-128, 127, 8, 31)]
    [InlineData(0, 255, 8, 31)]
    [InlineData(-129, 127, 16, 15)]
    [InlineData(0, 256, 16, 15)]
    [InlineData(-(1L << 61), 1L << 61, 64, 3)]
    public void Digits_are_whole_bytes_that_hold_the_range(long low, long high, int bits, int perElement)
    {
        var encoding = DigestEncoding.Of(HashForm.Raw, new IntegerRange(low, high));
        Assert.Equal((bits, perElement, low < 0), (encoding.DigitBits, encoding.DigitsPerElement, encoding.Signed));
        long[] integers = [low, high, 0, 1, .. Enumerable.Repeat(low, perElement), high];
        Fr[] elements = encoding.Elements(integers);
        Assert.Equal(encoding.ElementCount(integers.Length), elements.Length);
        for (int i = 0; i < integers.Length; i++)
        {
            var digit = (elements[i / perElement].ToBigInteger() >> (i % perElement * bits)) & ((System.Numerics.BigInteger.One << bits) - 1);
            Assert.Equal(integers[i], (long)(digit - encoding.DigitOffset));
        }
    }

    private static (CompiledCircuit Circuit, long[]?[] Values, WitnessResult Witness) Prove(
        string name, Visibility input, Visibility output, Fr[] salts)
    {
        var graph = OperatorModels.Build(name);
        var samples = TensorSamples.Synthetic(graph, -1, 1.5, 4);
        var options = new QuantizeOptions
        {
            InputBits = 7, WeightBits = 7, ActivationBits = 7, Visibility = new VisibilityPlan(input, output),
        };
        var quantized = Quantizer.Quantize(graph, samples, options).Graph;
        var circuit = CircuitCompiler.Compile(quantized);
        IReadOnlyDictionary<string, Tensor> inputs = samples.Inputs(1);
        return (circuit, quantized.Evaluate(quantized.QuantizeInputs(inputs), null, keepAll: true), circuit.ComputeWitness(inputs, salts));
    }

    private static int NodeOf(CompiledCircuit circuit, PublicDigest digest) => digest.Group == TensorGroup.Input
        ? Enumerable.Range(0, circuit.Graph.Nodes.Count).Single(i => circuit.Graph.Nodes[i] is InputNode node && node.Layer == digest.Name)
        : circuit.Graph.Outputs.Single(o => o.Name == digest.Name).Node;
}
