using System.Collections.Immutable;
using LionMl.Onnx;

namespace LionMl.Circuits;

internal sealed partial class IntegerBuilder
{
    // Factors wider than this are rescaled first, so that a product, and sums of it, stay within a machine word.
    private const int WidestFactor = 24;

    // A constant is added with this many bits below the unit of what it is added to.
    private const int AddendBits = 2;

    /// <summary>
    /// Moves elements of operands of one scale: element i of the result is element Sources[i] of the inputs laid end to end.
    /// </summary>
    public IntegerOperand Gather(string layer, IReadOnlyList<IntegerOperand> inputs, int[] sources, TensorShape shape)
    {
        var first = inputs[0];
        bool inPlace = inputs.Count == 1 && sources.Length == _nodes[first.Node].Count;
        for (int i = 0; inPlace && i < sources.Length; i++)
        {
            inPlace = sources[i] == i;
        }

        if (inPlace && _nodes[first.Node].Shape.Equals(shape))
        {
            return first with { Shape = shape };
        }

        int[] nodes = [.. inputs.Select(input => input.Node)];
        if (nodes.All(node => _nodes[node] is ConstantNode))
        {
            long[] all = [.. nodes.SelectMany(node => ((ConstantNode)_nodes[node]).Values.ToArray())];
            long[] moved = Array.ConvertAll(sources, source => source < 0 ? 0 : all[source]);
            return first with { Node = Add(new ConstantNode(Header(layer, first.ScaleBits, shape), moved)), Shape = shape };
        }

        return first with
        {
            Node = Add(new GatherNode(Header(layer, first.ScaleBits, shape, nodes), sources)),
            Shape = shape,
            Largest = inputs.Any(input => input.Largest == 0) ? 0 : inputs.Max(input => input.Largest),
        };
    }

    /// <summary>A tensor stretched to a larger shape.</summary>
    public IntegerOperand Stretch(string layer, IntegerOperand operand, TensorShape shape) => operand.Shape.Equals(shape)
        ? operand
        : Gather(layer, [operand], Broadcast.Map(operand.Shape, shape), shape);

    /// <summary>Brings tensors to one scale and factor, exactly where the factors agree.</summary>
    public IntegerOperand[] Align(string layer, IReadOnlyList<IntegerOperand> operands)
    {
        bool sameFactor = operands.All(operand => operand.Factor == operands[0].Factor);
        IntegerOperand[] aligned = [.. operands.Select(operand => sameFactor ? operand : WithoutFactor(operand, layer))];
        int scale = aligned.Max(operand => operand.ScaleBits);
        for (int i = 0; i < aligned.Length; i++)
        {
            int lift = scale - aligned[i].ScaleBits;
            if (lift > 0)
            {
                long[] multiplier = [1L << Math.Min(lift, 60)];
                var node = new SumNode(Header(layer, scale, aligned[i].Shape, aligned[i].Node), [multiplier], [0]);
                aligned[i] = aligned[i] with { Node = Add(node), ScaleBits = scale };
            }
        }

        return aligned;
    }

    /// <summary>Σ sign·operand, of one shape already; equal tensors are merged.</summary>
    public IntegerOperand Sum(string layer, IReadOnlyList<(IntegerOperand Operand, long Sign)> summands, TensorShape shape)
    {
        bool sameFactor = summands.All(summand => summand.Operand.Factor == summands[0].Operand.Factor);
        var exact = summands.Select(s => (Operand: sameFactor ? s.Operand : WithoutFactor(s.Operand, layer), s.Sign)).ToArray();
        int scale = exact.Max(summand => summand.Operand.ScaleBits);
        var multipliers = new List<(int Node, long Multiplier)>();
        foreach (var (operand, sign) in exact)
        {
            long multiplier = sign << Math.Min(60, scale - operand.ScaleBits);
            int at = multipliers.FindIndex(known => known.Node == operand.Node);
            if (at < 0)
            {
                multipliers.Add((operand.Node, multiplier));
            }
            else
            {
                multipliers[at] = (operand.Node, multipliers[at].Multiplier + multiplier);
            }
        }

        var first = exact[0].Operand with { ScaleBits = scale, Shape = shape, Largest = 0 };
        if (multipliers is [(int only, 1)] && _nodes[only].Shape.Equals(shape))
        {
            return first with { Node = only };
        }

        int[] nodes = [.. multipliers.Select(entry => entry.Node)];
        long[][] factors = [.. multipliers.Select(entry => new[] { entry.Multiplier })];
        return first with { Node = Add(new SumNode(Header(layer, scale, shape, nodes), factors, [0])) };
    }

    /// <summary>A tensor that is narrow enough for one side of a product.</summary>
    public IntegerOperand NarrowFactor(string layer, IntegerOperand operand) => Narrow(operand, layer, WidestFactor);

