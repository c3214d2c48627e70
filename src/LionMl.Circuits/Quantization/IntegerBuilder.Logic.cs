using LionMl.Onnx;

namespace LionMl.Circuits;

internal sealed partial class IntegerBuilder
{
    /// <summary>1 where a comparison of two tensors holds, 0 elsewhere. Constants are compared exactly, not rounded.</summary>
    public IntegerOperand Compare(string layer, Operand left, Operand right, Comparison comparison, TensorShape shape)
    {
        if (left is ConstantOperand && right is not ConstantOperand)
        {
            return Compare(layer, right, left, Mirrored(comparison), shape);
        }

        var a = Stretch(layer, Integer(left), shape);
        if (right is ConstantOperand constant && (!HidesParameters || constant.IsStructure || constant.Value.Count == 1))
        {
            return CompareWithConstant(layer, a, Numbers(constant.Value, shape), comparison, shape);
        }

        var b = Stretch(layer, Integer(right), shape);
        var (first, second) = comparison is Comparison.Less or Comparison.LessOrEqual ? (b, a) : (a, b);
        var difference = Sum(layer, [(first, 1), (second, -1)], shape);
        return comparison switch
        {
            Comparison.Equal => IsZero(layer, difference),
            Comparison.GreaterOrEqual or Comparison.LessOrEqual => IsNonNegative(layer, difference),
            _ => IsNonNegative(layer, PlusInteger(layer, difference, [-1])),
        };
    }

    /// <summary>1 where a tensor is not negative, 0 elsewhere.</summary>
    public IntegerOperand IsNonNegative(string layer, IntegerOperand operand)
    {
        var range = _nodes[operand.Node].Range;
        if (range.Low >= 0 || range.High < 0)
        {
            return Same(layer, range.Low >= 0 ? 1 : 0, operand.Shape);
        }

        int width = Math.Min(DecomposingNode.MaxWidth, range.SignedBits);
        var header = Header(layer, 0, operand.Shape, operand.Node);
        return new IntegerOperand(Add(new SignNode(header, [Math.Max(2, width)])), 0, 1, operand.Shape);
    }

    /// <summary>1 where a tensor is zero, 0 elsewhere.</summary>
    public IntegerOperand IsZero(string layer, IntegerOperand operand)
    {
        var range = _nodes[operand.Node].Range;
        return range.Contains(0)
            ? new IntegerOperand(Add(new ZeroNode(Header(layer, 0, operand.Shape, operand.Node))), 0, 1, operand.Shape)
            : Same(layer, 0, operand.Shape);
    }

    /// <summary>max(x, 0) without any rounding.</summary>
    public IntegerOperand PositivePart(string layer, IntegerOperand operand)
    {
        var range = _nodes[operand.Node].Range;
        if (range.Low >= 0)
        {
            return operand;
        }

        int width = Math.Clamp(range.SignedBits, 2, DecomposingNode.MaxWidth);
        return operand with { Node = Add(new ReluNode(Header(layer, operand.ScaleBits, operand.Shape, operand.Node), 0, [width])) };
    }

    /// <summary>A layer of constant integer weights, exactly: [columns, inner], row-major.</summary>
    public IntegerOperand Dense(string layer, IntegerOperand input, int[] weights, TensorShape shape)
    {
        long[] bias = new long[shape[shape.Rank - 1]];
        return input with
        {
            Node = Add(new DenseNode(Header(layer, input.ScaleBits, shape, input.Node), weights, bias)),
            Shape = shape,
            Largest = 0,
        };
    }

    /// <summary>A convolution with constant integer weights, exactly.</summary>
    public IntegerOperand Convolution(
        string layer, IntegerOperand input, ConvolutionWindow window, int[] weights, long[] bias, TensorShape shape)
    {
        RequireFixedParameters(layer);
        var node = new ConvolutionNode(Header(layer, input.ScaleBits, shape, input.Node), window, weights, bias);
        return input with { Node = Add(node), Shape = shape, Largest = 0 };
    }

    /// <summary>Each element times an integer plus an integer; either may be one for all.</summary>
    public IntegerOperand PerElement(string layer, IntegerOperand operand, long[] factors, long[] summands)
    {
        RequireFixedParameters(layer);
        var node = new SumNode(Header(layer, operand.ScaleBits, operand.Shape, operand.Node), [factors], summands);
        return operand with { Node = Add(node), Largest = 0 };
    }

