using System.Collections.Immutable;
using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>
/// What an operator sees of its node while shapes are inferred: the inputs' shapes and types, and the values of constant inputs.
/// </summary>
internal sealed class InferContext(Node node, GraphTensor?[] inputs, Tensor?[] constants, DraftCount count = default)
{
    private readonly GraphTensor?[] _outputs = new GraphTensor?[node.Outputs.Length];

    public Node Node => node;

    public NodeAttributes Attributes => node.Attributes;

    public int InputCount => inputs.Length;

    public int OutputCount => _outputs.Length;

    /// <summary>What was stated of the number of results, for a NonZero.</summary>
    public DraftCount Count => count;

    public long InputElements => inputs.Sum(input => input?.Shape.ElementCount ?? 0);

    public long OutputElements => _outputs.Sum(output => output?.Shape.ElementCount ?? 0);

    public bool Has(int input) => input < inputs.Length && inputs[input] is not null;

    public TensorShape Shape(int input) => inputs[input]!.Shape;

    public ElementType Type(int input) => inputs[input]!.ElementType;

    public TensorShape OutputShape(int output) => _outputs[output]!.Shape;

    /// <summary>The shape and type set for an output, or null where none was.</summary>
    public GraphTensor? Output(int output) => _outputs[output];

    /// <summary>The value of a constant input, or null where it is absent or not constant.</summary>
    public Tensor? Constant(int input) => input < constants.Length ? constants[input] : null;

    /// <summary>The value of an input that decides a shape.</summary>
    public Tensor RequireConstant(int input, string what) => Constant(input)
        ?? throw new NodeProblemException(
            $"its {what} ('{node.Inputs[input]}') depend on the model's input, but shapes must be known beforehand: make it a constant");

    /// <summary>The integers of an input that decides a shape.</summary>
    public ReadOnlySpan<long> RequireIntegers(int input, string what)
    {
        Tensor value = RequireConstant(input, what);
        return value.Type.IsInteger() && value.Shape.Rank <= 1
            ? value.Integers
            : throw new NodeProblemException($"its {what} ('{node.Inputs[input]}') must be a list of integers, not {value}");
    }

    public void Set(int output, TensorShape shape, ElementType type)
    {
        if (shape.Rank > TensorShape.MaxRank)
        {
            throw new NodeProblemException($"its result would have {shape.Rank} dimensions; {TensorShape.MaxRank} are the most");
        }

        if (node.HasOutput(output))
        {
            _outputs[output] = new GraphTensor(node.Outputs[output], shape, type);
        }
    }

    /// <summary>Refuses an input that is not of a real type.</summary>
    public void RequireFloating(int input)
    {
        if (!Type(input).IsFloating())
        {
            throw new NodeProblemException(
                $"its input '{node.Inputs[input]}' is of type {Type(input)}; only real numbers are supported here");
        }
    }

    /// <summary>Refuses a parameter that is not one real number for each channel.</summary>
    public void RequireForEachChannel(int input, int channels)
    {
        RequireFloating(input);
        if (!Shape(input).Equals(TensorShape.Of(channels)))
        {
            throw new NodeProblemException(
                $"its parameter '{node.Inputs[input]}' of shape {Shape(input)} does not give one number to each of {channels} channels");
        }
    }

    public void RequireNumbers(int input)
    {
        if (Type(input) == ElementType.Bool)
        {
            throw new NodeProblemException($"its input '{node.Inputs[input]}' is of type Bool; numbers are needed here");
        }
    }

    /// <summary>Refuses an input with fewer dimensions.</summary>
    public void RequireRank(int input, int minimum, int maximum = TensorShape.MaxRank)
    {
        int rank = Shape(input).Rank;
        if (rank < minimum || rank > maximum)
        {
            string wanted = minimum == maximum
                ? $"{minimum}"
                : maximum == TensorShape.MaxRank ? $"at least {minimum}" : $"{minimum} to {maximum}";
            throw new NodeProblemException($"its input '{node.Inputs[input]}' has shape {Shape(input)}; {wanted} dimensions are needed");
        }
    }

    /// <summary>Refuses inputs of different types.</summary>
    public void RequireSameType(int first, int second)
    {
        if (Type(first) != Type(second))
        {
            throw new NodeProblemException(
                $"its inputs '{node.Inputs[first]}' ({Type(first)}) and '{node.Inputs[second]}' ({Type(second)}) must have the same type");
        }
    }

    /// <summary>An axis in [0, rank) from one in [−rank, rank).</summary>
    public static int Axis(long axis, int rank)
    {
        if (axis < -rank || axis >= rank)
        {
            throw new NodeProblemException($"axis {axis} does not exist in a tensor of {rank} dimensions");
        }

        return (int)(axis < 0 ? axis + rank : axis);
    }

    /// <summary>Different axes in [0, rank), ascending.</summary>
    public static int[] Axes(ReadOnlySpan<long> axes, int rank)
    {
        int[] result = new int[axes.Length];
        for (int i = 0; i < axes.Length; i++)
        {
            result[i] = Axis(axes[i], rank);
        }

        Array.Sort(result);
        for (int i = 1; i < result.Length; i++)
        {
            if (result[i] == result[i - 1])
            {
                throw new NodeProblemException($"axis {result[i]} is given twice");
            }
        }

        return result;
    }

    /// <summary>A dimension that came from arithmetic.</summary>
    public static int Dimension(long size) => size is >= 0 and <= int.MaxValue
        ? (int)size
        : throw new NodeProblemException($"a dimension of its result would be {size}");

    /// <summary>A shape from dimensions that came from arithmetic.</summary>
    public static TensorShape ShapeOf(params ReadOnlySpan<long> dimensions)
    {
        var result = ImmutableArray.CreateBuilder<int>(dimensions.Length);
        foreach (long dimension in dimensions)
        {
            result.Add(Dimension(dimension));
        }

        return new TensorShape(result.MoveToImmutable());
    }

    /// <summary>The shape that two inputs are stretched to.</summary>
    public TensorShape Broadcast(int first, int second) => Broadcast(Shape(first), Shape(second));

    public static TensorShape Broadcast(TensorShape first, TensorShape second) =>
        TensorShape.TryBroadcast(first, second, out var result)
            ? result!
            : throw new NodeProblemException($"shapes {first} and {second} cannot be combined: dimensions must be equal or 1");
}
