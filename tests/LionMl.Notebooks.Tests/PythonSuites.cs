using System.Text.Json;
using System.Text.RegularExpressions;
using LionMl.Notebooks.Tests.Hosting;

namespace LionMl.Notebooks.Tests;

/// <summary>Runs each file of Python tests once and keeps what became of each test.</summary>
public sealed partial class PythonSuites(JupyterHome home)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private readonly Dictionary<string, IReadOnlyDictionary<string, Outcome>> _suites = [];

    /// <summary>The names of a file's own tests.</summary>
    public static IEnumerable<string> Names(string suite) =>
        TestName().Matches(File.ReadAllText(Script(suite))).Select(match => match.Groups[1].Value);

    /// <summary>All tests of a file, by name.</summary>
    internal IReadOnlyDictionary<string, Outcome> Run(string suite)
    {
        if (!_suites.TryGetValue(suite, out IReadOnlyDictionary<string, Outcome>? outcomes))
        {
            string report = Path.Combine(home.Scratch, suite + ".json");
            Tool run = home.Python([Path.Combine(Checkout.Scripts, "report.py"), suite, report], Patience);
            Assert.True(File.Exists(report), $"{suite} has left no report\n{run.Output}\n{run.Error}");
            using var json = JsonDocument.Parse(File.ReadAllBytes(report));
            outcomes = json.RootElement.EnumerateObject().ToDictionary(
                one => one.Name,
                one => new Outcome(one.Value.GetProperty("state").GetString()!, one.Value.GetProperty("text").GetString()!));
            _suites[suite] = outcomes;
        }

        return outcomes;
    }

    private static string Script(string suite) => Path.Combine(Checkout.Scripts, suite + ".py");

    [GeneratedRegex(@"^    def (test_\w+)\(", RegexOptions.Multiline)]
    private static partial Regex TestName();

    /// <summary>What became of a test.</summary>
    /// <param name="State">passed, failed or skipped.</param>
    /// <param name="Text">Why.</param>
    internal sealed record Outcome(string State, string Text);
}
