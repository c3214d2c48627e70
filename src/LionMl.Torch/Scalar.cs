namespace TorchSharp;

/// <summary>A number or truth value that goes with a tensor; converts implicitly from C#'s own types.</summary>
public sealed class Scalar : IDisposable
{
    private readonly double _real;
    private readonly long _integer;

    private Scalar(double real, long integer, torch.ScalarType type)
    {
        _real = real;
        _integer = integer;
        Type = type;
    }

    /// <summary>The element type a tensor of this one value has by itself: a wrapped double never widens a float tensor.</summary>
    public torch.ScalarType Type { get; }

    internal bool IsFloating => Type is torch.ScalarType.Float32 or torch.ScalarType.Float64;

    public static implicit operator Scalar(byte value) => new(value, value, torch.ScalarType.Int32);

    public static implicit operator Scalar(sbyte value) => new(value, value, torch.ScalarType.Int32);

    public static implicit operator Scalar(short value) => new(value, value, torch.ScalarType.Int32);

    public static implicit operator Scalar(int value) => new(value, value, torch.ScalarType.Int32);

    public static implicit operator Scalar(long value) => new(value, value, torch.ScalarType.Int64);

    public static implicit operator Scalar(float value) => new(value, Truncate(value), torch.ScalarType.Float32);

    public static implicit operator Scalar(double value) => new(value, Truncate(value), torch.ScalarType.Float64);

    public static implicit operator Scalar(bool value) => new(value ? 1 : 0, value ? 1 : 0, torch.ScalarType.Bool);

    public double ToDouble() => _real;

    public float ToSingle() => (float)_real;

    public long ToInt64() => _integer;

    public int ToInt32() => checked((int)_integer);

    public bool ToBoolean() => _real != 0;

    /// <summary>Does nothing: a scalar holds no native memory here.</summary>
    public void Dispose()
    {
    }

    public override string ToString() => IsFloating
        ? _real.ToString(System.Globalization.CultureInfo.InvariantCulture)
        : Type == torch.ScalarType.Bool ? (_integer != 0).ToString() : _integer.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static long Truncate(double value) => double.IsFinite(value) && Math.Abs(value) < 9e18 ? (long)value : 0;
}
