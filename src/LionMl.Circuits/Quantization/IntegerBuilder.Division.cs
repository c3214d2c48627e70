using LionMl.Onnx;

namespace LionMl.Circuits;

internal sealed partial class IntegerBuilder
{
    // Bits by which a reciprocal is finer than an activation: its error multiplies everything that it divides.
    private const int ReciprocalBits = 2;

    // A root is taken of a number with room for the bits that make it finer.
    private const int WidestRadicand = 40;

    /// <summary>left / right, both of the result's shape unless one divisor serves many numbers.</summary>
    /// <param name="node">The model's node.</param>
    /// <param name="left">What is divided.</param>
    /// <param name="right">What it is divided by, before it is stretched to the result's shape.</param>
    public IntegerOperand Divide(Node node, IntegerOperand left, IntegerOperand right)
    {
        string layer = node.Name;
        var shape = Graph.ShapeOf(node.Outputs[0]);
        var (low, high) = Statistics.Extremes(node.Inputs[^1]);
        double least = low > 0 ? low : high < 0 ? -high : 0;
        if (low <= 0 && high >= 0)
        {
            // Signs are moved to what is divided, so that divisors are positive.
            var sign = Linear(layer, [(IsNonNegative(layer, right), 2)], -1, right.Shape);
            right = ExactProduct(layer, right, sign);
            left = ExactProduct(layer, Stretch(layer, left, shape), Stretch(layer, sign, shape));
            (low, high) = (0, Math.Max(-low, high));
        }
        else if (high < 0)
        {
            (left, right) = (Negated(layer, left), Negated(layer, right));
            (low, high) = (-high, -low);
        }

        right = Narrow(right, layer, WidestFactor);
        long largest = LargestInteger(right, high);
        if (2 * right.Shape.ElementCount <= shape.ElementCount)
        {
            // One reciprocal for many numbers: a product each instead of a division each.
            var reciprocal = Reciprocal(layer, right, largest) with { Largest = least == 0 ? 0 : 1 / least };
            return Product(layer, Stretch(layer, left, shape), Stretch(layer, reciprocal, shape));
        }

        double result = Statistics.MaxAbs(node.Outputs[0]);
        int wanted = result == 0 ? 0 : Plan.ActivationBitsOf(layer) + 1 - CeilingLog2(result);
        left = Narrow(left, layer, WidestFactor + 8);
        int lift = Math.Max(0, wanted - left.ScaleBits + right.ScaleBits);
        return Quotient(layer, Stretch(layer, left, shape), Stretch(layer, right, shape), lift, largest) with { Largest = result };
    }

    /// <summary>1 / operand.</summary>
    public IntegerOperand Reciprocal(Node node, IntegerOperand operand)
    {
        var one = Same(node.Name, 1, operand.Shape);
        return Divide(node, one, operand);
    }

    /// <summary>√operand, with the bits of an activation.</summary>
    public IntegerOperand SquareRoot(Node node, IntegerOperand operand)
    {
        string layer = node.Name;
        double result = Statistics.MaxAbs(node.Outputs[0]);
        int wanted = result == 0 ? 0 : Plan.ActivationBitsOf(layer) + 1 - CeilingLog2(result);
        operand = Narrow(operand, layer, WidestRadicand);
        int room = IntegerRange.MaxMagnitudeBits - 2 - _nodes[operand.Node].Range.MagnitudeBits;
        int lift = Math.Clamp((2 * wanted) - operand.ScaleBits, 0, room);
        lift += ((operand.ScaleBits + lift) & 1) == 0 ? 0 : lift < room ? 1 : -1;
        var lifted = Lift(layer, operand, lift);
        int width = Math.Max(1, Math.Min(31, (_nodes[lifted.Node].Range.MagnitudeBits + 1) / 2));
        int scale = lifted.ScaleBits / 2;
        var root = new RootNode(Header(layer, scale, lifted.Shape, lifted.Node), [width]);
        return new IntegerOperand(Add(root), scale, 1, lifted.Shape).Times(Math.Sqrt(lifted.Factor));
    }

