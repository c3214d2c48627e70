using System.Collections.Immutable;
using LionMl.Results;

namespace LionMl.Interactive.Formatting;

/// <summary>A table that grows row by row and stops growing in time.</summary>
internal sealed class HtmlTable
{
    private const int DefaultMaxRows = 200;

    private readonly HtmlBuilder _html;
    private readonly ImmutableArray<int> _numberColumns;
    private readonly int _maxRows;
    private int _rows;

    private HtmlTable(HtmlBuilder html, ImmutableArray<string> heads, ImmutableArray<int> numberColumns, int maxRows)
    {
        _maxRows = maxRows;
        _html = html;
        _numberColumns = numberColumns;
        html.Open("table", HtmlStyle.Table);
        if (!heads.IsEmpty)
        {
            html.Open("thead").Open("tr", HtmlStyle.Row);
            for (int i = 0; i < heads.Length; i++)
            {
                html.Element("th", heads[i], HtmlStyle.Head(numberColumns.Contains(i)));
            }

            html.Close().Close();
        }

        html.Open("tbody");
    }

    /// <summary>Opens a table.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="heads">Headings; empty for none.</param>
    /// <param name="numberColumns">Columns that are set flush right.</param>
    /// <param name="maxRows">Further rows are counted only.</param>
    public static HtmlTable Open(
        HtmlBuilder html, ImmutableArray<string> heads, ImmutableArray<int> numberColumns, int maxRows = DefaultMaxRows) =>
        new(html, heads, numberColumns, maxRows);

    /// <summary>A whole table of facts: name and value.</summary>
    public static void Facts(HtmlBuilder html, params ReadOnlySpan<(string Name, HtmlCell Value)> facts)
    {
        HtmlTable table = Open(html, [], []);
        foreach ((string name, HtmlCell value) in facts)
        {
            table.Row(HtmlCell.Of(cell => cell.Element("span", name, HtmlStyle.Muted + ";white-space:nowrap")), value);
        }

        table.Close();
    }

    /// <summary>A whole section with its title.</summary>
    public static void Section(HtmlBuilder html, ReportSection section)
    {
        if (section.Rows.IsEmpty)
        {
            return;
        }

        html.Element("div", section.Title, HtmlStyle.Heading);
        if (section.Columns.IsEmpty)
        {
            Facts(html, [.. section.Rows.Select(row => (row.FirstOrDefault() ?? "", (HtmlCell)string.Join("  ", row.Skip(1))))]);
            return;
        }

        Grid(html, section);
    }

    /// <summary>Writes the columns and rows of a section of a report, without its title.</summary>
    public static void Grid(HtmlBuilder html, ReportSection section)
    {
        HtmlTable table = Open(html, section.Columns, section.NumberColumns);
        foreach (ImmutableArray<string> row in section.Rows)
        {
            table.Row([.. row.Select(cell => (HtmlCell)cell)]);
        }

        table.Close();
    }

    /// <summary>Adds a row, or only counts it.</summary>
    public void Row(params ReadOnlySpan<HtmlCell> cells)
    {
        if (++_rows > _maxRows)
        {
            return;
        }

        _html.Open("tr", HtmlStyle.Row);
        for (int i = 0; i < cells.Length; i++)
        {
            _html.Open("td", HtmlStyle.Body(_numberColumns.Contains(i), cells[i].IsShort));
            cells[i].Write(_html);
            _html.Close();
        }

        _html.Close();
    }

    /// <summary>Ends the table.</summary>
    public void Close()
    {
        _html.Close().Close();
        if (_rows > _maxRows)
        {
            _html.Element("div", $"… and {Units.Count(_rows - _maxRows)} more rows", HtmlStyle.Muted);
        }
    }
}
