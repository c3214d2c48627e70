using System.Numerics;
using LionMl.Onnx;

namespace LionMl.Circuits;

internal sealed partial class IntegerBuilder
{
    // Beyond this a sum of products, or a decomposition of it, could leave the 62 bits of a machine word.
    private const int WidestAccumulator = 56;

    /// <summary>Rounds the weights of a layer and adds its node.</summary>
    private IntegerOperand Round(AffineOperand affine)
    {
        int run = affine.Weights.Length / affine.Bias.Length;
        int weightBits = Plan.WeightBitsOf(affine.Layer);
        int room = WidestAccumulator - weightBits - BitOperations.Log2((uint)run) - 1;
        var input = Narrow(Narrowed(affine), affine.Layer, room);
        double largest = 0;
        foreach (double weight in affine.Weights)
        {
            largest = Math.Max(largest, Math.Abs(weight));
        }

        largest *= input.Factor;
        int weightScale = largest == 0 ? 0 : Math.Clamp(weightBits - 1 - CeilingLog2(largest), -60, 60);
        double unit = Math.ScaleB(input.Factor, weightScale);
        int[] weights = new int[affine.Weights.Length];
        int common = 31;
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = (int)RoundHalfUp(affine.Weights[i] * unit);
            common = Math.Min(common, weights[i] == 0 ? 31 : BitOperations.TrailingZeroCount(weights[i]));
        }

        int scale = CheckedScale(input.ScaleBits + weightScale, affine.Layer);
        long[] bias = RoundAll(affine.Bias, scale, affine.Layer);
        if (affine.HoldsParameters && _visibility.Params != Visibility.Fixed)
        {
            // What weights have in common is not taken out: it would tell of them.
            return Hidden(affine, input, scale, affine.Make(Header(affine.Layer, scale, affine.Shape, input.Node), weights, bias), weights, bias);
        }

        foreach (long value in bias)
        {
            common = Math.Min(common, value == 0 ? 31 : BitOperations.TrailingZeroCount(value));
        }

        // Weights such as 1, 2 and 4 need no scale: taking out what all share keeps the accumulator narrow.
        if (common is > 0 and < 31)
        {
            weights = Array.ConvertAll(weights, weight => weight >> common);
            bias = Array.ConvertAll(bias, value => value >> common);
            scale -= common;
        }