    /// <summary>1 / √operand, with more bits than an activation.</summary>
    /// <param name="layer">The model's node.</param>
    /// <param name="operand">The operand.</param>
    /// <param name="low">The smallest number of the calibration.</param>
    /// <param name="high">The largest number of the calibration.</param>
    public IntegerOperand ReciprocalRoot(string layer, IntegerOperand operand, double low, double high)
    {
        operand = Narrow(operand, layer, WidestFactor + 8);
        long largest = LargestInteger(operand, high);
        int worst = Math.Max(1, _nodes[operand.Node].Range.MagnitudeBits);
        int numberBits = _saturates ? worst : Math.Clamp(IntegerRange.BitsOf(largest) + 1, 1, worst);
        int precision = Math.Clamp(
            Plan.ActivationBitsOf(layer) + ReciprocalBits + ((numberBits + 1) / 2), 1, ReciprocalRootNode.MaxPrecision);
        var header = Header(layer, precision, operand.Shape, operand.Node);
        int node = Add(new ReciprocalRootNode(header, precision, numberBits, [precision + 1]));

        // 1/√(v·f/2^s) = (2^K/√v) · 2^(s/2 − K) / √f
        var (half, odd) = Math.DivRem(operand.ScaleBits, 2);
        return new IntegerOperand(node, precision - half, 1, operand.Shape)
            .Times(Math.Pow(2, odd / 2.0) / Math.Sqrt(operand.Factor));
    }

    /// <summary>⌊left / right⌋ for whole numbers and positive divisors.</summary>
    public IntegerOperand WholeQuotient(string layer, IntegerOperand left, IntegerOperand right, long largestDivisor)
    {
        int divisorBits = DivisorBits(right, 1, largestDivisor);
        var header = Header(layer, 0, left.Shape, left.Node, right.Node);
        int width = Math.Min(DecomposingNode.MaxWidth, _nodes[left.Node].Range.SignedBits);
        return new IntegerOperand(Add(new QuotientNode(header, divisorBits, [width])), 0, 1, left.Shape);
    }

    private IntegerOperand Reciprocal(string layer, IntegerOperand divisor, long largest)
    {
        int lift = Plan.ActivationBitsOf(layer) + ReciprocalBits + IntegerRange.BitsOf(largest);
        return Quotient(layer, Same(layer, 1, divisor.Shape), divisor, lift, largest);
    }

    // The nearest integer to left·2^lift / right: ⌊(2·left·2^lift + right) / (2·right)⌋.
    private IntegerOperand Quotient(string layer, IntegerOperand left, IntegerOperand right, int lift, long largest)
    {
        RequireDecomposable(layer, lift + 1);
        var shape = left.Shape;
        var numerator = new SumNode(
            Header(layer, left.ScaleBits + lift + 1, shape, left.Node, right.Node), [[2L << lift], [1]], [0]);
        var divisor = new SumNode(Header(layer, right.ScaleBits + 1, shape, right.Node), [[2]], [0]);
        int numeratorNode = Add(numerator), divisorNode = Add(divisor);
        int divisorBits = DivisorBits(right, 2, largest);
        int scale = CheckedScale(left.ScaleBits + lift - right.ScaleBits, layer);
        int width = Math.Min(DecomposingNode.MaxWidth, _nodes[numeratorNode].Range.SignedBits);
        int node = Add(new QuotientNode(Header(layer, scale, shape, numeratorNode, divisorNode), divisorBits, [width]));
        return new IntegerOperand(node, scale, 1, shape).Times(left.Factor / right.Factor);
    }

    // A bit more than the calibration's largest divisor needs; the worst case where that is no more.
    private int DivisorBits(IntegerOperand right, long multiple, long largest)
    {
        var range = _nodes[right.Node].Range;
        int worst = IntegerRange.BitsOf((multiple * Math.Max(1, range.High)) - 1);
        int seen = IntegerRange.BitsOf(multiple * Math.Max(1, largest)) + Math.Min(1, _margin);
        return Math.Clamp(_worstCase || _saturates ? worst : Math.Min(worst, seen), 1, DecomposingNode.MaxWidth - 1);
    }

    private long LargestInteger(IntegerOperand operand, double largest)
    {
        double integer = Math.ScaleB(largest / operand.Factor, operand.ScaleBits) + 1;
        long limit = Math.Max(1, _nodes[operand.Node].Range.High);
        return integer >= limit ? limit : Math.Max(1, (long)integer);
    }

    private IntegerOperand Lift(string layer, IntegerOperand operand, int bits)
    {
        if (bits == 0)
        {
            return operand;
        }

        int scale = CheckedScale(operand.ScaleBits + bits, layer);
        var node = new SumNode(Header(layer, scale, operand.Shape, operand.Node), [[1L << bits]], [0]);
        return operand with { Node = Add(node), ScaleBits = scale };
    }
}
