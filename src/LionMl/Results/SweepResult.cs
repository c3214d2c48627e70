using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace LionMl.Results;

/// <summary>What a family of models and settings costs: a row for each combination.</summary>
public sealed record SweepResult : LionResult
{
    /// <summary>The measured columns, after those that the caller set.</summary>
    internal static readonly ImmutableArray<string> Measured =
    [
        "layers", "batch", "bits", "macs", "constraints", "variables", "nonZeros", "publicInputs", "relativeError", "provingKeyBytes",
        "verifyingKeyBytes", "proofBytes", "quantizeSeconds", "setupSeconds", "proveSeconds", "verifySeconds", "peakMemoryBytes",
    ];

    /// <summary>The rows in the order in which they ran.</summary>
    public required ImmutableArray<SweepRow> Rows { get; init; }

    /// <summary>The names of the columns that any row has: the caller's, then the measured ones.</summary>
    public ImmutableArray<string> Columns
    {
        get
        {
            HashSet<string> present = [.. Rows.SelectMany(row => row.Values.Keys)];
            return [.. present.Except(Measured).Order(StringComparer.Ordinal), .. Measured.Where(present.Contains)];
        }
    }

    /// <inheritdoc/>
    public override string Verdict
    {
        get
        {
            int failed = Rows.Count(row => row.Failure is not null);
            return failed == 0 ? $"{Rows.Length} proofs made and verified" : $"{Rows.Length - failed} proofs made and verified, {failed} failed";
        }
    }

    /// <summary>One column; NaN where a row has no value.</summary>
    /// <exception cref="LionException">No row has such a column; names those that exist.</exception>
    public ImmutableArray<double> Column(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Columns.Contains(name)
            ? [.. Rows.Select(row => row.Values.GetValueOrDefault(name, double.NaN))]
            : throw LionException.BadInput($"The sweep has no column '{name}'; it has {string.Join(", ", Columns)}.");
    }

    /// <summary>The table as comma-separated values, numbers in full precision.</summary>
    public string ToCsv()
    {
        var text = new StringBuilder();
        text.AppendJoin(',', ["model", .. Columns, "failure"]).Append('\n');
        foreach (SweepRow row in Rows)
        {
            IEnumerable<string> numbers = Columns.Select(column =>
                row.Values.TryGetValue(column, out double value) ? value.ToString("R", CultureInfo.InvariantCulture) : string.Empty);
            text.AppendJoin(',', [Quote(row.Label), .. numbers, Quote(row.Failure ?? string.Empty)]).Append('\n');
        }

        return text.ToString();
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ReportSection> ToReport()
    {
        ImmutableArray<string> columns = Columns;
        bool hasFailures = Rows.Any(row => row.Failure is not null);
        return
        [
            new ReportSection(
                "sweep",
                ["model", .. columns, .. hasFailures ? ["failure"] : (string[])[]],
                [.. Rows.Select(row => (ImmutableArray<string>)
                [
                    row.Label,
                    .. columns.Select(column => row.Values.TryGetValue(column, out double value) ? Show(column, value) : string.Empty),
                    .. hasFailures ? [row.Failure ?? string.Empty] : (string[])[],
                ])])
            {
                NumberColumns = [.. Enumerable.Range(1, columns.Length)],
            },
        ];
    }

    /// <inheritdoc/>
    protected override void AddFields(JsonObject json) => json["rows"] = new JsonArray([.. Rows.Select(row =>
    {
        var one = new JsonObject { ["model"] = row.Label };
        foreach (string column in Columns)
        {
            one[column] = row.Values.TryGetValue(column, out double value) && double.IsFinite(value) ? value : null;
        }

        one["failure"] = row.Failure;
        return (JsonNode)one;
    })]);

    private static string Show(string column, double value) => column switch
    {
        _ when column.EndsWith("Seconds", StringComparison.Ordinal) => Units.Seconds(value),
        "provingKeyBytes" or "peakMemoryBytes" => Units.Bytes((long)value),
        "relativeError" => string.Create(CultureInfo.InvariantCulture, $"{100 * value:0.###} %"),
        _ when value == Math.Round(value) && Math.Abs(value) < 1e15 => Units.Count((long)value),
        _ => value.ToString("G6", CultureInfo.InvariantCulture),
    };

    private static string Quote(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
