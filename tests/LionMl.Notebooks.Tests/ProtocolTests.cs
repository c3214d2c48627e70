using LionMl.Notebooks.Tests.Hosting;

namespace LionMl.Notebooks.Tests;

/// <summary>The kernel's process behind Jupyter's own client: each test of the suites in Python is one case.</summary>
[Collection(NotebooksCollection.Name)]
public sealed class ProtocolTests(JupyterHome home)
{
    /// <summary>Every test of every suite.</summary>
    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (string suite in (string[])["test_errors", "test_input", "test_interrupt", "test_lifetime", "test_output", "test_wire"])
            {
                foreach (string name in PythonSuites.Names(suite))
                {
                    cases.Add(suite, name);
                }
            }

            return cases;
        }
    }

    [NeedsTheory(Part.Client)]
    [MemberData(nameof(Cases))]
    public void The_kernel_passes(string suite, string name)
    {
        IReadOnlyDictionary<string, PythonSuites.Outcome> outcomes = home.Suites.Run(suite);
        PythonSuites.Outcome outcome = outcomes.GetValueOrDefault(name)
            ?? outcomes.GetValueOrDefault("setUpClass")
            ?? new PythonSuites.Outcome("missing", "it did not run");
        Assert.True(outcome.State == "passed", $"{outcome.State}: {outcome.Text}");
    }
}
