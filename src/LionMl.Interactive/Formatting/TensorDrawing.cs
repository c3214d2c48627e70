using System.Globalization;
using System.Text;

namespace LionMl.Interactive.Formatting;

/// <summary>
/// Draws a tensor as small heat maps, or as a strip of bars where it is a vector. Large tensors are drawn in blocks: size and time of the
/// drawing are bounded, and each element is looked at once.
/// </summary>
internal sealed class TensorDrawing
{
    /// <summary>More maps than this are not drawn.</summary>
    public const int MaxMaps = 16;

    // A cell takes at most about eight bytes, and base64 adds a third.
    private const int MaxCells = 13_000;
    private const int MaxBars = 256;
    private const int Gap = 8;

    private readonly TensorReader _values;
    private readonly TensorLayout _layout;
    private readonly TensorStatistics _statistics;
    private readonly ColorScale _colors;

    /// <summary>Prepares a drawing.</summary>
    public TensorDrawing(TensorReader values, TensorLayout layout, TensorStatistics statistics)
    {
        _values = values;
        _layout = layout;
        _statistics = statistics;
        _colors = new ColorScale(statistics.Min, statistics.Max);
    }

    /// <summary>The drawing's width in pixels, once it is drawn.</summary>
    public int Width { get; private set; }

    /// <summary>What the drawing leaves out, in words; empty for nothing.</summary>
    public string Omission { get; private set; } = "";

    /// <summary>Draws it.</summary>
    public string Draw() => _layout.Rows == 1 && _layout.Slices == 1 ? Bars() : Maps();

