using Xunit.Abstractions;

namespace LionMl.Onnx.Tests;

/// <summary>ONNX's own node tests (Debian: <c>apt-get install libonnx-testdata</c>) through reader and interpreter.</summary>
public sealed class NodeTests(ITestOutputHelper output)
{
    /// <summary>Cases of known operators that do not pass, each with its reason; they stay in the count.</summary>
    internal static IReadOnlyDictionary<string, string> Exclusions { get; } = new Dictionary<string, string>
    {
        ["test_batchnorm_epsilon_training_mode"] = Training,
        ["test_batchnorm_example_training_mode"] = Training,
        ["test_training_dropout"] = Training,
        ["test_training_dropout_default"] = Training,
        ["test_training_dropout_default_mask"] = Training,
        ["test_training_dropout_mask"] = Training,
        ["test_training_dropout_zero_ratio"] = Training,
        ["test_training_dropout_zero_ratio_mask"] = Training,
        ["test_cast_FLOAT_to_STRING"] = Text,
        ["test_cast_STRING_to_FLOAT"] = Text,
        ["test_castlike_FLOAT_to_STRING"] = Text,
        ["test_castlike_FLOAT_to_STRING_expanded"] = Text,
        ["test_castlike_STRING_to_FLOAT"] = Text,
        ["test_castlike_STRING_to_FLOAT_expanded"] = Text,
        ["test_castlike_BFLOAT16_to_FLOAT"] = Contradiction,
        ["test_castlike_BFLOAT16_to_FLOAT_expanded"] = Contradiction,
        ["test_castlike_FLOAT_to_BFLOAT16"] = Contradiction,
        ["test_castlike_FLOAT_to_BFLOAT16_expanded"] = Contradiction,
        ["test_identity_opt"] = Container,
        ["test_identity_sequence"] = Container,
    };

    private const string Training = "training mode: random, and no part of inference";
    private const string Text = "text has no place in a circuit";
    private const string Contradiction = "the input in the data has another shape than the model declares";
    private const string Container = "sequences and optional values are not tensors";

    public static TheoryData<string, string> Cases()
    {
        var data = new TheoryData<string, string>();
        foreach (NodeTestCase test in NodeTestCase.All().Where(test => test.IsInScope && !Exclusions.ContainsKey(test.Name)))
        {
            data.Add(test.Category, test.Name);
        }

        return data;
    }

    [NodeTestTheory]
    [MemberData(nameof(Cases))]
    public void The_float_run_gives_the_expected_outputs(string category, string name)
    {
        string? problem = NodeTestCase.Of(category, name).Run();
        Assert.True(problem is null, problem);
    }

    [NodeTestFact]
    public void The_count_of_passing_cases_is_known_and_every_exclusion_still_holds()
    {
        NodeTestCase[] all = [.. NodeTestCase.All().Where(test => test.Category == "node")];
        NodeTestCase[] known = [.. all.Where(test => test.IsInScope)];
        var passed = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var total = new SortedDictionary<string, int>(StringComparer.Ordinal);
        int passing = 0;
        foreach (NodeTestCase test in NodeTestCase.All().Where(test => test.IsInScope))
        {
            string? problem = test.Run();
            bool excluded = Exclusions.TryGetValue(test.Name, out string? reason);
            Assert.True(problem is null != excluded, $"{test.Name}: {problem ?? "passes, but is on the list of exclusions: " + reason}");
            passing += excluded || test.Category != "node" ? 0 : 1;
            foreach (string op in test.OpTypes)
            {
                total[op] = total.GetValueOrDefault(op) + 1;
                passed[op] = passed.GetValueOrDefault(op) + (excluded ? 0 : 1);
            }
        }

        output.WriteLine($"{all.Length} node tests, {known.Length} of them of supported operators only, {passing} of these pass");
        foreach ((string op, int count) in total)
        {
            output.WriteLine($"{op,-28} {passed[op],4} of {count}");
        }

        foreach ((string name, string reason) in Exclusions)
        {
            output.WriteLine($"excluded: {name}: {reason}");
        }

        // A case of several unsupported operators counts for each of them.
        var unknown = all.SelectMany(test => test.UnknownOpTypes).CountBy(op => op).OrderBy(pair => pair.Key, StringComparer.Ordinal);
        foreach ((string op, int count) in unknown)
        {
            output.WriteLine($"not supported: {op,-28} {count}");
        }

        Assert.InRange(passing, known.Length * 95 / 100, known.Length);
    }
}
