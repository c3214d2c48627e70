using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>The arithmetic of models that come quantised: exact integers, rounded half to even, saturating.</summary>
internal static class Requantization
{
    // The bits of a scale: those of a 32-bit float's mantissa, so that the product is the one that the model means.
    private const int MultiplierBits = 24;

    /// <summary>saturate(round(integers · multiplier) + zero point).</summary>
    /// <param name="builder">Receives the nodes.</param>
    /// <param name="layer">The model's node.</param>
    /// <param name="integers">Integers; their scale is not looked at.</param>
    /// <param name="multipliers">One, or one for each element.</param>
    /// <param name="zeroPoint">One, or one for each element.</param>
    /// <param name="type">The result's type.</param>
    public static IntegerOperand Requantize(
        IntegerBuilder builder, string layer, IntegerOperand integers, double[] multipliers, long[] zeroPoint, ElementType type)
    {
        var (bits, lowest) = type switch
        {
            ElementType.UInt8 => (8, 0L),
            ElementType.Int8 => (8, -128L),
            ElementType.UInt16 => (16, 0L),
            _ => (16, -32768L),
        };
        double largest = multipliers.Max(Math.Abs);
        int shift = largest == 0 ? 0 : Math.Clamp(MultiplierBits - 1 - Math.ILogB(largest), 0, 50);
        long[] whole = Array.ConvertAll(multipliers, multiplier => (long)Math.Round(Math.ScaleB(multiplier, shift)));
        int common = whole.Min(multiplier => multiplier == 0 ? shift : System.Numerics.BitOperations.TrailingZeroCount(multiplier));
        common = Math.Min(common, shift);
        shift -= common;
        whole = Array.ConvertAll(whole, multiplier => multiplier >> common);

        // A zero point is added behind the rounding, where it changes no half.
        long[] offsets = Array.ConvertAll(zeroPoint, zero => (zero - lowest) << shift);
        bool even = zeroPoint.All(zero => ((zero - lowest) & 1) == 0);
        var scaled = builder.PerElement(layer, integers with { ScaleBits = 0, Factor = 1 }, whole, even || shift == 0 ? offsets : [0]);
        if (even || shift == 0)
        {
            // An even offset keeps even neighbours even, so that it may stand before the rounding.
            return builder.PlusInteger(layer, builder.Clamp(layer, scaled with { ScaleBits = shift }, shift, bits, toEven: true), [lowest]);
        }

        var rounded = builder.RoundToEven(layer, scaled with { ScaleBits = shift });
        var moved = builder.PlusInteger(layer, rounded, Array.ConvertAll(zeroPoint, zero => zero - lowest));
        return builder.PlusInteger(layer, builder.Clamp(layer, moved, 0, bits, toEven: false), [lowest]);
    }

    /// <summary>A constant's numbers, one for each element of a shape along an axis; or the one number that there is.</summary>
    public static double[] Along(Tensor constant, TensorShape shape, int axis)
    {
        float[] values = constant.ToFloats();
        if (values.Length == 1)
        {
            return [values[0]];
        }

        int inner = (int)shape.Product(axis + 1, shape.Rank);
        double[] result = new double[shape.ElementCount];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = values[i / inner % values.Length];
        }

        return result;
    }

    /// <summary>A constant input's numbers as integers along an axis; zero where the input is absent.</summary>
    public static long[] ZeroPoint(Graph graph, Node node, int input, TensorShape shape, int axis) =>
        node.HasInput(input) && graph.TryGetConstant(node.Inputs[input], out var constant)
            ? Array.ConvertAll(Along(constant!, shape, axis), value => (long)value)
            : [0];

    /// <summary>An operand's integers less its zero point.</summary>
    public static IntegerOperand Centred(IntegerBuilder builder, Node node, int input, int zeroPoint, int axis)
    {
        var operand = builder.Integer(builder.Get(node.Inputs[input]));
        long[] zero = ZeroPoint(builder.Graph, node, zeroPoint, operand.Shape, axis);
        return zero is [0] ? operand : builder.PlusInteger(node.Name, operand, Array.ConvertAll(zero, value => -value));
    }

    /// <summary>Refuses scales and zero points that are computed.</summary>
    public static (string Reason, string Hint)? Refuse(Graph graph, Node node, params ReadOnlySpan<int> inputs)
    {
        foreach (int input in inputs)
        {
            if (node.HasInput(input) && !graph.TryGetConstant(node.Inputs[input], out _))
            {
                return ("its scales or zero points are computed.", "Quantise the model statically, so that they are constants.");
            }
        }

        return null;
    }
}
