namespace TorchSharp;

/// <content>Tensors from C#'s numbers and arrays; the data is copied.</content>
public static partial class torch
{
    public static Tensor tensor(float scalar, Device? device = null, bool requires_grad = false) =>
        Made(Tensor.FromScalar(scalar, null), null, device, requires_grad);

    public static Tensor tensor(float scalar, ScalarType dtype, Device? device = null, bool requires_grad = false) =>
        Made(Tensor.FromScalar(scalar, dtype), null, device, requires_grad);

    public static Tensor tensor(
        float[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Made(Tensor.Of([.. rawArray], rawArray.Length), dtype, device, requires_grad);

    public static Tensor tensor(
        float[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Made(Shaped(rawArray, dimensions.ToArray()), dtype, device, requires_grad);

    public static Tensor tensor(
        float[] rawArray, long[] dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Made(Shaped(rawArray, dimensions), dtype, device, requires_grad);

    public static Tensor tensor(
        float[] rawArray, long dim0, long dim1,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Made(Shaped(rawArray, dim0, dim1), dtype, device, requires_grad);

    public static Tensor tensor(
        float[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Made(Shaped(rawArray.Cast<float>().ToArray(), Sizes(rawArray)), dtype, device, requires_grad);

    public static Tensor tensor(
        float[] rawArray, long dim0, long dim1, long dim2,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Made(Shaped(rawArray, dim0, dim1, dim2), dtype, device, requires_grad);

    public static Tensor tensor(
        float[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Made(Shaped(rawArray.Cast<float>().ToArray(), Sizes(rawArray)), dtype, device, requires_grad);

    public static Tensor tensor(
        float[] rawArray, long dim0, long dim1, long dim2, long dim3,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Made(Shaped(rawArray, dim0, dim1, dim2, dim3), dtype, device, requires_grad);

    public static Tensor tensor(
        float[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Made(Shaped(rawArray.Cast<float>().ToArray(), Sizes(rawArray)), dtype, device, requires_grad);

    public static Tensor from_array(float[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        tensor(rawArray, dtype, device, requires_grad);

    public static Tensor tensor(double scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Made(Tensor.FromScalar(scalar, dtype), null, device, requires_grad);

    public static Tensor tensor(
        double[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Made(Tensor.Of([.. rawArray], rawArray.Length), dtype, device, requires_grad);

    public static Tensor tensor(
        double[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Made(Shaped(rawArray, dimensions.ToArray()), dtype, device, requires_grad);

    public static Tensor tensor(
        double[] rawArray, long[] dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Made(Shaped(rawArray, dimensions), dtype, device, requires_grad);

    public static Tensor tensor(
        double[] rawArray, long dim0, long dim1,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Made(Shaped(rawArray, dim0, dim1), dtype, device, requires_grad);

    public static Tensor tensor(
        double[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Made(Shaped(rawArray.Cast<double>().ToArray(), Sizes(rawArray)), dtype, device, requires_grad);

    public static Tensor tensor(
        double[] rawArray, long dim0, long dim1, long dim2,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Made(Shaped(rawArray, dim0, dim1, dim2), dtype, device, requires_grad);

    public static Tensor tensor(
        double[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Made(Shaped(rawArray.Cast<double>().ToArray(), Sizes(rawArray)), dtype, device, requires_grad);

    public static Tensor tensor(
        double[] rawArray, long dim0, long dim1, long dim2, long dim3,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Made(Shaped(rawArray, dim0, dim1, dim2, dim3), dtype, device, requires_grad);

    public static Tensor tensor(
        double[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Made(Shaped(rawArray.Cast<double>().ToArray(), Sizes(rawArray)), dtype, device, requires_grad);

    public static Tensor from_array(double[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        tensor(rawArray, dtype, device, requires_grad);

    public static Tensor tensor(int scalar, Device? device = null, bool requires_grad = false) =>
        Made(Tensor.FromScalar(scalar, null), null, device, requires_grad);

    public static Tensor tensor(int scalar, ScalarType dtype, Device? device = null, bool requires_grad = false) =>
        Made(Tensor.FromScalar(scalar, dtype), null, device, requires_grad);

    public static Tensor tensor(
        int[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Made(Tensor.Of([.. rawArray], rawArray.Length), dtype, device, requires_grad);

    public static Tensor tensor(
        int[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Made(Shaped(rawArray, dimensions.ToArray()), dtype, device, requires_grad);

    public static Tensor tensor(
        int[] rawArray, long[] dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Made(Shaped(rawArray, dimensions), dtype, device, requires_grad);

    public static Tensor tensor(
        int[] rawArray, long dim0, long dim1,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Made(Shaped(rawArray, dim0, dim1), dtype, device, requires_grad);

    public static Tensor tensor(
        int[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Made(Shaped(rawArray.Cast<int>().ToArray(), Sizes(rawArray)), dtype, device, requires_grad);

    public static Tensor tensor(
        int[] rawArray, long dim0, long dim1, long dim2,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Made(Shaped(rawArray, dim0, dim1, dim2), dtype, device, requires_grad);

    public static Tensor tensor(
        int[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Made(Shaped(rawArray.Cast<int>().ToArray(), Sizes(rawArray)), dtype, device, requires_grad);

    public static Tensor tensor(
        int[] rawArray, long dim0, long dim1, long dim2, long dim3,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Made(Shaped(rawArray, dim0, dim1, dim2, dim3), dtype, device, requires_grad);

    public static Tensor tensor(
        int[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Made(Shaped(rawArray.Cast<int>().ToArray(), Sizes(rawArray)), dtype, device, requires_grad);

    public static Tensor from_array(int[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        tensor(rawArray, dtype, device, requires_grad);

    public static Tensor tensor(long scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Made(Tensor.FromScalar(scalar, dtype), null, device, requires_grad);

    public static Tensor tensor(
        long[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Made(Tensor.Of([.. rawArray], rawArray.Length), dtype, device, requires_grad);

    public static Tensor tensor(
        long[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Made(Shaped(rawArray, dimensions.ToArray()), dtype, device, requires_grad);

    public static Tensor tensor(
        long[] rawArray, long[] dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Made(Shaped(rawArray, dimensions), dtype, device, requires_grad);

    public static Tensor tensor(
        long[] rawArray, long dim0, long dim1,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Made(Shaped(rawArray, dim0, dim1), dtype, device, requires_grad);

    public static Tensor tensor(
        long[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Made(Shaped(rawArray.Cast<long>().ToArray(), Sizes(rawArray)), dtype, device, requires_grad);

    public static Tensor tensor(
        long[] rawArray, long dim0, long dim1, long dim2,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Made(Shaped(rawArray, dim0, dim1, dim2), dtype, device, requires_grad);

    public static Tensor tensor(
        long[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Made(Shaped(rawArray.Cast<long>().ToArray(), Sizes(rawArray)), dtype, device, requires_grad);

    public static Tensor tensor(
        long[] rawArray, long dim0, long dim1, long dim2, long dim3,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Made(Shaped(rawArray, dim0, dim1, dim2, dim3), dtype, device, requires_grad);

    public static Tensor tensor(
        long[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Made(Shaped(rawArray.Cast<long>().ToArray(), Sizes(rawArray)), dtype, device, requires_grad);

    public static Tensor from_array(long[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        tensor(rawArray, dtype, device, requires_grad);

    public static Tensor tensor(bool scalar, Device? device = null, bool requires_grad = false) =>
        Made(Tensor.FromScalar(scalar, null), null, device, requires_grad);

    public static Tensor tensor(bool scalar, ScalarType dtype, Device? device = null, bool requires_grad = false) =>
        Made(Tensor.FromScalar(scalar, dtype), null, device, requires_grad);

    public static Tensor tensor(
        bool[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Made(Tensor.Of([.. rawArray], rawArray.Length), dtype, device, requires_grad);

    public static Tensor tensor(
        bool[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Made(Shaped(rawArray, dimensions.ToArray()), dtype, device, requires_grad);

    public static Tensor tensor(
        bool[] rawArray, long[] dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Made(Shaped(rawArray, dimensions), dtype, device, requires_grad);

    public static Tensor tensor(
        bool[] rawArray, long dim0, long dim1,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Made(Shaped(rawArray, dim0, dim1), dtype, device, requires_grad);

    public static Tensor tensor(
        bool[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Made(Shaped(rawArray.Cast<bool>().ToArray(), Sizes(rawArray)), dtype, device, requires_grad);

    public static Tensor tensor(
        bool[] rawArray, long dim0, long dim1, long dim2,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Made(Shaped(rawArray, dim0, dim1, dim2), dtype, device, requires_grad);

    public static Tensor tensor(
        bool[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Made(Shaped(rawArray.Cast<bool>().ToArray(), Sizes(rawArray)), dtype, device, requires_grad);

    public static Tensor tensor(
        bool[] rawArray, long dim0, long dim1, long dim2, long dim3,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Made(Shaped(rawArray, dim0, dim1, dim2, dim3), dtype, device, requires_grad);

    public static Tensor tensor(
        bool[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Made(Shaped(rawArray.Cast<bool>().ToArray(), Sizes(rawArray)), dtype, device, requires_grad);

    public static Tensor from_array(bool[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        tensor(rawArray, dtype, device, requires_grad);

    public static Tensor tensor(IList<float> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        tensor(rawArray.ToArray(), dtype, device, requires_grad);

    public static Tensor tensor(IList<long> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        tensor(rawArray.ToArray(), dtype, device, requires_grad);

    private static Tensor Shaped<T>(T[] values, params long[] shape)
        where T : unmanaged
    {
        RequireSizes(shape, "tensor");
        return Shapes.Count(shape) == values.Length
            ? Tensor.Of([.. values], shape)
            : throw new ArgumentException($"mismatched total size creating a tensor from an array: {values.Length} values, shape "
                + $"{Shapes.Text(shape)}");
    }

    private static Tensor Made(Tensor tensor, ScalarType? dtype, Device? device, bool requiresGrad)
    {
        RequireCpu(device);
        return (dtype is { } type ? Elementwise.Convert(tensor, type) : tensor).with_requires_grad(requiresGrad);
    }

    private static long[] Sizes(Array array) => [.. Enumerable.Range(0, array.Rank).Select(array.GetLongLength)];
}