    private string Maps()
    {
        int maps = (int)Math.Min(_layout.Slices, MaxMaps);
        double perMap = (double)MaxCells / maps;
        double longest = Math.Max(_layout.Rows, _layout.Columns), shortest = Math.Min(_layout.Rows, _layout.Columns);
        int limit = (int)(shortest * longest <= perMap ? longest : Math.Max(Math.Sqrt(perMap), perMap / shortest));
        limit = Math.Min(limit, 512);
        int rows = Math.Min(_layout.Rows, limit), columns = Math.Min(_layout.Columns, limit);
        if (rows < _layout.Rows || columns < _layout.Columns)
        {
            Omission = "each cell is the mean of a block";
        }

        if (maps < _layout.Slices)
        {
            Omission += (Omission.Length > 0 ? "; " : "") + $"the first {maps} of {LionMl.Results.Units.Count(_layout.Slices)} slices";
        }

        // Square cells where that fits the page; long shapes are squeezed.
        int across = Math.Min(maps, 8), down = (maps + across - 1) / across;
        double maxWidth = Math.Min(maps == 1 ? 480 : 150, (640.0 - (Gap * across)) / across), maxHeight = maps == 1 ? 240 : 130;
        double cell = Math.Min(16, Math.Min(maxWidth / columns, maxHeight / rows));
        double width = Math.Max(cell * columns, Math.Min(maxWidth, 18)), height = Math.Max(cell * rows, Math.Min(maxHeight, 18));
        int fullWidth = (int)Math.Ceiling((across * (width + Gap)) - Gap), fullHeight = (int)Math.Ceiling((down * (height + Gap)) - Gap);
        Width = fullWidth;

        StringBuilder svg = Begin(fullWidth, fullHeight);
        for (int map = 0; map < maps; map++)
        {
            double x = map % across * (width + Gap), y = map / across * (height + Gap);
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<g transform=\"translate({x:0.##} {y:0.##}) scale({width / columns:0.#####} {height / rows:0.#####})\">");
            Cells(svg, map, rows, columns);
            svg.Append("</g>");
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<rect x=\"{x + 0.5:0.##}\" y=\"{y + 0.5:0.##}\" width=\"{width - 1:0.##}\" height=\"{height - 1:0.##}\"");
            svg.Append(" fill=\"none\" stroke=\"#808080\" stroke-opacity=\"0.5\"/>");
        }

        return svg.Append("</svg>").ToString();
    }

    /// <summary>One path for each colour, made of horizontal runs: a fraction of the bytes of one box for each cell.</summary>
    private void Cells(StringBuilder svg, int slice, int rows, int columns)
    {
        var paths = new StringBuilder?[ColorScale.Steps + 1];
        for (int row = 0; row < rows; row++)
        {
            int step = 0, start = 0;
            for (int column = 0; column <= columns; column++)
            {
                int next = column == columns ? int.MaxValue : _colors.StepOf(Block(slice, row, rows, column, columns));
                if (column == 0)
                {
                    step = next;
                }
                else if (next != step)
                {
                    (paths[step + 1] ??= new StringBuilder()).Append(
                        CultureInfo.InvariantCulture, $"M{start} {row}h{column - start}");
                    (step, start) = (next, column);
                }
            }
        }

        svg.Append("<g fill=\"none\" stroke-width=\"1\" transform=\"translate(0 .5)\">");
        for (int i = 0; i < paths.Length; i++)
        {
            if (paths[i] is { } path)
            {
                svg.Append("<path stroke=\"").Append(_colors.Color(i - 1)).Append("\" d=\"").Append(path).Append("\"/>");
            }
        }

        svg.Append("</g>");
    }

    // The mean of a block; one element that is not finite marks its whole block, since it is what one is looking for.
    private double Block(int slice, int row, int rows, int column, int columns)
    {
        int top = (int)((long)row * _layout.Rows / rows), bottom = (int)((row + 1L) * _layout.Rows / rows);
        int left = (int)((long)column * _layout.Columns / columns), right = (int)((column + 1L) * _layout.Columns / columns);
        double sum = 0;
        for (int r = top; r < bottom; r++)
        {
            for (int c = left; c < right; c++)
            {
                sum += _values[_layout.Index(slice, r, c)];
            }
        }

        return sum / ((double)(bottom - top) * (right - left));
    }

    private string Bars()
    {
        const int Height = 84;
        int bars = Math.Min(_layout.Columns, MaxBars);
        double step = Math.Min(18, 560.0 / bars), bar = step > 4 ? step - 2 : step;
        Width = Math.Max(24, (int)Math.Ceiling(step * bars));
        double low = Math.Min(0, _statistics.Min), high = Math.Max(0, _statistics.Max);
        if (double.IsNaN(low) || high <= low)
        {
            (low, high) = (0, 1);
        }

        if (bars < _layout.Columns)
        {
            Omission = "each bar is the mean of a block";
        }

        double zero = Y(0);
        StringBuilder svg = Begin(Width, Height);
        for (int i = 0; i < bars; i++)
        {
            double value = Block(0, 0, 1, i, bars);
            double top = double.IsFinite(value) ? Math.Min(Y(value), zero) : 2;
            double size = double.IsFinite(value) ? Math.Max(1, Math.Abs(Y(value) - zero)) : Height - 4;
            string color = !double.IsFinite(value) ? ColorScale.NotFinite : value < 0 ? Palette.Of(1) : Palette.Of(0);
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<rect x=\"{i * step:0.##}\" y=\"{top:0.##}\" width=\"{bar:0.##}\" height=\"{size:0.##}\" fill=\"{color}\"/>");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M0 {zero:0.##}H{Width}\" stroke=\"#808080\" stroke-width=\"1\"/>");
        return svg.Append("</svg>").ToString();

        // Halves, since the difference of two finite numbers may overflow.
        double Y(double value) => 2 + ((Height - 4) * (((high / 2) - (value / 2)) / ((high / 2) - (low / 2))));
    }

    private static StringBuilder Begin(int width, int height) => new StringBuilder().Append(
        CultureInfo.InvariantCulture,
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" "
            + $"viewBox=\"0 0 {width} {height}\" shape-rendering=\"crispEdges\">");
}
