using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace LionMl.Algebra;

/// <summary>64-bit word steps of multi-precision arithmetic, with the carry in a plain word.</summary>
internal static class WordMath
{
    /// <summary>The high word of a product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MultiplyHigh(ulong left, ulong right) =>
        // The two-result form goes through memory; a second multiplication for the low word is cheaper.
        Bmi2.X64.IsSupported ? Bmi2.X64.MultiplyNoFlags(left, right) : Math.BigMul(left, right, out _);

    /// <summary>left · right + addend + carry: returns the low word, leaves the high word in <paramref name="carry"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MultiplyAdd(ulong left, ulong right, ulong addend, ref ulong carry)
    {
        ulong high = MultiplyHigh(left, right);
        ulong low = left * right;
        low += addend;
        high += low < addend ? 1UL : 0UL;
        low += carry;
        high += low < carry ? 1UL : 0UL;
        carry = high;
        return low;
    }

    /// <summary>left + right + carry: returns the low word, leaves 0 or 1 in <paramref name="carry"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong AddCarry(ulong left, ulong right, ref ulong carry)
    {
        ulong sum = left + right;
        ulong overflow = sum < left ? 1UL : 0UL;
        ulong result = sum + carry;
        carry = overflow + (result < sum ? 1UL : 0UL);
        return result;
    }

    /// <summary>left - right - borrow: returns the low word, leaves 0 or 1 in <paramref name="borrow"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong SubtractBorrow(ulong left, ulong right, ref ulong borrow)
    {
        ulong difference = left - right;
        ulong underflow = left < right ? 1UL : 0UL;
        ulong result = difference - borrow;
        borrow = underflow + (difference < borrow ? 1UL : 0UL);
        return result;
    }

    /// <summary><paramref name="whenSet"/> if the mask is all ones, <paramref name="whenClear"/> if it is zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Select(ulong mask, ulong whenSet, ulong whenClear) => whenClear ^ (mask & (whenClear ^ whenSet));
}
