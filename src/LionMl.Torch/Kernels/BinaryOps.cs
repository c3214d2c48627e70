using System.Numerics;
using System.Numerics.Tensors;

namespace TorchSharp;

/// <summary>A function of two numbers, over whole spans.</summary>
internal interface IBinaryOp
{
    static abstract void Run<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> r)
        where T : unmanaged, INumber<T>;
}

/// <summary>A relation of two numbers.</summary>
internal interface ICompareOp
{
    static abstract bool Test<T>(T a, T b)
        where T : unmanaged, INumber<T>;
}

internal readonly struct AddOp : IBinaryOp
{
    public static void Run<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> r)
        where T : unmanaged, INumber<T> => TensorPrimitives.Add(a, b, r);
}

internal readonly struct SubOp : IBinaryOp
{
    public static void Run<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> r)
        where T : unmanaged, INumber<T> => TensorPrimitives.Subtract(a, b, r);
}

internal readonly struct MulOp : IBinaryOp
{
    public static void Run<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> r)
        where T : unmanaged, INumber<T> => TensorPrimitives.Multiply(a, b, r);
}

internal readonly struct DivOp : IBinaryOp
{
    public static void Run<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> r)
        where T : unmanaged, INumber<T> => TensorPrimitives.Divide(a, b, r);
}

internal readonly struct MaxOp : IBinaryOp
{
    public static void Run<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> r)
        where T : unmanaged, INumber<T> => TensorPrimitives.Max(a, b, r);
}

internal readonly struct MinOp : IBinaryOp
{
    public static void Run<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> r)
        where T : unmanaged, INumber<T> => TensorPrimitives.Min(a, b, r);
}

/// <summary>Remainder with the sign of the divisor, as in Python.</summary>
internal readonly struct RemainderOp : IBinaryOp
{
    public static void Run<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> r)
        where T : unmanaged, INumber<T>
    {
        for (int i = 0; i < r.Length; i++)
        {
            T remainder = a[i] % b[i];
            r[i] = remainder != T.Zero && T.IsNegative(remainder) != T.IsNegative(b[i]) ? remainder + b[i] : remainder;
        }
    }
}

internal readonly struct PowOp : IBinaryOp
{
    public static void Run<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> r)
        where T : unmanaged, INumber<T>
    {
        for (int i = 0; i < r.Length; i++)
        {
            r[i] = T.CreateTruncating(Math.Pow(double.CreateTruncating(a[i]), double.CreateTruncating(b[i])));
        }
    }
}

internal readonly struct EqualOp : ICompareOp
{
    public static bool Test<T>(T a, T b)
        where T : unmanaged, INumber<T> => a == b;
}

internal readonly struct NotEqualOp : ICompareOp
{
    public static bool Test<T>(T a, T b)
        where T : unmanaged, INumber<T> => a != b;
}

internal readonly struct LessOp : ICompareOp
{
    public static bool Test<T>(T a, T b)
        where T : unmanaged, INumber<T> => a < b;
}

internal readonly struct LessEqualOp : ICompareOp
{
    public static bool Test<T>(T a, T b)
        where T : unmanaged, INumber<T> => a <= b;
}

internal readonly struct GreaterOp : ICompareOp
{
    public static bool Test<T>(T a, T b)
        where T : unmanaged, INumber<T> => a > b;
}

internal readonly struct GreaterEqualOp : ICompareOp
{
    public static bool Test<T>(T a, T b)
        where T : unmanaged, INumber<T> => a >= b;
}