    /// <summary>The product of two tensors of one shape, element by element.</summary>
    public IntegerOperand Product(string layer, IntegerOperand left, IntegerOperand right)
    {
        bool square = left == right;
        var a = Narrow(left, layer, WidestFactor);
        var b = square ? a : Narrow(right, layer, WidestFactor);
        int scale = CheckedScale(a.ScaleBits + b.ScaleBits, layer);
        if (_nodes[a.Node] is ConstantNode)
        {
            (a, b) = (b, a);
        }

        // A product with constants is linear, and free.
        int node = _nodes[b.Node] is ConstantNode constant && _nodes[a.Node] is not ConstantNode
            ? Add(new SumNode(Header(layer, scale, a.Shape, a.Node), [constant.Values.ToArray()], [0]))
            : Add(new ProductNode(Header(layer, scale, a.Shape, a.Node, b.Node)));
        return new IntegerOperand(node, scale, 1, a.Shape).Times(a.Factor * b.Factor);
    }

    /// <summary>The larger of two aligned tensors of one shape, element by element.</summary>
    public IntegerOperand Maximum(string layer, IntegerOperand left, IntegerOperand right)
    {
        int width = Math.Min(
            DecomposingNode.MaxWidth, Math.Max(_nodes[left.Node].Range.SignedBits, _nodes[right.Node].Range.SignedBits) + 1);
        int node = Add(new MaximumNode(Header(layer, left.ScaleBits, left.Shape, left.Node, right.Node), [Math.Max(2, width)]));
        return left with { Node = node, Largest = left.Largest == 0 || right.Largest == 0 ? 0 : Math.Max(left.Largest, right.Largest) };
    }

    /// <summary>A layer that multiplies every element by its own factor, and adds; either may be one number.</summary>
    /// <param name="layer">The model's node.</param>
    /// <param name="operand">What is multiplied.</param>
    /// <param name="factor">The factors.</param>
    /// <param name="shift">The summands.</param>
    /// <param name="shape">The result's shape.</param>
    /// <param name="holdsParameters">Whether factors and summands come from the model's tensors.</param>
    public AffineOperand Diagonal(
        string layer, Operand operand, double[] factor, double[] shift, TensorShape shape, bool holdsParameters = true)
    {
        var input = Stretch(layer, Integer(operand), shape);
        int count = (int)shape.ElementCount;
        bool single = factor.Length == 1 && shift.Length == 1;
        double[] weights = single ? factor : Spread(factor, count);
        double[] bias = single ? shift : Spread(shift, count);
        return new AffineOperand(layer, shape, input, single ? -2 : -1, weights, bias, (header, rounded, roundedBias) =>
            new SumNode(header, [Array.ConvertAll(rounded, weight => (long)weight)], roundedBias))
        {
            HoldsParameters = holdsParameters && HoldsParameters && !single,
        };
    }

    /// <summary>operand · factor + shift, folded into the layer before it where that is possible.</summary>
    /// <param name="layer">The model's node.</param>
    /// <param name="operand">What is scaled.</param>
    /// <param name="factor">Broadcast to the result; null for 1.</param>
    /// <param name="shift">Broadcast to the result; null for 0.</param>
    /// <param name="shape">The result's shape.</param>
    public Operand Scale(string layer, Operand operand, Tensor? factor, Tensor? shift, TensorShape shape)
    {
        if (Does(Passes.Folding) && operand is AffineOperand affine && affine.ChannelAxis > -2 && affine.Shape.Equals(shape)
            && (factor is null ? [1] : affine.PerChannel(factor)) is { } folded
            && (shift is null ? [0] : affine.PerChannel(shift)) is { } foldedShift)
        {
            return affine.Then(folded, foldedShift, HoldsParameters && (folded.Length > 1 || foldedShift.Length > 1));
        }

        if (shift is null && factor is { Count: 1 } && factor.ToFloats()[0] is var number && number > 0)
        {
            return Stretch(layer, Integer(operand), shape).Times(number);
        }

        if (factor is null)
        {
            return AddConstant(layer, Stretch(layer, Integer(operand), shape), shift!, shape);
        }

        return Diagonal(layer, operand, Numbers(factor, shape), shift is null ? [0] : Numbers(shift, shape), shape);
    }

    private IntegerOperand AddConstant(string layer, IntegerOperand operand, Tensor constant, TensorShape shape)
    {
        double[] numbers = Array.ConvertAll(Numbers(constant, shape), number => number / operand.Factor);
        int extra = numbers.All(number => Math.ScaleB(number, operand.ScaleBits) % 1 == 0) ? 0 : AddendBits;
        int scale = CheckedScale(operand.ScaleBits + extra, layer);
        long[] integers = RoundAll(numbers, scale, layer);
        var node = HidesParameters && integers.Length > 1
            ? new SumNode(Header(layer, scale, shape, operand.Node, Constant(layer, scale, shape, integers)), [[1L << extra], [1]], [0])
            : new SumNode(Header(layer, scale, shape, operand.Node), [[1L << extra]], integers);
        return operand with { Node = Add(node), ScaleBits = scale, Shape = shape, Largest = 0 };
    }

    private static double[] Numbers(Tensor constant, TensorShape shape)
    {
        float[] values = constant.ToFloats();
        return values.Length == 1 ? [values[0]] : Array.ConvertAll(Broadcast.Map(constant.Shape, shape), i => (double)values[i]);
    }

    private static double[] Spread(double[] values, int count)
    {
        if (values.Length == count)
        {
            return values;
        }

        double[] result = new double[count];
        Array.Fill(result, values[0]);
        return result;
    }
}
