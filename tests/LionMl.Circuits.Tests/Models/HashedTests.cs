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
    public void Digests_in_Leos_form_are_those_of_the_integers(string name)
    {
        var (circuit, values, witness) = Prove(name, Visibility.HashedLeo, Visibility.HashedLeo, []);
        Assert.Null(R1csCheck.FirstUnsatisfied(circuit.R1cs, witness.Assignment));
        Assert.All(circuit.Layout.Digests, digest => Assert.Equal(
            digest.Compute([values[NodeOf(circuit, digest)]!], Fr.One), witness.Assignment.Public[digest.Offset]));
        var rough = RoughCost.Of(circuit.Graph);
        Assert.InRange(rough.Constraints, circuit.Cost.Constraints * 0.9, circuit.Cost.Constraints * 1.1);
    }

    /// <summary>Hashes of <c>Plaintext.fromString(…).toFields()</c> by @provablehq/wasm 0.11.10.</summary>
    [Theory]
    [InlineData(-128, 127, "i8", "1 -2 127", "4934236953893959770267144696326909007024497445864651706850870433796484473578")]
    [InlineData(0, 255, "u8", "0 255", "6374611413961995435497190068116151820738609382412063951218786098390952935013")]
    [InlineData(-129, 5, "i16", "1", "5536376074878627373572760356205388735389678539853962906452000817965450970890")]
    [InlineData(-40000, 5, "i32", "1 -1", "5933536764072640907034881241574380219600563644415518556516003335431518543583")]
    [InlineData(-(1L << 40), 5, "i64", "5", "5166751066246526826762879990376132135544539890096414872469061871007481028769")]
    public void Leos_form_has_Aleos_hashes(long low, long high, string type, string values, string hash)
    {
        var encoding = DigestEncoding.Of(HashForm.Leo, new IntegerRange(low, high));
        Assert.Equal(type, encoding.LeoType);
        Assert.Equal(hash, AleoPoseidon.Hash(encoding.Elements([.. values.Split(' ').Select(long.Parse)])).ToString());
    }

    [Fact]
    public void Integers_that_a_border_cuts_are_hashed_as_Leo_does()
    {
        var encoding = DigestEncoding.Of(HashForm.Leo, new IntegerRange(0, 200));
        Assert.Equal(
            "4076441728707907245860930108673621443002001223031749849192934016231965242605",
            AleoPoseidon.Hash(encoding.Elements([.. Enumerable.Range(0, 64).Select(i => i * 7L % 256)])).ToString());
    }

    [Theory]
    [InlineData(Visibility.Hashed, 39, 2)]
    [InlineData(Visibility.Hashed, 1, 1)]
    [InlineData(Visibility.HashedLeo, 39, 1)]
    [InlineData(Visibility.HashedLeo, 40, 2)]
    public void Rows_of_a_hashed_input_are_its_bits_and_five_for_each_power(Visibility visibility, int elements, int blocks)
    {
        // One element packs 31 bytes in raw form (and the salt is one); in Leo's each byte has 42 bits of headers.
        int count = visibility == Visibility.Hashed ? (elements == 1 ? 31 * 7 : (31 * 7) + 1) : elements;
        var graph = new TestGraph("identity").Input("x", count).Node("Relu", ["x"], "y").Build("y");
        var options = new QuantizeOptions
        {
            InputRange = (0, 1),
            InputBits = 8,
            WeightBits = 8,
            ActivationBits = 8,
            Visibility = new VisibilityPlan(visibility, Visibility.Private),
        };
        var circuit = CircuitCompiler.Compile(Quantizer.Quantize(graph, null, options).Graph);
        int rows = circuit.R1cs.ConstraintCount - (8 * count) - 1;
        Assert.InRange(rows, (blocks * 515) - 40, blocks * (515 + 47));
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

    [Theory]
    [InlineData(Visibility.Hashed)]
    [InlineData(Visibility.HashedLeo)]
    public void A_wrong_digest_salt_or_element_is_refused(Visibility visibility)
    {
        var (circuit, _, witness) = Prove("gemm", visibility, Visibility.Public, [Fr.FromInt64(5)]);
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
            InputBits = 7,
            WeightBits = 7,
            ActivationBits = 7,
            Visibility = new VisibilityPlan(input, output),
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
