using LionMl.Onnx;

namespace LionMl.Circuits;

internal sealed partial class IntegerBuilder
{
    // How far beyond the calibrated numbers a table reaches on either side, for each bit of margin, in spans of these numbers.
    private const double SpanPerMarginBit = 0.125;

    // Beside that, this share of their size.
    private const double RoundingShare = 0.02;

    /// <summary>A function of every element, with the bits of an activation.</summary>
    /// <param name="node">The model's node; its first input and output are what statistics are known of.</param>
    /// <param name="function">The function.</param>
    public IntegerOperand Function(Node node, FunctionShape function) =>
        Function(node.Name, Integer(Get(node.Inputs[0])), node.Inputs[0], node.Outputs[0], function);

    /// <summary>A function of every element of an operand.</summary>
    /// <param name="layer">The model's node.</param>
    /// <param name="input">The operand.</param>
    /// <param name="source">The tensor in the model that the operand stands for.</param>
    /// <param name="result">The tensor in the model that the result stands for.</param>
    /// <param name="function">The function.</param>
    public IntegerOperand Function(string layer, IntegerOperand input, string source, string result, FunctionShape function)
    {
        // A line that is followed far to the right would multiply the error of a rounded factor.
        input = function.RightSlope == 0 ? input : WithoutFactor(input, layer);
        var range = _nodes[input.Node].Range;
        double unit = Math.ScaleB(input.Factor, -input.ScaleBits);
        double largest = Statistics.MaxAbs(result);
        int outputScale = largest == 0 ? 0 : Plan.ActivationBitsOf(layer) - CeilingLog2(largest);
        var window = Window(source, function, range, unit, largest);
        var (table, scale) = _tables.Fit(result, source, function, unit, range, window, outputScale);
        if (table.Problem() is { } problem)
        {
            throw new CircuitException($"Layer '{layer}': {problem} would be too large at these scales; use other bits.");
        }

        int width = Math.Min(DecomposingNode.MaxWidth, range.SignedBits + 2);
        bool open = table.Below is not null || table.Above is not null;
        var header = Header(layer, CheckedScale(scale, layer), input.Shape, input.Node);
        int added = Add(new FunctionNode(header, table, [open ? Math.Max(width, table.LeastWidth) : table.LeastWidth]));
        return new IntegerOperand(added, scale, 1, input.Shape);
    }

    /// <summary>The numbers for which a function has to work: those of the calibration and some beyond.</summary>
    private (double Low, double High) Window(
        string source, FunctionShape function, IntegerRange range, double unit, double largest)
    {
        double staticLow = range.Low * unit, staticHigh = range.High * unit;
        var (low, high) = Statistics.Extremes(source);

        // What was computed differs from the calibration's floats by what rounding adds up to.
        double rounding = Math.Max(Math.Abs(low), Math.Abs(high)) * RoundingShare;
        double pad = Math.Max(rounding, Math.Max(high - low, 4 * unit) * SpanPerMarginBit * _margin);
        var (first, last) = _worstCase ? (staticLow, staticHigh) : (low - pad, high + pad);

        // An open end (the zero of a logarithm) is approached by half of the distance.
        if (first < function.DomainLow || (function.IsOpen && first <= function.DomainLow))
        {
            first = function.IsOpen ? (function.DomainLow + Math.Max(low, function.DomainLow + unit)) / 2 : function.DomainLow;
        }

        if (last > function.DomainHigh || (function.IsOpen && last >= function.DomainHigh))
        {
            last = function.IsOpen ? (function.DomainHigh + Math.Min(high, function.DomainHigh - unit)) / 2 : function.DomainHigh;
        }

        if (!_worstCase && largest > 0)
        {
            first = Tamed(function, low, first, Math.ScaleB(largest, _margin));
            last = Tamed(function, high, last, Math.ScaleB(largest, _margin));
        }

        return (Math.Max(first, staticLow), Math.Min(last, staticHigh));
    }

    /// <summary>The place between two where a function that grows quickly has not outgrown its results by more than the margin.</summary>
    private static double Tamed(FunctionShape function, double inside, double outside, double limit)
    {
        for (int i = 0; i < 40 && !(Math.Abs(function.At(outside)) <= limit); i++)
        {
            outside = (inside + outside) / 2;
        }

        return outside;
    }
}