    /// <summary>A tensor divided by 2^shift and rounded, within [0, 2^bits − 1].</summary>
    public IntegerOperand Clamp(string layer, IntegerOperand operand, int shift, int bits, bool toEven)
    {
        RequireDecomposable(layer, shift + bits + 1);
        int width = Math.Clamp(_nodes[operand.Node].Range.SignedBits + 1, shift + bits + 1, DecomposingNode.MaxWidth);
        int scale = operand.ScaleBits - shift;
        var header = Header(layer, scale, operand.Shape, operand.Node);
        return operand with { Node = Add(new ClampNode(header, shift, bits, toEven, [width])), ScaleBits = scale, Largest = 0 };
    }

    /// <summary>1 − operand, for zeros and ones.</summary>
    public IntegerOperand Not(string layer, IntegerOperand operand) =>
        Linear(layer, [(operand, -1)], 1, operand.Shape);

    /// <summary>One-hot selectors for an index, along a new last axis. An index outside is refused.</summary>
    public IntegerOperand Select(string layer, IntegerOperand index, int choices)
    {
        var shape = new TensorShape(index.Shape.Dimensions.Add(choices));
        return new IntegerOperand(Add(new SelectorNode(Header(layer, 0, shape, index.Node))), 0, 1, shape);
    }

    /// <summary>Where condition (zeros and ones) is 1 the first, elsewhere the second; all of one shape.</summary>
    public IntegerOperand Choose(string layer, IntegerOperand condition, IntegerOperand first, IntegerOperand second)
    {
        var aligned = Align(layer, [first, second]);
        var difference = Sum(layer, [(aligned[0], 1), (aligned[1], -1)], first.Shape);
        var gated = ExactProduct(layer, condition, difference);
        return Sum(layer, [(aligned[1], 1), (gated, 1)], first.Shape);
    }

    /// <summary>A product that is not rescaled, because one side is small or both have to stay exact.</summary>
    public IntegerOperand ExactProduct(string layer, IntegerOperand left, IntegerOperand right)
    {
        int scale = CheckedScale(left.ScaleBits + right.ScaleBits, layer);
        var (a, b) = _nodes[left.Node] is ConstantNode ? (right, left) : (left, right);
        int node = _nodes[b.Node] is ConstantNode constant && _nodes[a.Node] is not ConstantNode
            ? Add(new SumNode(Header(layer, scale, a.Shape, a.Node), [constant.Values.ToArray()], [0]))
            : Add(new ProductNode(Header(layer, scale, a.Shape, a.Node, b.Node)));
        return new IntegerOperand(node, scale, 1, a.Shape).Times(left.Factor * right.Factor);
    }

    /// <summary>Σ multiplier·operand + constant, in integers of one scale: no rounding.</summary>
    public IntegerOperand Linear(string layer, IReadOnlyList<(IntegerOperand Operand, long Multiplier)> terms, long constant, TensorShape shape)
    {
        int[] nodes = [.. terms.Select(term => term.Operand.Node)];
        var header = Header(layer, terms[0].Operand.ScaleBits, shape, nodes);
        var node = new SumNode(header, [.. terms.Select(term => new[] { term.Multiplier })], [constant]);
        return terms[0].Operand with { Node = Add(node), Shape = shape, Largest = 0 };
    }

    /// <summary>−operand.</summary>
    public IntegerOperand Negated(string layer, IntegerOperand operand) => Linear(layer, [(operand, -1)], 0, operand.Shape);

    /// <summary>Operands stretched to one shape at one scale; constants take the scale of what they meet.</summary>
    public IntegerOperand[] Together(string layer, IReadOnlyList<Operand> operands, TensorShape shape)
    {
        var pattern = operands.FirstOrDefault(operand => operand is not ConstantOperand) is { } computed ? Integer(computed) : null;
        return Align(layer, [.. operands.Select(operand => Stretch(
            layer,
            operand is ConstantOperand constant && pattern is not null
                ? RoundAt(constant, pattern.ScaleBits, pattern.Factor, layer)
                : Integer(operand),
            shape))]);
    }

    /// <summary>A tensor plus whole units of its integers.</summary>
    public IntegerOperand PlusInteger(string layer, IntegerOperand operand, long[] summands)
    {
        var header = Header(layer, operand.ScaleBits, operand.Shape, operand.Node);
        return operand with { Node = Add(new SumNode(header, [[1]], summands)), Largest = 0 };
    }

    /// <summary>A tensor of one integer.</summary>
    public IntegerOperand Same(string layer, long value, TensorShape shape)
    {
        long[] values = new long[shape.ElementCount];
        Array.Fill(values, value);
        return new IntegerOperand(Add(new ConstantNode(Header(layer, 0, shape), values)), 0, 1, shape);
    }

