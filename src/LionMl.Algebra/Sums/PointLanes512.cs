using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using V = System.Runtime.Intrinsics.Vector512<long>;

namespace LionMl.Algebra;

/// <summary>Point lanes with AVX-512: rows are transposed eight by eight in registers.</summary>
internal readonly unsafe struct PointLanes512 : IPointLanes
{
    private const MethodImplOptions Kernel = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    // 2^336/p, which turns a top limb into the nearest multiple of p.
    private const double TopLimbQuotient = 1.0 / 1847813609413.0662;

    [MethodImpl(Inline)]
    public static void Multiply(long* product, long* left, long* right, int blocks) =>
        FqKernels512.Multiply(product, left, right, blocks);

    [MethodImpl(Inline)]
    public static void Square(long* product, long* value, int blocks) => FqKernels512.Square(product, value, blocks);

    [MethodImpl(Inline)]
    public static void Subtract(long* difference, long* left, long* right)
    {
        for (int j = 0; j < 64; j += 8)
            (Vector512.Load(left + j) - Vector512.Load(right + j)).Store(difference + j);
    }

    [MethodImpl(Inline)]
    public static void Add(long* sum, long* left, long* right)
    {
        for (int j = 0; j < 64; j += 8)
            (Vector512.Load(left + j) + Vector512.Load(right + j)).Store(sum + j);
    }

    [MethodImpl(Kernel)]
    public static void FinishX(long* sum, long* fall, long* square, long* x, long* difference)
    {
        V x0 = Vector512.Load(x);
        V x1 = Vector512.Load(x + 8);
        V x2 = Vector512.Load(x + 16);
        V x3 = Vector512.Load(x + 24);
        V x4 = Vector512.Load(x + 32);
        V x5 = Vector512.Load(x + 40);
        V x6 = Vector512.Load(x + 48);
        V x7 = Vector512.Load(x + 56);
        V a0 = Vector512.Load(square) - Vector512.Load(difference) - (x0 + x0);
        V a1 = Vector512.Load(square + 8) - Vector512.Load(difference + 8) - (x1 + x1);
        V a2 = Vector512.Load(square + 16) - Vector512.Load(difference + 16) - (x2 + x2);
        V a3 = Vector512.Load(square + 24) - Vector512.Load(difference + 24) - (x3 + x3);
        V a4 = Vector512.Load(square + 32) - Vector512.Load(difference + 32) - (x4 + x4);
        V a5 = Vector512.Load(square + 40) - Vector512.Load(difference + 40) - (x5 + x5);
        V a6 = Vector512.Load(square + 48) - Vector512.Load(difference + 48) - (x6 + x6);
        V a7 = Vector512.Load(square + 56) - Vector512.Load(difference + 56) - (x7 + x7);
        Tame(ref a0, ref a1, ref a2, ref a3, ref a4, ref a5, ref a6, ref a7);
        Store(sum, a0, a1, a2, a3, a4, a5, a6, a7);
        Store(fall, x0 - a0, x1 - a1, x2 - a2, x3 - a3, x4 - a4, x5 - a5, x6 - a6, x7 - a7);
    }

    [MethodImpl(Kernel)]
    public static void SubtractTame(long* result, long* a, long* b)
    {
        V a0 = Vector512.Load(a) - Vector512.Load(b);
        V a1 = Vector512.Load(a + 8) - Vector512.Load(b + 8);
        V a2 = Vector512.Load(a + 16) - Vector512.Load(b + 16);
        V a3 = Vector512.Load(a + 24) - Vector512.Load(b + 24);
        V a4 = Vector512.Load(a + 32) - Vector512.Load(b + 32);
        V a5 = Vector512.Load(a + 40) - Vector512.Load(b + 40);
        V a6 = Vector512.Load(a + 48) - Vector512.Load(b + 48);
        V a7 = Vector512.Load(a + 56) - Vector512.Load(b + 56);
        Tame(ref a0, ref a1, ref a2, ref a3, ref a4, ref a5, ref a6, ref a7);
        Store(result, a0, a1, a2, a3, a4, a5, a6, a7);
    }

    [MethodImpl(Kernel)]
    public static void Rotate(long* target, long* source, int by)
    {
        V places = Vector512.Create(0L, 1, 2, 3, 4, 5, 6, 7) + Vector512.Create((long)by);
        for (int j = 0; j < 64; j += 8)
            Avx512F.PermuteVar8x64(Vector512.Load(source + j), places).Store(target + j);
    }

    [MethodImpl(Kernel)]
    public static void Blend(long* target, long* source, int mask)
    {
        V bits = Vector512.Create(1L, 2, 4, 8, 16, 32, 64, 128);
        V chosen = Vector512.Equals(Vector512.Create((long)mask) & bits, bits);
        for (int j = 0; j < 64; j += 8)
            Vector512.ConditionalSelect(chosen, Vector512.Load(source + j), Vector512.Load(target + j)).Store(target + j);
    }

    [MethodImpl(Kernel)]
    public static int ZeroLanes(long* value)
    {
        V mask = Vector512.Create((1L << 48) - 1);
        long* modulus = FqKernelTable.Integers + 64;
        V carry = V.Zero;
        // Carries first: only then does the top limb alone tell the multiple of p.
        for (int j = 0; j < 56; j += 8)
            carry = Avx512F.ShiftRightArithmetic(Vector512.Load(value + j) + carry, 48);
        V top = Vector512.Load(value + 56) + carry;
        V multiple = Avx512DQ.ConvertToVector512Int64(
            Avx512DQ.ConvertToVector512Double(top) * Vector512.Create(TopLimbQuotient));
        V any = V.Zero;
        carry = V.Zero;
        for (int j = 0; j < 64; j += 8)
        {
            V limb = Vector512.Load(value + j) - Avx512DQ.MultiplyLow(multiple, Vector512.Load(modulus + j)) + carry;
            any |= j < 56 ? limb & mask : limb;
            carry = Avx512F.ShiftRightArithmetic(limb, 48);
        }

        return (int)Vector512.Equals(any, V.Zero).ExtractMostSignificantBits();
    }

    [MethodImpl(Kernel)]
    public static void GatherDifferenceX(long* difference, long* rows, uint* pairs)
    {
        V r0 = DifferenceX(rows, pairs), r1 = DifferenceX(rows, pairs + 2), r2 = DifferenceX(rows, pairs + 4);
        V r3 = DifferenceX(rows, pairs + 6), r4 = DifferenceX(rows, pairs + 8), r5 = DifferenceX(rows, pairs + 10);
        V r6 = DifferenceX(rows, pairs + 12), r7 = DifferenceX(rows, pairs + 14);
        Transpose(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7);
        Store(difference, r0, r1, r2, r3, r4, r5, r6, r7);
    }

    [MethodImpl(Kernel)]
    public static void GatherLeftX(long* left, long* rows, uint* pairs)
    {
        V r0 = X(rows, pairs[0]), r1 = X(rows, pairs[2]), r2 = X(rows, pairs[4]), r3 = X(rows, pairs[6]);
        V r4 = X(rows, pairs[8]), r5 = X(rows, pairs[10]), r6 = X(rows, pairs[12]), r7 = X(rows, pairs[14]);
        Transpose(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7);
        Store(left, r0, r1, r2, r3, r4, r5, r6, r7);
    }

    [MethodImpl(Kernel)]
    public static void GatherY(long* left, long* difference, long* rows, uint* pairs)
    {
        V signs = Vector512.Load((long*)pairs);
        V sign = Avx512F.ShiftRightArithmetic(signs << 63, 63);
        V r0 = Y(rows, pairs[0]), r1 = Y(rows, pairs[2]), r2 = Y(rows, pairs[4]), r3 = Y(rows, pairs[6]);
        V r4 = Y(rows, pairs[8]), r5 = Y(rows, pairs[10]), r6 = Y(rows, pairs[12]), r7 = Y(rows, pairs[14]);
        Transpose(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7);
        r0 = (r0 ^ sign) - sign;
        r1 = (r1 ^ sign) - sign;
        r2 = (r2 ^ sign) - sign;
        r3 = (r3 ^ sign) - sign;
        r4 = (r4 ^ sign) - sign;
        r5 = (r5 ^ sign) - sign;
        r6 = (r6 ^ sign) - sign;
        r7 = (r7 ^ sign) - sign;
        Store(left, r0, r1, r2, r3, r4, r5, r6, r7);
        sign = Avx512F.ShiftRightArithmetic(signs << 31, 63);
        V s0 = Y(rows, pairs[1]), s1 = Y(rows, pairs[3]), s2 = Y(rows, pairs[5]), s3 = Y(rows, pairs[7]);
        V s4 = Y(rows, pairs[9]), s5 = Y(rows, pairs[11]), s6 = Y(rows, pairs[13]), s7 = Y(rows, pairs[15]);
        Transpose(ref s0, ref s1, ref s2, ref s3, ref s4, ref s5, ref s6, ref s7);
        r0 = (s0 ^ sign) - sign - r0;
        r1 = (s1 ^ sign) - sign - r1;
        r2 = (s2 ^ sign) - sign - r2;
        r3 = (s3 ^ sign) - sign - r3;
        r4 = (s4 ^ sign) - sign - r4;
        r5 = (s5 ^ sign) - sign - r5;
        r6 = (s6 ^ sign) - sign - r6;
        r7 = (s7 ^ sign) - sign - r7;
        Store(difference, r0, r1, r2, r3, r4, r5, r6, r7);
    }

    [MethodImpl(Kernel)]
    public static void Prefetch(long* rows, uint* pairs, bool y)
    {
        if (y)
        {
            for (int i = 0; i < 16; i += 4)
            {
                Sse.Prefetch0(G1Row.Y(rows, pairs[i]));
                Sse.Prefetch0(G1Row.Y(rows, pairs[i + 1]));
                Sse.Prefetch0(G1Row.Y(rows, pairs[i + 2]));
                Sse.Prefetch0(G1Row.Y(rows, pairs[i + 3]));
            }
        }
        else
        {
            for (int i = 0; i < 16; i += 4)
            {
                Sse.Prefetch0(G1Row.X(rows, pairs[i]));
                Sse.Prefetch0(G1Row.X(rows, pairs[i + 1]));
                Sse.Prefetch0(G1Row.X(rows, pairs[i + 2]));
                Sse.Prefetch0(G1Row.X(rows, pairs[i + 3]));
            }
        }
    }

    [MethodImpl(Kernel)]
    public static void Scatter(long* block, long** rows)
    {
        V r0 = Vector512.Load(block), r1 = Vector512.Load(block + 8), r2 = Vector512.Load(block + 16), r3 = Vector512.Load(block + 24);
        V r4 = Vector512.Load(block + 32), r5 = Vector512.Load(block + 40);
        V r6 = Vector512.Load(block + 48), r7 = Vector512.Load(block + 56);
        Transpose(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7);
        r0.Store(rows[0]);
        r1.Store(rows[1]);
        r2.Store(rows[2]);
        r3.Store(rows[3]);
        r4.Store(rows[4]);
        r5.Store(rows[5]);
        r6.Store(rows[6]);
        r7.Store(rows[7]);
    }

    [MethodImpl(Inline)]
    private static V X(long* rows, uint reference) => Vector512.Load(G1Row.X(rows, reference));

    [MethodImpl(Inline)]
    private static V Y(long* rows, uint reference) => Vector512.Load(G1Row.Y(rows, reference));

    [MethodImpl(Inline)]
    private static V DifferenceX(long* rows, uint* pair) => X(rows, pair[1]) - X(rows, pair[0]);

    [MethodImpl(Inline)]
    private static void Store(long* block, V r0, V r1, V r2, V r3, V r4, V r5, V r6, V r7)
    {
        r0.Store(block);
        r1.Store(block + 8);
        r2.Store(block + 16);
        r3.Store(block + 24);
        r4.Store(block + 32);
        r5.Store(block + 40);
        r6.Store(block + 48);
        r7.Store(block + 56);
    }

    // Takes off the nearest multiple of p by the top limb, then carries once in parallel.
    [MethodImpl(Inline)]
    private static void Tame(ref V a0, ref V a1, ref V a2, ref V a3, ref V a4, ref V a5, ref V a6, ref V a7)
    {
        long* table = FqKernelTable.Integers;
        V mask = Vector512.Load(table + 128);
        V multiple = Avx512DQ.ConvertToVector512Int64(
            Avx512DQ.ConvertToVector512Double(a7) * Vector512.Create(TopLimbQuotient));
        a0 -= Avx512DQ.MultiplyLow(multiple, Vector512.Load(table + 64));
        a1 -= Avx512DQ.MultiplyLow(multiple, Vector512.Load(table + 72));
        a2 -= Avx512DQ.MultiplyLow(multiple, Vector512.Load(table + 80));
        a3 -= Avx512DQ.MultiplyLow(multiple, Vector512.Load(table + 88));
        a4 -= Avx512DQ.MultiplyLow(multiple, Vector512.Load(table + 96));
        a5 -= Avx512DQ.MultiplyLow(multiple, Vector512.Load(table + 104));
        a6 -= Avx512DQ.MultiplyLow(multiple, Vector512.Load(table + 112));
        a7 -= Avx512DQ.MultiplyLow(multiple, Vector512.Load(table + 120));
        a7 += Avx512F.ShiftRightArithmetic(a6, 48);
        a6 = (a6 & mask) + Avx512F.ShiftRightArithmetic(a5, 48);
        a5 = (a5 & mask) + Avx512F.ShiftRightArithmetic(a4, 48);
        a4 = (a4 & mask) + Avx512F.ShiftRightArithmetic(a3, 48);
        a3 = (a3 & mask) + Avx512F.ShiftRightArithmetic(a2, 48);
        a2 = (a2 & mask) + Avx512F.ShiftRightArithmetic(a1, 48);
        a1 = (a1 & mask) + Avx512F.ShiftRightArithmetic(a0, 48);
        a0 &= mask;
    }

    // Rows to columns: lane l of result j is lane j of row l.
    [MethodImpl(Inline)]
    private static void Transpose(
        ref V r0, ref V r1, ref V r2, ref V r3, ref V r4, ref V r5, ref V r6, ref V r7)
    {
        V t0 = Avx512F.UnpackLow(r0, r1), t1 = Avx512F.UnpackHigh(r0, r1), t2 = Avx512F.UnpackLow(r2, r3), t3 = Avx512F.UnpackHigh(r2, r3);
        V t4 = Avx512F.UnpackLow(r4, r5), t5 = Avx512F.UnpackHigh(r4, r5), t6 = Avx512F.UnpackLow(r6, r7), t7 = Avx512F.UnpackHigh(r6, r7);
        V u0 = Avx512F.Shuffle4x128(t0, t2, 0x88), u1 = Avx512F.Shuffle4x128(t0, t2, 0xDD);
        V u2 = Avx512F.Shuffle4x128(t4, t6, 0x88), u3 = Avx512F.Shuffle4x128(t4, t6, 0xDD);
        V v0 = Avx512F.Shuffle4x128(t1, t3, 0x88), v1 = Avx512F.Shuffle4x128(t1, t3, 0xDD);
        V v2 = Avx512F.Shuffle4x128(t5, t7, 0x88), v3 = Avx512F.Shuffle4x128(t5, t7, 0xDD);
        r0 = Avx512F.Shuffle4x128(u0, u2, 0x88);
        r4 = Avx512F.Shuffle4x128(u0, u2, 0xDD);
        r2 = Avx512F.Shuffle4x128(u1, u3, 0x88);
        r6 = Avx512F.Shuffle4x128(u1, u3, 0xDD);
        r1 = Avx512F.Shuffle4x128(v0, v2, 0x88);
        r5 = Avx512F.Shuffle4x128(v0, v2, 0xDD);
        r3 = Avx512F.Shuffle4x128(v1, v3, 0x88);
        r7 = Avx512F.Shuffle4x128(v1, v3, 0xDD);
    }
}
