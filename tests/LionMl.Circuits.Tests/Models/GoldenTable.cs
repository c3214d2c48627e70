namespace LionMl.Circuits.Tests.Models;

/// <summary>The last table of a document in docs/, whose rows begin with a name in code marks; <c>LIONML_WRITE_TABLE=1</c> writes it anew.</summary>
internal sealed class GoldenTable(string document)
{
    private const string RowStart = "| `";

    private string FilePath => Path.Combine(ModelFiles.Folder, "..", "..", "docs", document);

    /// <summary>Every line of the document.</summary>
    public IReadOnlyList<string> Lines => File.ReadAllLines(FilePath);

    /// <summary>The rows, in order.</summary>
    public IEnumerable<string> Rows => Lines.Where(line => line.StartsWith(RowStart, StringComparison.Ordinal));

    /// <summary>The name in a row's first cell.</summary>
    public static string NameOf(string row) => row.Split('`')[1];

    /// <summary>The rows of one name.</summary>
    public IEnumerable<string> RowsOf(string name) => Rows.Where(row => NameOf(row) == name);

    /// <summary>Writes the rows in the place of the old ones, if that was asked for.</summary>
    public void WriteIfAsked(Func<IEnumerable<string>> rows)
    {
        if (Environment.GetEnvironmentVariable("LIONML_WRITE_TABLE") == "1")
        {
            string[] head = [.. Lines.TakeWhile(line => !line.StartsWith(RowStart, StringComparison.Ordinal))];
            File.WriteAllLines(FilePath, [.. head, .. rows()]);
        }
    }
}
