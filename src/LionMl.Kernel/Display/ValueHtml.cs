using System.Globalization;
using System.Net;
using System.Text;

namespace LionMl.Kernel.Display;

/// <summary>Draws a <see cref="ValueNode"/> as a small table. Inline styles only, and no colours, so that it reads on light and dark.</summary>
internal static class ValueHtml
{
    private const int MaxColumns = 20;
    private const int MaxScalarRows = 20;
    private const int MaxCellChars = 200;
    private const string CellStyle = "text-align:left;vertical-align:top;padding:2px 8px;border:1px solid rgba(128,128,128,.4)";

    /// <summary>The table, or null for values that are one piece of text or empty.</summary>
    public static string? Of(ValueNode node)
    {
        if (node.IsLeaf || node.Children.Count == 0)
            return null;

        var html = new StringBuilder("<table style=\"border-collapse:collapse\">");
        if (node.Shape != ValueShape.List)
            WriteEntries(html, node);
        else if (node.Children.All(c => c.Value.IsLeaf))
            WriteScalars(html, node);
        else
            WriteRows(html, node);

        return html.Append("</table>").ToString();
    }

    private static void WriteEntries(StringBuilder html, ValueNode node)
    {
        foreach ((string name, ValueNode value) in node.Children)
            WriteRow(html, name, [value]);

        WriteRest(html, node.Rest, 2);
    }

    private static void WriteScalars(StringBuilder html, ValueNode node)
    {
        int shown = Math.Min(node.Children.Count, MaxScalarRows);
        for (int i = 0; i < shown; i++)
            WriteRow(html, Index(i), [node.Children[i].Value]);

        WriteRest(html, shown < node.Children.Count ? "…" : node.Rest, 2);
    }

    private static void WriteRows(StringBuilder html, ValueNode node)
    {
        // Rows of one table may have different members; the columns are all of them in order of appearance.
        string[] all = [.. node.Children.SelectMany(r => Names(r.Value)).Distinct()];
        string[] columns = [.. all.Take(MaxColumns)];
        html.Append("<tr>");
        WriteCell(html, "th", "");
        foreach (string column in columns)
            WriteCell(html, "th", column);

        if (all.Length > columns.Length)
            WriteCell(html, "th", "…");

        html.Append("</tr>");
        for (int i = 0; i < node.Children.Count; i++)
        {
            ValueNode row = node.Children[i].Value;
            var byName = new Dictionary<string, ValueNode>();
            foreach ((string name, ValueNode value) in Names(row).Zip(row.IsLeaf ? [row] : row.Children.Select(c => c.Value)))
                byName.TryAdd(name, value);

            WriteRow(html, Index(i), columns.Select(c => byName.GetValueOrDefault(c)));
        }

        WriteRest(html, node.Rest, columns.Length + 1);
    }

    private static IEnumerable<string> Names(ValueNode row) => row.Shape switch
    {
        ValueShape.Scalar or ValueShape.Quoted => ["Value"],
        ValueShape.List => Enumerable.Range(0, row.Children.Count).Select(Index),
        _ => row.Children.Select(c => c.Name),
    };

    private static void WriteRow(StringBuilder html, string name, IEnumerable<ValueNode?> cells)
    {
        html.Append("<tr>");
        WriteCell(html, "th", name);
        foreach (ValueNode? cell in cells)
            WriteCell(html, "td", cell is null ? "" : ValueText.Of(cell));

        html.Append("</tr>");
    }

    private static void WriteRest(StringBuilder html, string rest, int columns)
    {
        if (rest.Length > 0)
            html.Append(CultureInfo.InvariantCulture, $"<tr><td colspan=\"{columns}\" style=\"{CellStyle}\">{WebUtility.HtmlEncode(rest)}</td></tr>");
    }

    private static void WriteCell(StringBuilder html, string tag, string text) =>
        html.Append(CultureInfo.InvariantCulture, $"<{tag} style=\"{CellStyle}\">{WebUtility.HtmlEncode(ValueReader.Bound(text, MaxCellChars))}</{tag}>");

    private static string Index(int i) => i.ToString(CultureInfo.InvariantCulture);
}
