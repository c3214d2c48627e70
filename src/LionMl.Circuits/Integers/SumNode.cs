namespace LionMl.Circuits;

/// <summary>Element by element, an integer combination of tensors of one shape, plus constants: sums, differences, scalings.</summary>
public sealed class SumNode : LinearNode
{
    private const int MaxSummandBits = 96;

    private readonly long[][] _multipliers;
    private readonly long[] _constants;

    /// <param name="header">The header; all inputs have its shape.</param>
    /// <param name="multipliers">For each input one factor, or one for each element.</param>
    /// <param name="constants">One summand, or one for each element.</param>
    internal SumNode(NodeHeader header, long[][] multipliers, long[] constants)
        : base(header)
    {
        _multipliers = multipliers;
        _constants = constants;
    }

    /// <inheritdoc/>
    public override long Macs => (long)Count * Inputs.Count;

    internal override NodeTag Tag => NodeTag.Sum;

    internal static SumNode Read(NodeHeader header, ArtifactReader reader)
    {
        long[][] multipliers = new long[header.Inputs.Length][];
        for (int i = 0; i < multipliers.Length; i++)
        {
            multipliers[i] = reader.Integers("factors");
        }

        return new SumNode(header, multipliers, reader.Integers("summands"));
    }

    internal override IntegerRange Bound(IReadOnlyList<IntegerNode> inputs)
    {
        Require(_constants.Length == 1 || _constants.Length == Count, "the number of summands");
        Int128 low = Min(_constants), high = Max(_constants);
        for (int i = 0; i < inputs.Count; i++)
        {
            Require(inputs[i].Count == Count, "the shape of a summand");
            Require(_multipliers[i].Length == 1 || _multipliers[i].Length == Count, "the number of factors");
            Int128 a = Min(_multipliers[i]), b = Max(_multipliers[i]);
            var x = inputs[i].Range;
            Int128 least = Int128.Min(Int128.Min(a * x.Low, a * x.High), Int128.Min(b * x.Low, b * x.High));
            Int128 most = Int128.Max(Int128.Max(a * x.Low, a * x.High), Int128.Max(b * x.Low, b * x.High));

            // The sum of many products of forged factors must not wrap around.
            Require(least >> MaxSummandBits == (least < 0 ? -1 : 0) && most >> MaxSummandBits == (most < 0 ? -1 : 0), "its factors");
            low += least;
            high += most;
        }

        return IntegerRange.Checked(low, high, Layer);
    }

    internal override void Run(long[][] inputs, long[] output, WidthObserver? observed)
    {
        for (int i = 0; i < output.Length; i++)
        {
            output[i] = At(_constants, i);
        }

        for (int j = 0; j < inputs.Length; j++)
        {
            long[] input = inputs[j];
            for (int i = 0; i < output.Length; i++)
            {
                output[i] += At(_multipliers[j], i) * input[i];
            }
        }
    }

    internal override void Expand(int element, TermBuffer terms)
    {
        terms.Constant += At(_constants, element);
        for (int j = 0; j < Inputs.Count; j++)
        {
            terms.Add(j, element, At(_multipliers[j], element));
        }
    }

    internal override void Write(ArtifactWriter writer)
    {
        foreach (long[] multipliers in _multipliers)
        {
            writer.Integers(multipliers);
        }

        writer.Integers(_constants);
    }

    private static long At(long[] values, int element) => values.Length == 1 ? values[0] : values[element];

    private static long Min(long[] values) => values.Length == 0 ? 0 : values.Min();

    private static long Max(long[] values) => values.Length == 0 ? 0 : values.Max();
}
