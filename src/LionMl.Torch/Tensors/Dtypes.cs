namespace TorchSharp;

/// <summary>What can be said of element types, and which one a result has.</summary>
internal static class Dtypes
{
    public static bool IsFloating(this ScalarType type) => type is ScalarType.Float32 or ScalarType.Float64;

    public static bool IsInteger(this ScalarType type) => type is ScalarType.Int32 or ScalarType.Int64;

    public static NotSupportedException Unsupported(ScalarType type) =>
        new($"dtype {type} is not supported; use Float32, Float64, Int32, Int64 or Bool");

    /// <summary>PyTorch's name, for messages.</summary>
    public static string Name(this ScalarType type) => type switch
    {
        ScalarType.Float32 => "Float",
        ScalarType.Float64 => "Double",
        ScalarType.Int32 => "Int",
        ScalarType.Int64 => "Long",
        _ => type.ToString(),
    };

    public static ScalarType Of<T>() => Of(typeof(T));

    public static ScalarType Of(Type type) =>
        type == typeof(float) ? ScalarType.Float32
        : type == typeof(double) ? ScalarType.Float64
        : type == typeof(int) ? ScalarType.Int32
        : type == typeof(long) ? ScalarType.Int64
        : type == typeof(bool) ? ScalarType.Bool
        : throw new NotSupportedException($"tensors of {type.Name} are not supported; use float, double, int, long or bool");

    public static ScalarType Promote(ScalarType a, ScalarType b) => Rank(a) >= Rank(b) ? a : b;

    /// <summary>
    /// The type of an element-wise result. Tensors with dimensions decide; a tensor without, or a plain number, only lifts the kind
    /// (truth value, integer, real), and a plain number then brings in the default type of its kind.
    /// </summary>
    public static ScalarType Promote(Tensor a, Tensor b)
    {
        (int pa, int pb) = (Priority(a), Priority(b));
        if (pa == pb)
        {
            return Promote(Natural(a), Natural(b));
        }

        (Tensor strong, Tensor weak) = pa > pb ? (a, b) : (b, a);
        return Kind(weak.dtype) > Kind(strong.dtype) ? Natural(weak) : strong.dtype;
    }

    private static ScalarType Natural(Tensor tensor) => !tensor.IsPlainNumber ? tensor.dtype
        : tensor.dtype.IsFloating() ? torch.get_default_dtype()
        : tensor.dtype.IsInteger() ? ScalarType.Int64 : tensor.dtype;

    private static int Priority(Tensor tensor) => tensor.IsPlainNumber ? 0 : tensor.dim() == 0 ? 1 : 2;

    private static int Kind(ScalarType type) => type == ScalarType.Bool ? 0 : type.IsInteger() ? 1 : 2;

    private static int Rank(ScalarType type) => type switch
    {
        ScalarType.Bool => 0,
        ScalarType.Int32 => 1,
        ScalarType.Int64 => 2,
        ScalarType.Float32 => 3,
        ScalarType.Float64 => 4,
        _ => throw Unsupported(type),
    };
}
