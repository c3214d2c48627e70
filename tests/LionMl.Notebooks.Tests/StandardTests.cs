using LionMl.Notebooks.Tests.Hosting;

namespace LionMl.Notebooks.Tests;

/// <summary>Jupyter's own tests for kernels.</summary>
[Collection(NotebooksCollection.Name)]
public sealed class StandardTests(JupyterHome home)
{
    // Pagers are deprecated in the protocol, and this kernel has none.
    private const string WithoutCounterpart = "test_pager";

    [NeedsFact(Part.Client, Part.KernelTest)]
    public void Jupyters_own_tests_pass_and_none_is_left_out()
    {
        IReadOnlyDictionary<string, PythonSuites.Outcome> outcomes = home.Suites.Run("test_standard");
        Assert.True(outcomes.Count >= 12, $"only {outcomes.Count} tests ran: {string.Join(", ", outcomes.Keys)}");
        Assert.All(outcomes, one => Assert.True(
            one.Value.State == (one.Key == WithoutCounterpart ? "skipped" : "passed"),
            $"{one.Key} {one.Value.State}: {one.Value.Text}"));
    }
}