        var header = Header(affine.Layer, scale, affine.Shape, input.Node);
        return new IntegerOperand(Add(affine.Make(header, weights, bias)), scale, 1, affine.Shape);
    }

    /// <summary>
    /// A layer's input, rescaled to the bits of an activation where that costs less than the wider decompositions behind the layer would.
    /// </summary>
    private IntegerOperand Narrowed(AffineOperand affine)
    {
        int seen = Math.Min(_nodes[affine.Input.Node].Range.SignedBits, SeenBits(affine.Input));
        int wanted = Plan.ActivationBitsOf(affine.Layer) + 2;
        long costs = _nodes[affine.Input.Node].Count * (long)(seen + 1);
        long saves = affine.Shape.ElementCount * (long)(seen - wanted);
        return saves > costs && Does(Passes.Narrowing) ? Narrow(affine.Input, affine.Layer, wanted) : affine.Input;
    }

    /// <summary>A layer whose weights and biases are parameters of their own, in place of one that holds them.</summary>
    private IntegerOperand Hidden(
        AffineOperand affine, IntegerOperand input, int scale, IntegerNode open, int[] weights, long[] bias)
    {
        int bits = Plan.WeightBitsOf(affine.Layer);
        long largest = (1L << (bits - 1)) - 1;

        // The largest weight may round to the power of two itself, which has one bit more.
        long[] values = Array.ConvertAll(weights, weight => Math.Min(weight, largest));
        bool diagonal = open is SumNode;
        var shape = diagonal ? affine.Shape : TensorShape.Of(affine.Bias.Length, weights.Length / affine.Bias.Length);
        int w = Parameter(affine.Layer, "weights", shape, scale - input.ScaleBits, bits, values);
        int b = Parameter(affine.Layer, "bias", diagonal ? affine.Shape : TensorShape.Of(bias.Length), scale, BitsOf(bias), bias);
        var header = Header(affine.Layer, scale, affine.Shape, input.Node, w, b);
        var node = open switch
        {
            DenseNode => new ParameterDenseNode(header),
            ConvolutionNode convolution => new ParameterConvolutionNode(header, convolution.Window),
            _ => (IntegerNode)new SumNode(
                Header(affine.Layer, scale, affine.Shape, Add(new ProductNode(Header(affine.Layer, scale, affine.Shape, input.Node, w))), b),
                [[1], [1]],
                [0]),
        };
        return new IntegerOperand(Add(node), scale, 1, affine.Shape);
    }

    /// <summary>Whether what the node being quantised reads is to be secret.</summary>
    private bool HidesParameters => HoldsParameters && _visibility.Params != Visibility.Fixed;

    private int Parameter(string layer, string role, TensorShape shape, int scale, int bits, long[] values) =>
        Add(new ParameterNode(Header(layer, scale, shape), role, bits, values));

    private static int BitsOf(long[] values) =>
        values.Length == 0 ? 1 : new IntegerRange(Math.Min(0, values.Min()), Math.Max(0, values.Max())).SignedBits;

    /// <summary>Integers as a constant of the circuit; as a parameter where those are secret, except for single numbers.</summary>
    private int Constant(string layer, int scale, TensorShape shape, long[] integers, bool isStructure = false) =>
        HidesParameters && !isStructure && integers.Length > 1
        ? Parameter(layer, "constant", shape, scale, BitsOf(integers), integers)
        : Add(new ConstantNode(Header(layer, scale, shape), integers));

    /// <summary>A constant in integers, at the scale at which it has the given bits.</summary>
    public IntegerOperand Round(ConstantOperand constant, int bits)
    {
        float[] numbers = constant.Value.ToFloats();
        double largest = numbers.Length == 0 ? 0 : numbers.Max(Math.Abs);
        int scale = largest == 0 ? 0 : bits - 1 - CeilingLog2(largest);
        long[] integers = RoundAll(Array.ConvertAll(numbers, number => (double)number), scale, "constant");
        int node = Constant("constant", scale, constant.Shape, integers, constant.IsStructure);
        return new IntegerOperand(node, scale, 1, constant.Shape);
    }

    /// <summary>A constant in integers, at the scale of tensors that it meets.</summary>
    public IntegerOperand RoundAt(ConstantOperand constant, int scaleBits, double factor, string layer)
    {
        double[] numbers = Array.ConvertAll(constant.Value.ToFloats(), number => number / factor);
        long[] integers = RoundAll(numbers, scaleBits, layer);
        int node = Constant(layer, scaleBits, constant.Shape, integers, constant.IsStructure);
        return new IntegerOperand(node, scaleBits, factor, constant.Shape);
    }

    /// <summary>
    /// A tensor without a factor that waits: its integers are multiplied by an approximation of it. Needed where integers of two
    /// tensors meet, and at the model's outputs.
    /// </summary>
    public IntegerOperand WithoutFactor(IntegerOperand operand, string layer)
    {
        if (operand.Factor == 1)
        {
            return operand;
        }

        int bits = Plan.WeightBitsOf(layer) + 4;
        long multiplier = RoundHalfUp(Math.ScaleB(operand.Factor, bits));
        int common = BitOperations.TrailingZeroCount(multiplier);
        int scale = CheckedScale(operand.ScaleBits + bits - common, layer);
        var node = new SumNode(Header(layer, scale, operand.Shape, operand.Node), [[multiplier >> common]], [0]);
        return new IntegerOperand(Add(node), scale, 1, operand.Shape);
    }

    /// <summary>A tensor that fits a number of bits, sign included; rescaled if it does not yet.</summary>
    public IntegerOperand Narrow(IntegerOperand operand, string layer, int bits)
    {
        int wanted = Math.Max(bits, Plan.ActivationBitsOf(layer) + 2);
        int worst = _nodes[operand.Node].Range.SignedBits;
        if (worst <= wanted)
        {
            return operand;
        }

        // As far down as an activation would be, not just to the limit: the next layer has to fit as well.
        int seen = Math.Min(worst, SeenBits(operand));
        int shift = Math.Max(1, Math.Max(seen - wanted, seen - _margin - 1 - Plan.ActivationBitsOf(layer) - 2));
        if (_saturates && seen < worst)
        {
            return Saturated(layer, operand, shift, Math.Max(1, seen - shift));
        }

        int width = Math.Clamp(seen + 1, shift + 1, DecomposingNode.MaxWidth);
        var rescaled = new RescaleNode(Header(layer, operand.ScaleBits - shift, operand.Shape, operand.Node), shift, [width]);
        return operand with { Node = Add(rescaled), ScaleBits = operand.ScaleBits - shift };
    }

    /// <summary>A tensor divided by 2^shift and rounded, or the nearest signed number of so many bits.</summary>
    private IntegerOperand Saturated(string layer, IntegerOperand operand, int shift, int bits)
    {
        long half = 1L << (bits - 1);
        var positive = PlusInteger(layer, operand, [half << shift]);
        return PlusInteger(layer, Clamp(layer, positive, shift, bits, toEven: false), [-half]) with { Largest = operand.Largest };
    }

    /// <summary>The bits of a tensor's integers, sign and margin included, as far as calibration knows the tensor.</summary>
    private int SeenBits(IntegerOperand operand)
    {
        if (_worstCase || operand.Largest == 0)
        {
            return int.MaxValue;
        }

        double largest = Math.ScaleB(operand.Largest / operand.Factor, operand.ScaleBits);
        return CeilingLog2(largest + 1) + 1 + _margin;
    }

    /// <summary>The positive part, rescaled to the bits of an activation at the same time.</summary>
    private IntegerOperand Relu(ReluOperand relu)
    {
        var input = Integer(relu.Inner);
        var node = _nodes[input.Node];
        double unit = Math.ScaleB(1 / input.Factor, input.ScaleBits);
        double largest = Math.Max(1, Statistics.Extremes(relu.Tensor).High * unit);
        int shift = IsOnlyOutput(relu.Tensor) ? 0 : Math.Clamp(CeilingLog2(largest + 1) - Plan.ActivationBitsOf(relu.Layer), 0, 50);
        if (node.Range.Low >= 0 && shift == 0)
        {
            return input;
        }

        int bits = CeilingLog2(largest + 1) + _margin;
        if (_saturates && IntegerRange.BitsOf(node.Range.High) > bits)
        {
            return Clamp(relu.Layer, input with { Shape = relu.Shape }, shift, Math.Max(1, bits - shift), toEven: false) with
            {
                Largest = input.Largest,
            };
        }

        int expected = bits + 2;
        int width = Math.Clamp(Math.Min(node.Range.SignedBits + 1, Math.Max(expected, shift + 2)), shift + 2, DecomposingNode.MaxWidth);
        int scale = input.ScaleBits - shift;
        int added = Add(new ReluNode(Header(relu.Layer, scale, relu.Shape, input.Node), shift, [width]));
        return input with { Node = added, ScaleBits = scale, Shape = relu.Shape };
    }

    private static long[] RoundAll(double[] values, int scaleBits, string layer)
    {
        long[] result = new long[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            double scaled = Math.ScaleB(values[i], scaleBits);
            if (!(Math.Abs(scaled) < 1L << 60))
            {
                throw new CircuitException(
                    $"Layer '{layer}': its constant {values[i]} is too large for scale 2^{scaleBits}; use fewer bits.");
            }

            result[i] = RoundHalfUp(scaled);
        }

        return result;
    }

    private static long RoundHalfUp(double value) => (long)Math.Floor(value + 0.5);

    private static int CheckedScale(int scaleBits, string layer) => Math.Abs(scaleBits) <= NodeHeader.MaxScaleBits
        ? scaleBits
        : throw new CircuitException($"Layer '{layer}': its scale would be 2^{scaleBits}; the model's numbers are too small or too large.");
}
