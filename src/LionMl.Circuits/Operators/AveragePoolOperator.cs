using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>AveragePool: a sum over each window; the division waits for the next weights.</summary>
internal sealed class AveragePoolOperator : IOperator
{
    public string OpType => "AveragePool";

    public Operand Quantize(IntegerBuilder builder, Node node)
    {
        var input = builder.Integer(builder.Get(node.Inputs[0]));
        var geometry = WindowGeometry.Of(builder.Graph, node);
        var shape = builder.Graph.ShapeOf(node.Outputs[0]);
        var window = ConvOperator.Window(geometry, Math.Max(1, shape[1]));
        double[] ones = new double[shape[1] * window.Taps];
        Array.Fill(ones, 1);
        var sums = builder.Integer(new AffineOperand(
            node.Name, shape, input with { Factor = 1 }, 1, ones, new double[shape[1]], (header, rounded, bias) =>
                new ConvolutionNode(header, window, rounded, bias))
        { HoldsParameters = false }) with
        { Factor = input.Factor };
        bool includePadding = node.Attributes.GetInt("count_include_pad", 0) != 0;
        int[] divisors = Divisors(geometry, includePadding);
        if (divisors.All(divisor => divisor == divisors[0]))
        {
            return divisors.Length == 0 ? sums : sums.Times(1.0 / divisors[0]);
        }

        double[] factors = new double[shape.ElementCount];
        for (int i = 0; i < factors.Length; i++)
        {
            factors[i] = 1.0 / divisors[i % divisors.Length];
        }

        return builder.Diagonal(node.Name, sums, factors, [0], shape, holdsParameters: false);
    }

    /// <summary>How many cells each window of a plane counts: those inside of the input, or of the padded input.</summary>
    private static int[] Divisors(WindowGeometry geometry, bool includePadding)
    {
        int spatial = geometry.SpatialRank;
        int[] divisors = new int[geometry.OutputSizes.Aggregate(1, (product, size) => product * size)];
        for (int i = 0; i < divisors.Length; i++)
        {
            int rest = i;
            divisors[i] = 1;
            for (int axis = spatial - 1; axis >= 0; axis--)
            {
                (rest, int position) = Math.DivRem(rest, geometry.OutputSizes[axis]);
                int cells = 0;
                for (int tap = 0; tap < geometry.KernelSizes[axis]; tap++)
                {
                    int at = geometry.InputPosition(axis, position, tap);
                    int low = includePadding ? -geometry.PadsBegin[axis] : 0;
                    int high = geometry.InputSizes[axis] + (includePadding ? geometry.PadsEnd[axis] : 0);
                    cells += at >= low && at < high ? 1 : 0;
                }

                divisors[i] *= Math.Max(1, cells);
            }
        }

        return divisors;
    }
}
