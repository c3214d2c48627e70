namespace TorchSharp;

public static partial class torch
{
    private static ScalarType _defaultType = ScalarType.Float32;

    public static ScalarType get_default_dtype() => _defaultType;

    /// <summary>The type of new tensors of real numbers.</summary>
    public static void set_default_dtype(ScalarType dtype) => _defaultType = dtype.IsFloating()
        ? dtype
        : throw new ArgumentException($"only floating-point types are supported as the default type, not {dtype}");

    public static Tensor zeros(
        long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        RequireCpu(device);
        RequireSizes(size, "zeros");
        Storage memory = Storage.Allocate(dtype ?? get_default_dtype(), Shapes.Count(size));
        return new Tensor(memory, [.. size], Shapes.Strides(size), 0).with_requires_grad(requires_grad);
    }

    public static Tensor zeros(
        long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        zeros([size], dtype, device, requires_grad);

    public static Tensor zeros(
        long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        zeros([rows, columns], dtype, device, requires_grad);

    public static Tensor zeros(
        long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        zeros([dim0, dim1, dim2], dtype, device, requires_grad);

    public static Tensor zeros(
        long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) => zeros([dim0, dim1, dim2, dim3], dtype, device, requires_grad);

    public static Tensor ones(
        long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        full(size, 1, dtype ?? get_default_dtype(), device, requires_grad);

    public static Tensor ones(
        long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        ones([size], dtype, device, requires_grad);

    public static Tensor ones(
        long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        ones([rows, columns], dtype, device, requires_grad);

    public static Tensor ones(
        long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        ones([dim0, dim1, dim2], dtype, device, requires_grad);

    public static Tensor ones(
        long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) => ones([dim0, dim1, dim2, dim3], dtype, device, requires_grad);

    public static Tensor empty(
        long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        zeros(size, dtype, device, requires_grad);

    public static Tensor full(
        long[] size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        Tensor result = zeros(size, dtype ?? Inferred(value), device);
        result.Overwrite(Tensor.FromScalar(value, result.dtype));
        result.Memory.Version = 0;
        return result.with_requires_grad(requires_grad);
    }

    public static Tensor full(
        long size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        full([size], value, dtype, device, requires_grad);

    public static Tensor zeros_like(
        Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        zeros(input.shape, dtype ?? input.dtype, device, requires_grad);

    public static Tensor ones_like(
        Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        ones(input.shape, dtype ?? input.dtype, device, requires_grad);

    public static Tensor full_like(
        Tensor input, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        full(input.shape, value, dtype ?? input.dtype, device, requires_grad);

    public static Tensor rand_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        rand(input.shape, dtype ?? input.dtype, device, requires_grad);

    public static Tensor randn_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        randn(input.shape, dtype ?? input.dtype, device, requires_grad);

    /// <summary>Numbers uniform in [0, 1).</summary>
    public static Tensor rand(
        long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null) => Fresh(zeros(size, dtype, device).uniform_(0, 1, generator), requires_grad);

    public static Tensor rand(
        long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null) => rand([size], dtype, device, requires_grad, generator);

    public static Tensor rand(
        long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null) => rand([rows, columns], dtype, device, requires_grad, generator);

    public static Tensor rand(
        long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null, string[]? names = null) => rand([dim0, dim1, dim2], dtype, device, requires_grad, generator);

    public static Tensor rand(
        long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null, string[]? names = null) => rand([dim0, dim1, dim2, dim3], dtype, device, requires_grad, generator);

    /// <summary>Standard normal numbers.</summary>
    public static Tensor randn(
        long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null) => Fresh(zeros(size, dtype, device).normal_(0, 1, generator), requires_grad);

    public static Tensor randn(
        long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null) => randn([size], dtype, device, requires_grad, generator);

    public static Tensor randn(
        long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null) => randn([rows, columns], dtype, device, requires_grad, generator);

    public static Tensor randn(
        long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null, string[]? names = null) => randn([dim0, dim1, dim2], dtype, device, requires_grad, generator);

    public static Tensor randn(
        long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null, string[]? names = null) => randn([dim0, dim1, dim2, dim3], dtype, device, requires_grad, generator);

    /// <summary>Integers in [low, high).</summary>
    public static Tensor randint(
        long low, long high, Size size, ScalarType? dtype = null, Device? device = null, Generator? generator = null)
    {
        RequireCpu(device);
        Generator random = GeneratorOr(generator);
        long[] values = new long[size.numel()];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = random.NextLong(low, high);
        }

        return Elementwise.Convert(Tensor.Of(values, size.Shape), dtype ?? ScalarType.Int64);
    }

    public static Tensor randint(long high, Size size, ScalarType? dtype = null, Device? device = null, Generator? generator = null) =>
        randint(0, high, size, dtype, device, generator);

    /// <summary>0, 1, …, n − 1 in random order.</summary>
    public static Tensor randperm(long n, ScalarType? dtype = null, Device? device = null, Generator? generator = null)
    {
        RequireCpu(device);
        Generator random = GeneratorOr(generator);
        long[] values = new long[n];
        for (long i = 0; i < n; i++)
        {
            long j = random.NextLong(0, i + 1);
            values[i] = values[j];
            values[j] = i;
        }

        return Elementwise.Convert(Tensor.Of(values, n), dtype ?? ScalarType.Int64);
    }

    public static Tensor arange(
        Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        RequireCpu(device);
        (double from, double by) = (start.ToDouble(), step.ToDouble());
        double count = Math.Ceiling((stop.ToDouble() - from) / by);
        if (by == 0 || count < 0)
        {
            throw new ArgumentException("upper bound and larger bound inconsistent with step sign");
        }

        bool real = start.IsFloating || stop.IsFloating || step.IsFloating;
        double[] values = new double[(int)count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = from + (i * by);
        }

        return Elementwise.Convert(Tensor.Of(values, values.Length), dtype ?? (real ? get_default_dtype() : ScalarType.Int64))
            .with_requires_grad(requires_grad);
    }

    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(start, stop, 1, dtype, device, requires_grad);

    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(0, stop, 1, dtype, device, requires_grad);

    public static Tensor eye(
        long rows, long columns = -1, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        RequireCpu(device);
        columns = columns < 0 ? rows : columns;
        double[] values = new double[rows * columns];
        for (long i = 0; i < Math.Min(rows, columns); i++)
        {
            values[(i * columns) + i] = 1;
        }

        return Elementwise.Convert(Tensor.Of(values, rows, columns), dtype ?? get_default_dtype()).with_requires_grad(requires_grad);
    }

    public static Tensor linspace(
        double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        RequireCpu(device);
        double[] values = new double[steps];
        for (int i = 0; i < values.Length; i++)
        {
            double share = steps == 1 ? 0 : (double)i / (steps - 1);
            values[i] = (start * (1 - share)) + (end * share);
        }

        return Elementwise.Convert(Tensor.Of(values, steps), dtype ?? get_default_dtype()).with_requires_grad(requires_grad);
    }

    private static ScalarType Inferred(Scalar value) => value.IsFloating ? get_default_dtype()
        : value.Type == ScalarType.Bool ? ScalarType.Bool : ScalarType.Int64;

    private static Tensor Fresh(Tensor tensor, bool requiresGrad)
    {
        tensor.Memory.Version = 0;
        return tensor.with_requires_grad(requiresGrad);
    }

    private static void RequireSizes(long[] size, string op)
    {
        if (size.Any(length => length < 0))
        {
            throw new ArgumentException($"{op}: Trying to create tensor with negative dimension {size.First(l => l < 0)}: "
                + $"{Shapes.Text(size)}");
        }
    }
}
