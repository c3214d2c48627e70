namespace LionMl.Onnx;

/// <summary>
/// A tensor: a shape, an element type and the elements in row-major order. Every real type is held as <see cref="float"/>,
/// every integer type as <see cref="long"/>, so that an operator has at most three kinds of elements to care for.
/// </summary>
/// <remarks>Immutable by agreement: whoever hands over an array no longer writes to it.</remarks>
[TypeFormatterSource("LionMl.Interactive.Formatting.TensorFormatterSource, LionMl.Interactive")]
public sealed class Tensor
{
    private readonly float[]? _floats;
    private readonly long[]? _integers;
    private readonly bool[]? _booleans;

    /// <summary>A tensor of real numbers.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="values">The elements, row-major; the array is kept, not copied.</param>
    /// <param name="type">A type with <see cref="ElementTypeExtensions.IsFloating"/>.</param>
    /// <exception cref="ArgumentException">The number of values differs from the shape's, or the type is not a real one.</exception>
    public Tensor(TensorShape shape, float[] values, ElementType type = ElementType.Float)
        : this(shape, type, values.Length, type.IsFloating()) => _floats = values;

    /// <summary>A tensor of integers.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="values">The elements, row-major; the array is kept, not copied.</param>
    /// <param name="type">A type with <see cref="ElementTypeExtensions.IsInteger"/>.</param>
    /// <exception cref="ArgumentException">The number of values differs from the shape's, or the type is not an integer one.</exception>
    public Tensor(TensorShape shape, long[] values, ElementType type = ElementType.Int64)
        : this(shape, type, values.Length, type.IsInteger()) => _integers = values;

    /// <summary>A tensor of truth values.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="values">The elements, row-major; the array is kept, not copied.</param>
    /// <exception cref="ArgumentException">The number of values differs from the shape's.</exception>
    public Tensor(TensorShape shape, bool[] values)
        : this(shape, ElementType.Bool, values.Length, true) => _booleans = values;

    private Tensor(TensorShape shape, ElementType type, int length, bool typeFits)
    {
        if (!typeFits)
        {
            throw new ArgumentException($"Element type {type} does not fit the kind of values.", nameof(type));
        }

        if (shape.ElementCount != length)
        {
            throw new ArgumentException($"Shape {shape} holds {shape.ElementCount} elements, but {length} were given.", nameof(shape));
        }

        Shape = shape;
        Type = type;
    }

    private Tensor(TensorShape shape, Tensor source)
        : this(shape, source.Type, source.Count, true)
    {
        _floats = source._floats;
        _integers = source._integers;
        _booleans = source._booleans;
    }

    /// <summary>The dimensions.</summary>
    public TensorShape Shape { get; }

    /// <summary>The element type.</summary>
    public ElementType Type { get; }

    /// <summary>The number of elements.</summary>
    public int Count => _floats?.Length ?? _integers?.Length ?? _booleans!.Length;

    /// <summary>The elements of a tensor of a real type, row-major.</summary>
    /// <exception cref="InvalidOperationException">The type is not a real one.</exception>
    public ReadOnlySpan<float> Floats => FloatArray;

    /// <summary>The elements of a tensor of an integer type, row-major.</summary>
    /// <exception cref="InvalidOperationException">The type is not an integer one.</exception>
    public ReadOnlySpan<long> Integers => IntegerArray;

    /// <summary>The elements of a tensor of truth values, row-major.</summary>
    /// <exception cref="InvalidOperationException">The type is not <see cref="ElementType.Bool"/>.</exception>
    public ReadOnlySpan<bool> Booleans => BooleanArray;

    internal float[] FloatArray => _floats ?? throw WrongKind("real numbers");

    internal long[] IntegerArray => _integers ?? throw WrongKind("integers");

    internal bool[] BooleanArray => _booleans ?? throw WrongKind("truth values");

    /// <summary>A scalar of type <see cref="ElementType.Float"/>.</summary>
    public static Tensor Scalar(float value) => new(TensorShape.Scalar, [value]);

    /// <summary>A scalar of type <see cref="ElementType.Int64"/>.</summary>
    public static Tensor Scalar(long value) => new(TensorShape.Scalar, [value]);

    /// <summary>
    /// A one-dimensional tensor of type <see cref="ElementType.Int64"/>, the form in which operators take axes and shapes.
    /// </summary>
    public static Tensor Vector(params long[] values) => new(TensorShape.Of(values.Length), values);

    /// <summary>A one-dimensional tensor of type <see cref="ElementType.Float"/>.</summary>
    public static Tensor Vector(params float[] values) => new(TensorShape.Of(values.Length), values);

    /// <summary>The same elements under another shape; nothing is copied.</summary>
    /// <exception cref="ArgumentException">The shapes hold different numbers of elements.</exception>
    public Tensor Reshape(TensorShape shape) => new(shape, this);

    /// <summary>A copy of the elements as floats, whatever the type; truth values become 0 and 1.</summary>
    public float[] ToFloats()
    {
        float[] result = new float[Count];
        if (_floats is not null)
        {
            _floats.CopyTo(result, 0);
        }
        else if (_integers is not null)
        {
            bool unsigned = Type == ElementType.UInt64;
            for (int i = 0; i < result.Length; i++)
            {
                result[i] = unsigned ? (ulong)_integers[i] : _integers[i];
            }
        }
        else
        {
            for (int i = 0; i < result.Length; i++)
            {
                result[i] = _booleans![i] ? 1 : 0;
            }
        }

        return result;
    }

    /// <summary>The type and shape, for messages.</summary>
    public override string ToString() => $"{Type} {Shape}";

    private InvalidOperationException WrongKind(string wanted) => new($"A tensor of type {Type} has no elements that are {wanted}.");
}
