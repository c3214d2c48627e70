using LionMl.Algebra;
using LionMl.Circuits.Tests.Gadgets;
using LionMl.R1cs;
using LionMl.TestSupport.Soundness;

namespace LionMl.Circuits.Tests.Models;

/// <summary>Soundness of whole models: no other output for the same input.</summary>
public sealed class TamperingTests
{
    private const int Changes = 150;

    public static TheoryData<string> Names => OperatorModels.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Changing_any_public_value_is_refused(string name)
    {
        var (circuit, assignment) = Valid(name);
        for (int i = 1; i < assignment.Public.Length; i++)
        {
            foreach (long change in (long[])[1, -1, 1 << 20])
            {
                var values = (Fr[])assignment.Public.Clone();
                values[i] += Fr.FromInt64(change);
                Assert.NotNull(R1csCheck.FirstUnsatisfied(circuit.R1cs, new R1csAssignment<Fr>(values, assignment.Private)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Changing_any_private_variable_alone_is_refused(string name)
    {
        var (circuit, assignment) = Valid(name);
        var random = new Random(7);

        // Another input is no forgery, and an input that nothing reads may be any number in its range.
        int first = InputColumns(circuit).Count();
        for (int round = 0; round < Changes && first < assignment.Private.Length; round++)
        {
            int i = assignment.Private.Length <= Changes
                ? first + (round % (assignment.Private.Length - first))
                : random.Next(first, assignment.Private.Length);
            var values = (Fr[])assignment.Private.Clone();
            values[i] = values[i].IsZero ? Fr.One : round % 2 == 0 ? Fr.Zero : values[i] + Fr.One;
            bool refused = R1csCheck.FirstUnsatisfied(circuit.R1cs, new R1csAssignment<Fr>(assignment.Public, values)) is not null;
            Assert.True(refused || IsInverseOfZero(circuit, assignment, i), $"variable {i}");
        }
    }

    [Theory]
    [InlineData("gemm")]
    [InlineData("relu")]
    [InlineData("mul")]
    [InlineData("pow-2")]
    [InlineData("residual")]
    [InlineData("two-outputs")]
    [InlineData("abs")]
    [InlineData("and-or-xor-not")]
    [InlineData("arg-max")]
    [InlineData("arg-max-last")]
    [InlineData("arg-min")]
    [InlineData("cast-to-integer")]
    [InlineData("clip")]
    [InlineData("div")]
    [InlineData("div-of-both-signs")]
    [InlineData("equal")]
    [InlineData("floor")]
    [InlineData("gather-computed")]
    [InlineData("gelu")]
    [InlineData("greater")]
    [InlineData("hardmax")]
    [InlineData("less-or-equal")]
    [InlineData("max-pool-with-places")]
    [InlineData("mod")]
    [InlineData("non-zero")]
    [InlineData("non-zero-gather-nd")]
    [InlineData("one-hot")]
    [InlineData("quantize-saturating")]
    [InlineData("round")]
    [InlineData("scatter-elements")]
    [InlineData("sigmoid")]
    [InlineData("sign")]
    [InlineData("softmax")]
    [InlineData("sqrt-reciprocal")]
    [InlineData("top-k")]
    [InlineData("top-k-smallest")]
    [InlineData("where")]
    public void An_output_cannot_be_changed_by_solving_for_what_depends_on_it(string name)
    {
        var (circuit, assignment) = Valid(name);
        var system = RowSystems.Of(circuit.R1cs);
        var valid = RowSystems.ValuesOf(assignment);
        int[] inputs = [.. InputColumns(circuit)];
        var attack = new AdaptiveAttack<Fr>(system, 3);
        int outputs = circuit.R1cs.PublicCount;
        for (int round = 0; round < 40; round++)
        {
            int column = 1 + (round % (outputs - 1));
            var found = attack.Try(valid, inputs, column, valid[column] + Fr.FromInt64(round % 2 == 0 ? 1 + round : -1 - round));
            Assert.Null(found);
        }
    }

    private static (CompiledCircuit Circuit, R1csAssignment<Fr> Assignment) Valid(string name)
    {
        var graph = OperatorModels.Build(name);
        var samples = TensorSamples.Synthetic(graph, -1, 1.5, 4);
        var options = new QuantizeOptions { InputBits = 6, WeightBits = 6, ActivationBits = 6 };
        var circuit = CircuitCompiler.Compile(Quantizer.Quantize(graph, samples, options).Graph);
        var assignment = circuit.ComputeWitness(samples.Inputs(2)).Assignment;
        Assert.Null(R1csCheck.FirstUnsatisfied(circuit.R1cs, assignment));
        return (circuit, assignment);
    }

    // Where a number is zero, what would be its inverse stands in one row only, as a factor of it, and may be anything.
    private static bool IsInverseOfZero(CompiledCircuit circuit, R1csAssignment<Fr> assignment, int variable)
    {
        int column = circuit.R1cs.PublicCount + variable;
        var readers = RowSystems.Of(circuit.R1cs).Rows.Where(row => row.Columns.Contains(column)).ToList();
        var values = RowSystems.ValuesOf(assignment);
        return readers is [var only] && only.C.All(term => term.Column != column)
            && RowSystem<Fr>.Row.Value(only.A.Any(term => term.Column == column) ? only.B : only.A, values).IsZero;
    }

    /// <summary>Inputs come first among the private variables: for each element itself and its digits but the lowest.</summary>
    private static IEnumerable<int> InputColumns(CompiledCircuit circuit)
    {
        int count = circuit.Graph.Inputs.Sum(input => input.Count * input.Bits);
        return Enumerable.Range(circuit.R1cs.PublicCount, count);
    }
}