    /// <summary>The largest integer that is not above each element (of a real tensor), as integers of scale 0.</summary>
    public IntegerOperand Floor(string layer, IntegerOperand operand)
    {
        var exact = WithoutFactor(operand, layer);
        return exact.ScaleBits <= 0
            ? Whole(layer, exact)
            : Rescale(layer, PlusInteger(layer, exact, [-(1L << (exact.ScaleBits - 1))]), exact.ScaleBits);
    }

    /// <summary>The nearest integer to each element, halves to the even one, as integers of scale 0.</summary>
    public IntegerOperand RoundToEven(string layer, IntegerOperand operand)
    {
        var exact = WithoutFactor(operand, layer);
        if (exact.ScaleBits <= 0)
        {
            return Whole(layer, exact);
        }

        RequireDecomposable(layer, exact.ScaleBits + 2);
        int width = Math.Clamp(_nodes[exact.Node].Range.SignedBits + 1, exact.ScaleBits + 2, DecomposingNode.MaxWidth);
        var node = new RoundEvenNode(Header(layer, 0, exact.Shape, exact.Node), exact.ScaleBits, [width]);
        return new IntegerOperand(Add(node), 0, 1, exact.Shape);
    }

    /// <summary>A tensor divided by 2^shift, halves upwards.</summary>
    public IntegerOperand Rescale(string layer, IntegerOperand operand, int shift)
    {
        RequireDecomposable(layer, shift + 1);
        int width = Math.Clamp(_nodes[operand.Node].Range.SignedBits + 1, shift + 1, DecomposingNode.MaxWidth);
        var header = Header(layer, operand.ScaleBits - shift, operand.Shape, operand.Node);
        return operand with { Node = Add(new RescaleNode(header, shift, [width])), ScaleBits = operand.ScaleBits - shift };
    }

    /// <summary>A tensor whose integers count single units or more, so that they can be counted in units of 1.</summary>
    private IntegerOperand Whole(string layer, IntegerOperand operand)
    {
        if (operand.ScaleBits == 0)
        {
            return operand;
        }

        RequireDecomposable(layer, -operand.ScaleBits);
        var node = new SumNode(Header(layer, 0, operand.Shape, operand.Node), [[1L << -operand.ScaleBits]], [0]);
        return operand with { Node = Add(node), ScaleBits = 0 };
    }

    // Weights and scales of models that come quantised are written into the circuit.
    private void RequireFixedParameters(string layer)
    {
        if (HidesParameters)
        {
            throw new CircuitException(
                $"Layer '{layer}' keeps the model's own integers, which only params=fixed can do; export the model unquantised to hide them.");
        }
    }

    private static void RequireDecomposable(string layer, int bits)
    {
        if (bits > DecomposingNode.MaxWidth)
        {
            throw new CircuitException(
                $"Layer '{layer}': its scales need {bits} bits, more than the {DecomposingNode.MaxWidth} that can be split; use fewer bits.");
        }
    }

    private IntegerOperand CompareWithConstant(
        string layer, IntegerOperand operand, double[] constants, Comparison comparison, TensorShape shape)
    {
        double unit = Math.ScaleB(operand.Factor, -operand.ScaleBits);
        double[] places = Array.ConvertAll(constants, value => Math.Clamp(value / unit, -(double)(1L << 60), 1L << 60));
        if (comparison == Comparison.Equal)
        {
            // Between two integers lies nothing that could be equal; but what was rounded should equal what it was rounded from.
            return IsZero(layer, PlusInteger(layer, operand, Array.ConvertAll(places, place => -RoundHalfUp(place))));
        }

        bool less = comparison is Comparison.Less or Comparison.LessOrEqual;

        // x ≥ c where x − ⌈c⌉ ≥ 0, x > c where x − ⌊c⌋ − 1 ≥ 0; the other two are their negations.
        bool strict = comparison is Comparison.Greater or Comparison.LessOrEqual;
        long[] summands = Array.ConvertAll(places, place => -(long)(strict ? Math.Floor(place) + 1 : Math.Ceiling(place)));
        var result = IsNonNegative(layer, PlusInteger(layer, operand, summands));
        return less ? Not(layer, result) : result;
    }

    private static Comparison Mirrored(Comparison comparison) => comparison switch
    {
        Comparison.Less => Comparison.Greater,
        Comparison.LessOrEqual => Comparison.GreaterOrEqual,
        Comparison.Greater => Comparison.Less,
        Comparison.GreaterOrEqual => Comparison.LessOrEqual,
        _ => comparison,
    };
}
