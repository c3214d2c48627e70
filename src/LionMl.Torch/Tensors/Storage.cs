namespace TorchSharp;

/// <summary>The memory that a tensor and its views share, with a count of the writes to it.</summary>
internal sealed class Storage(Array data)
{
    public Array Data { get; } = data;

    /// <summary>Grows with every in-place write; backward passes use it to refuse values that have changed.</summary>
    public int Version { get; set; }

    public ScalarType Type { get; } = data switch
    {
        float[] => ScalarType.Float32,
        double[] => ScalarType.Float64,
        int[] => ScalarType.Int32,
        long[] => ScalarType.Int64,
        bool[] => ScalarType.Bool,
        _ => throw new NotSupportedException($"tensors of {data.GetType().GetElementType()} are not supported"),
    };

    public static Storage Allocate(ScalarType type, long count) => new(type switch
    {
        ScalarType.Float32 => new float[count],
        ScalarType.Float64 => new double[count],
        ScalarType.Int32 => new int[count],
        ScalarType.Int64 => new long[count],
        ScalarType.Bool => new bool[count],
        _ => throw Dtypes.Unsupported(type),
    });

    public T[] As<T>() => (T[])Data;
}
