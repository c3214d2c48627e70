using LionMl.Onnx;
using LionMl.Results;

namespace LionMl.Interactive.Formatting;

/// <summary>A tensor as a picture, with its figures, and with its first numbers on demand.</summary>
internal static class TensorView
{
    private const int MaxTableRows = 20;
    private const int MaxTableColumns = 20;
    private const int MaxPlainColumns = 8;
    private const int MaxPlainRows = 8;

    public static string ToHtml(Tensor tensor)
    {
        var values = new TensorReader(tensor);
        TensorLayout layout = TensorLayout.Of(tensor.Shape);
        TensorStatistics statistics = TensorStatistics.Of(values);
        var html = new HtmlBuilder();
        html.Open("div", HtmlStyle.Page);
        html.Open("div", "font-size:12.5px;margin:2px 0 4px 0").Text(statistics.ToText(tensor)).Close();
        if (tensor.Count > 1)
        {
            Picture(html, tensor, values, layout, statistics);
            Numbers(html, values, layout);
        }

        return html.ToString();
    }

    public static string ToPlain(Tensor tensor)
    {
        var values = new TensorReader(tensor);
        TensorLayout layout = TensorLayout.Of(tensor.Shape);
        string head = TensorStatistics.Of(values).ToText(tensor);
        if (tensor.Count <= 1)
        {
            return head;
        }

        int rows = Math.Min(layout.Rows, MaxPlainRows), columns = Math.Min(layout.Columns, MaxPlainColumns);
        var cells = Enumerable.Range(0, rows)
            .Select(r => Enumerable.Range(0, columns).Select(c => values.Text(layout.Index(0, r, c))).ToArray())
            .ToArray();
        int width = cells.Max(row => row.Max(cell => cell.Length));
        string end = columns < layout.Columns ? "  …" : "";
        var lines = cells.Select(row => "  " + string.Join("  ", row.Select(cell => cell.PadLeft(width))) + end).ToList();
        if (rows < layout.Rows || layout.Slices > 1)
        {
            lines.Add("  …");
        }

        return head + "\n" + string.Join("\n", lines);
    }

    private static void Picture(
        HtmlBuilder html, Tensor tensor, TensorReader values, TensorLayout layout, TensorStatistics statistics)
    {
        var drawing = new TensorDrawing(values, layout, statistics);
        string svg = drawing.Draw();
        html.Image(svg, $"picture of a tensor: {statistics.ToText(tensor)}", drawing.Width);
        html.Open("div", "font-size:11.5px;margin:2px 0 0 0");
        if (layout.Rows > 1 || layout.Slices > 1)
        {
            Legend(html, statistics);
        }

        if (statistics.NaNs + statistics.Infinities > 0)
        {
            HtmlBars.Chip(html, ColorScale.NotFinite);
            html.Element("span", " not finite", HtmlStyle.Muted + ";margin-right:12px");
        }

        html.Element("span", drawing.Omission, HtmlStyle.Muted).Close();
    }

    private static void Legend(HtmlBuilder html, TensorStatistics statistics)
    {
        if (double.IsNaN(statistics.Min))
        {
            return;
        }

        var scale = new ColorScale(statistics.Min, statistics.Max);
        double largest = Math.Max(-statistics.Min, statistics.Max);
        (double low, double high) = scale.IsDiverging ? (-largest, largest) : (statistics.Min, statistics.Max);
        html.Element("span", NumberText.Short(low), HtmlStyle.Muted + ";margin-right:5px").Text(" ");
        HtmlBars.Scale(html, [.. Enumerable.Range(0, ColorScale.Steps).Where(step => step % 2 == 0).Select(scale.Color)], "to");
        html.Element("span", " " + NumberText.Short(high), HtmlStyle.Muted + ";margin:0 12px 0 5px");
    }

    private static void Numbers(HtmlBuilder html, TensorReader values, TensorLayout layout)
    {
        if (values.Count == 0)
        {
            return;
        }

        // A vector is shown in lines of ten, since one line of twenty numbers is too wide.
        bool isVector = layout.Rows == 1 && layout.Slices == 1;
        int columns = Math.Min(layout.Columns, isVector ? 10 : MaxTableColumns);
        int rows = isVector ? Math.Min(MaxTableRows, (layout.Columns + columns - 1) / columns) : Math.Min(layout.Rows, MaxTableRows);
        bool isCut = isVector ? (long)rows * columns < layout.Columns : rows < layout.Rows || columns < layout.Columns || layout.Slices > 1;
        string title = "numbers";
        if (isCut)
        {
            title += isVector
                ? $" (the first {Units.Count(rows * columns)})"
                : $" (the first {rows} rows and {columns} columns" + (layout.Slices > 1 ? " of the first slice)" : ")");
        }

        html.Open("details").Element("summary", title, HtmlStyle.Summary);
        html.Open("table", HtmlStyle.Table + ";" + HtmlStyle.Mono).Open("tbody");
        for (int row = 0; row < rows; row++)
        {
            html.Open("tr", HtmlStyle.Row);
            for (int column = 0; column < columns; column++)
            {
                int index = isVector ? (row * columns) + column : layout.Index(0, row, column);
                if (index < values.Count)
                {
                    html.Element("td", values.Text(index), "padding:1px 8px 1px 0;border:none;background:transparent;text-align:right");
                }
            }

            html.Close();
        }

        html.Close().Close().Close();
    }
}
