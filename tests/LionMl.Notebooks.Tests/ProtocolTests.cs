using LionMl.Notebooks.Tests.Hosting;

namespace LionMl.Notebooks.Tests;

/// <summary>The kernel as a client of Jupyter meets it, through jupyter_client.</summary>
[Collection(NotebooksCollection.Name)]
public sealed class ProtocolTests(JupyterHome home)
{
    private const string Suite = "test_protocol";

    public static TheoryData<string> Tests => [.. PythonSuites.Names(Suite)];

    [NeedsTheory(Part.Client)]
    [MemberData(nameof(Tests))]
    public void The_kernel_keeps_to_the_protocol(string test)
    {
        IReadOnlyDictionary<string, PythonSuites.Outcome> outcomes = home.Suites.Run(Suite);
        if (!outcomes.TryGetValue(test, out PythonSuites.Outcome? outcome))
        {
            IEnumerable<string> failures = outcomes.Values.Where(one => one.State == "failed").Select(one => one.Text);
            Assert.Fail($"{test} did not run: {string.Join("\n", failures)}");
        }

        Assert.True(outcome.State == "passed", outcome.Text);
    }
}
