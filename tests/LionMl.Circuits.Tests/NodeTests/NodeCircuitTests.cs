using System.Collections.Concurrent;
using LionMl.Onnx.Tests;
using Xunit.Abstractions;

namespace LionMl.Circuits.Tests.NodeTests;

/// <summary>
/// ONNX's own node tests (Debian: <c>apt-get install libonnx-testdata</c>) as circuits: the witness satisfies every constraint, and its
/// outputs are within 1 % of the expected output's span, or two of its steps.
/// </summary>
public sealed class NodeCircuitTests(ITestOutputHelper output)
{
    private const string NotFinite = "its data are infinite or no numbers, which no circuit has";
    private const string Empty = "its tensors have no elements";
    private const string ComputedScale = "scales that are computed from the data are not supported";
    private const string Shift = "shifts of bits are not supported";
    private const string Base = "a computed exponent needs a positive base";

    /// <summary>Cases that have no circuit, each with its reason; they stay in the count.</summary>
    private static readonly Dictionary<string, string> Exclusions = new(NodeTestExclusions.Reasons)
    {
        ["test_cast_BFLOAT16_to_FLOAT"] = NotFinite,
        ["test_cast_FLOAT_to_BFLOAT16"] = NotFinite,
        ["test_isinf"] = NotFinite,
        ["test_isinf_negative"] = NotFinite,
        ["test_isinf_positive"] = NotFinite,
        ["test_isnan"] = NotFinite,
        ["test_operator_add_broadcast"] = NotFinite,
        ["test_operator_add_size1_right_broadcast"] = NotFinite,
        ["test_operator_add_size1_singleton_broadcast"] = NotFinite,
        ["test_operator_addconstant"] = NotFinite,
        ["test_operator_sqrt"] = NotFinite,
        ["test_constantofshape_int_shape_zero"] = Empty,
        ["test_reshape_allowzero_reordered"] = Empty,
        ["test_slice_start_out_of_bounds"] = Empty,
        ["test_split_zero_size_splits"] = Empty,
        ["test_tril_zero"] = Empty,
        ["test_triu_zero"] = Empty,
        ["test_dynamicquantizelinear"] = ComputedScale,
        ["test_dynamicquantizelinear_expanded"] = ComputedScale,
        ["test_dynamicquantizelinear_max_adjusted"] = ComputedScale,
        ["test_dynamicquantizelinear_max_adjusted_expanded"] = ComputedScale,
        ["test_dynamicquantizelinear_min_adjusted"] = ComputedScale,
        ["test_dynamicquantizelinear_min_adjusted_expanded"] = ComputedScale,
        ["test_bitshift_left_uint16"] = Shift,
        ["test_bitshift_left_uint32"] = Shift,
        ["test_bitshift_left_uint64"] = Shift,
        ["test_bitshift_left_uint8"] = Shift,
        ["test_bitshift_right_uint16"] = Shift,
        ["test_bitshift_right_uint32"] = Shift,
        ["test_bitshift_right_uint64"] = Shift,
        ["test_bitshift_right_uint8"] = Shift,
        ["test_operator_pow"] = Base,
        ["test_pow"] = Base,
        ["test_maxpool_with_argmax_2d_precomputed_strides"] = "places counted in column-major order are not supported",
        ["test_resize_tf_crop_and_resize"] = "cropping while resizing is not supported",
    };

    [NodeTestFact]
    public void Every_case_has_a_satisfied_circuit_that_is_close_enough_except_those_with_a_reason()
    {
        NodeTestCase[] cases = [.. NodeTestCase.All().Where(test => test.IsInScope)];
        var problems = new ConcurrentDictionary<string, string>();
        Parallel.ForEach(cases, test =>
        {
            if (NodeCircuit.Run(test) is { } problem)
            {
                problems[test.Name] = problem;
            }
        });

        int nodes = cases.Count(test => test.Category == "node");
        int passing = cases.Count(test => test.Category == "node" && !problems.ContainsKey(test.Name));
        output.WriteLine($"{cases.Length - problems.Count} of {cases.Length} cases have a circuit; of category node {passing} of {nodes}");
        foreach (var group in cases.SelectMany(test => test.OpTypes.Select(op => (Op: op, test.Name)))
            .GroupBy(entry => entry.Op).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"{group.Key,-28} {group.Count(entry => !problems.ContainsKey(entry.Name)),4} of {group.Count()}");
        }

        foreach (var (name, reason) in Exclusions)
        {
            output.WriteLine($"excluded: {name}: {reason}");
        }

        string[] unexpected = [.. problems.Where(problem => !Exclusions.ContainsKey(problem.Key)).Select(p => $"{p.Key}: {p.Value}")];
        Assert.Empty(unexpected);
        string[] superfluous = [.. Exclusions.Keys.Where(name => !problems.ContainsKey(name))];
        Assert.Empty(superfluous);
    }
}
