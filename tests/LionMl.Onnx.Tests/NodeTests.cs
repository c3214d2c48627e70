using Xunit.Abstractions;

namespace LionMl.Onnx.Tests;

/// <summary>ONNX's own node tests (Debian: <c>apt-get install libonnx-testdata</c>) through reader and interpreter.</summary>
public sealed class NodeTests(ITestOutputHelper output)
{
    public static TheoryData<string, string> Cases()
    {
        var data = new TheoryData<string, string>();
        foreach (NodeTestCase test in NodeTestCase.All().Where(test => test.IsInScope && !NodeTestExclusions.Reasons.ContainsKey(test.Name)))
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
            bool excluded = NodeTestExclusions.Reasons.TryGetValue(test.Name, out string? reason);
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

        foreach ((string name, string reason) in NodeTestExclusions.Reasons)
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
