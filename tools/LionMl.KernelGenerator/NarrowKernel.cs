using System.Numerics;

namespace LionMl.KernelGenerator;

/// <summary>Writes one kernel for 128 or 256-bit vectors, with fused multiply-adds for both halves of a product.</summary>
/// <remarks>
/// <para>For machines without a 64-bit vector product or a conversion between long and double. Operands are first brought to balanced
/// limbs, |limb| ≤ 2^(w−1), so that a product x·y stays below 2^(51+u). Then fma(x, y, 1.5·2^(52+u)) shows its multiple of the unit 2^u in
/// the low bits of its pattern, and a second fma the exact remainder, offset by 1.5·2^52. Both patterns are summed as integers; what the
/// offsets sum to is known when the kernel is written.</para>
/// <para>The layout in memory stays eight lanes wide; an outer loop runs over its parts.</para>
/// </remarks>
internal sealed class NarrowKernel
{
    private readonly SourceText _text;
    private readonly FieldShape _field;
    private readonly KernelKind _kind;
    private readonly string _vector;
    private readonly int _lanes;
    private readonly bool _single;
    private readonly int _limbs;
    private readonly Dictionary<int, int> _terms = [];
    private int _fences;

    private NarrowKernel(SourceText text, FieldShape field, KernelKind kind, int bits, bool single)
    {
        _text = text;
        _field = field;
        _kind = kind;
        _vector = $"Vector{bits}";
        _lanes = bits / 64;
        _single = single;
        _limbs = field.Limbs;
    }

    private bool FactorIsFixed => _kind is not KernelKind.Multiply;

    private bool FactorIsBroadcast => _kind is KernelKind.Scale or KernelKind.Butterfly or KernelKind.InverseButterfly;

    private bool IsForward => _kind is KernelKind.Butterfly or KernelKind.ButterflyLanes;

    private bool IsInverse => _kind is KernelKind.InverseButterfly or KernelKind.InverseButterflyLanes;

    private string Left => _kind switch { KernelKind.Multiply => "left", KernelKind.Scale => "value", _ => "v" };

    private string Longs => $"{_vector}<long>";

    private string Doubles => $"{_vector}<double>";

    /// <summary>The unit of the high parts: 2^48 or 2^51, the largest for which a balanced product fits.</summary>
    private int UnitBits => Math.Min(_field.LimbBits, 51);

    private double High => 1.5 * Math.ScaleB(1, 52 + UnitBits);

    private static double Low => 1.5 * Math.ScaleB(1, 52);

    /// <param name="bits">The vector width, 128 or 256.</param>
    /// <param name="single">One block, for callers whose blocks are not consecutive.</param>
    public static void Write(SourceText text, FieldShape field, KernelKind kind, int bits, bool single)
    {
        if (kind == KernelKind.Square)
        {
            // Doubled mixed products would need one bit more than there is.
            text.Line(KernelSignature.Of(kind, single) + $" => Multiply(product, value, value{(single ? "" : ", blocks")});");
            return;
        }

        new NarrowKernel(text, field, kind, bits, single).Write();
    }

    private void Write()
    {
        _text.Lines("[SkipLocalsInit]", "[MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]");
        _text.Open(KernelSignature.Of(_kind, _single));
        _text.Lines(
            $"double* reals = {_field.Name}KernelTable.BalancedReals;",
            $"double* scratch = stackalloc double[{2 * _lanes}];",
            $"{Longs} mask = {_vector}.Create({_field.Mask}L);",
            $"{Longs} half = {_vector}.Create({_field.Base / 2}L);",
            $"{Doubles} low = {_vector}.Create({Low:F0}D);",
            $"{Doubles} high = {_vector}.Create({Constants.Real(High)});",
            $"{Doubles} both = {_vector}.Create({Constants.Real(High + Low)});");
        _text.Open($"for (nint lane = 0; lane < 8; lane += {_lanes})");
        if (FactorIsFixed)
            Balance("b", FactorLoad);

        string[] pointers = IsForward || IsInverse ? ["u", "v"] : _kind == KernelKind.Multiply ? ["product", "left", "right"] : ["product", "value"];
        foreach (string pointer in pointers)
            _text.Line($"long* {pointer}Lanes = {pointer} + lane;");

        if (!_single)
            _text.Open("for (nint remaining = blocks; remaining > 0; remaining--)");

        if (!FactorIsFixed)
            Balance("b", FactorLoad);

        if (IsInverse)
            ReduceSum();
        else
            Balance("a", i => Load(Left, i));

        Rows();
        if (!_single)
        {
            foreach (string pointer in pointers)
                _text.Line($"{pointer}Lanes += {8 * _limbs};");

            _text.Close();
        }

        _text.Close();
        _text.Close();
    }

    private string FactorLoad(int j) => _kind switch
    {
        KernelKind.Multiply => Load("right", j),
        KernelKind.ButterflyLanes or KernelKind.InverseButterflyLanes => $"{_vector}.Load(factors + lane + {8 * j})",
        _ => $"{_vector}.Create(factor[{j}])",
    };

    /// <summary>Declares the doubles <c>{name}d0…</c>: the limbs after an exact carry from limb to limb.</summary>
    private void Balance(string name, Func<int, string> load)
    {
        for (int i = 0; i < _limbs; i++)
        {
            _text.Line($"{Longs} {name}{i} = {load(i)};");
            if (i > 0)
                _text.Line($"{name}{i} += {name}c{i - 1};");

            if (i + 1 == _limbs)
            {
                _text.Line($"{Doubles} {name}d{i} = {ToReal($"{name}{i}")};");
                break;
            }

            _text.Lines(
                $"{Longs} {name}c{i} = {ShiftRight($"{name}{i} + half")};",
                $"{Doubles} {name}d{i} = {ToReal($"{name}{i} - ({name}c{i} << {_field.LimbBits})")};");
        }
    }

    /// <summary>a = u − v; u := u + v less the multiple of p that brings it nearest to zero.</summary>
    private void ReduceSum()
    {
        int top = _limbs - 1;
        Balance("a", i => $"{Load("u", i)} - {Load("v", i)}");
        for (int i = 0; i < _limbs; i++)
            _text.Line($"{Longs} u{i} = {Load("u", i)} + {Load("v", i)};");

        _text.Lines(
            $"{Doubles} quotient = ({ToReal($"u{top}")}) * {Real(BalancedRow.InverseTop)};",
            $"{Longs} multiple = (quotient + low).AsInt64() - low.AsInt64();");
        BigInteger[] modulus = _field.Split(_field.Modulus);
        for (int i = 0; i < _limbs; i++)
            _text.Line($"u{i} -= multiple * {_vector}.Create({modulus[i]}L);");

        for (int i = 0; i < _limbs; i++)
            _text.Line(Store("u", i, Carried("u", i, 0)));
    }

    private void Rows()
    {
        LeftRow(0);
        Digit(0);
        Fence(0);
        LeftRow(1);
        for (int i = 0; i + 1 < _limbs; i++)
        {
            StepRow(i, 0, 1);
            Digit(i + 1);
            StepRow(i, 1, _limbs);
            Fence(i + 1);
            LeftRow(i + 2);
        }

        for (int j = 1; j < _limbs; j++)
        {
            StepRow(_limbs - 1, j, j + 1);
            Result(_limbs - 1 + j);
        }

        Result((2 * _limbs) - 1);
    }

    private void LeftRow(int i)
    {
        for (int j = 0; i < _limbs && j < _limbs; j++)
            Accumulate(i + j, $"ad{i}", $"bd{j}");
    }

    private void StepRow(int i, int from, int to)
    {
        bool last = i + 1 == _limbs;
        BalancedRow row = last ? BalancedRow.Modulus : BalancedRow.StepFactor;
        for (int j = from; j < to; j++)
            Accumulate(last ? i + j : i + 1 + j, $"md{i}", Real(row, j));
    }

    /// <summary>Adds the bit patterns of both parts of a product to the column's sums h and l.</summary>
    private void Accumulate(int column, string left, string right)
    {
        int term = _terms.GetValueOrDefault(column);
        _terms[column] = term + 1;
        string product = $"p{column}_{term}";
        string target = term == 0 ? $"{Longs} " : "";
        string sum = term == 0 ? "=" : "+=";
        _text.Lines(
            $"{Doubles} {product} = {_vector}.FusedMultiplyAdd({left}, {right}, high);",
            $"{target}h{column} {sum} {product}.AsInt64();",
            $"{target}l{column} {sum} {_vector}.FusedMultiplyAdd({left}, {right}, both - {product}).AsInt64();");
    }

    /// <summary>Takes the offsets out of a complete column; what is below 2^w of the high sum moves into the low one.</summary>
    private void Settle(int column)
    {
        _text.Lines(
            $"h{column} -= {Offset(High, _terms[column])};",
            $"l{column} -= {Offset(Low, _terms[column])};");
        int above = _field.LimbBits - UnitBits;
        if (above > 0)
        {
            _text.Lines(
                $"l{column} += (h{column} & {_vector}.Create({(1 << above) - 1}L)) << {UnitBits};",
                $"h{column} = {_vector}.ShiftRightArithmetic(h{column}, {above});");
        }
    }

    private string Offset(double origin, int terms) =>
        $"{_vector}.Create({unchecked(BitConverter.DoubleToInt64Bits(origin) * terms)}L)";

    /// <summary>Column i is complete: its balanced Montgomery digit and the carry into column i + 1.</summary>
    private void Digit(int i)
    {
        if (i + 1 == _limbs)
        {
            LastDigit(i);
            return;
        }

        Settle(i);
        if (i > 0)
            _text.Line($"l{i} += c{i};");

        _text.Lines(
            $"l{i} += half;",
            $"{Doubles} md{i} = {ToReal($"(l{i} & mask) - half")};",
            $"{Longs} c{i + 1} = {ShiftRight($"l{i}")} + h{i};");
    }

    /// <summary>The true digit m = t·k mod 2^w, so that the result is small.</summary>
    private void LastDigit(int i)
    {
        Settle(i);
        _text.Lines(
            $"l{i} += c{i};",
            $"{Doubles} t = {ToReal($"((l{i} + half) & mask) - half")};",
            $"{Doubles} th = {_vector}.FusedMultiplyAdd(t, {Real(BalancedRow.NegativeInverse)}, high);",
            $"{Longs} m = {_vector}.FusedMultiplyAdd(t, {Real(BalancedRow.NegativeInverse)}, both - th).AsInt64() - low.AsInt64();");
        if (_field.LimbBits > UnitBits)
            _text.Line($"m += (th.AsInt64() & {_vector}.Create({(1 << (_field.LimbBits - UnitBits)) - 1}L)) << {UnitBits};");

        _text.Line($"{Doubles} md{i} = {ToReal("((m + half) & mask) - half")};");
        _terms[i] = 0;
        _text.Lines(
            $"{Longs} s{i} = l{i};",
            $"{Longs} g{i} = h{i};");
        string product = $"p{i}_last";
        _text.Lines(
            $"{Doubles} {product} = {_vector}.FusedMultiplyAdd(md{i}, {Real(BalancedRow.Modulus)}, high);",
            $"h{i} = {product}.AsInt64();",
            $"l{i} = {_vector}.FusedMultiplyAdd(md{i}, {Real(BalancedRow.Modulus)}, both - {product}).AsInt64();");
        _terms[i] = 1;
        Settle(i);
        _text.Line($"{Longs} c{i + 1} = {ShiftRight($"l{i} + s{i}")} + h{i} + g{i};");
    }

    private void Fence(int i) => _text.Line($"{_vector}.Store(md{i}, scratch + {_lanes * (_fences++ & 1)});");

    /// <summary>One output limb: an upper column's low part, the high part of the column below, one parallel carry.</summary>
    private void Result(int column)
    {
        string below = column == _limbs ? $"c{column}" : $"h{column - 1}";
        if (column + 1 < 2 * _limbs)
        {
            Settle(column);
            _text.Line($"{Longs} y{column} = l{column} + {below};");
        }
        else
        {
            _text.Line($"{Longs} y{column} = {below};");
        }

        int limb = column - _limbs;
        string value = Carried("y", limb, _limbs);
        if (IsForward)
        {
            _text.Lines(
                $"{Longs} o{limb} = {value};",
                $"{Longs} u{limb} = {Load("u", limb)};",
                Store("u", limb, $"u{limb} + o{limb}"),
                Store("v", limb, $"u{limb} - o{limb}"));
        }
        else
        {
            _text.Line(Store(IsInverse ? "v" : "product", limb, value));
        }
    }

    private string Carried(string name, int i, int offset)
    {
        string own = i + 1 < _limbs ? $"({name}{i + offset} & mask)" : $"{name}{i + offset}";
        return i == 0 ? $"{name}{offset} & mask" : $"{own} + {ShiftRight($"{name}{i + offset - 1}")}";
    }

    private string ToReal(string integers) => $"({integers} + low.AsInt64()).AsDouble() - low";

    private string ShiftRight(string value) => $"{_vector}.ShiftRightArithmetic({value}, {_field.LimbBits})";

    private string Real(BalancedRow row, int limb = 0) => $"{_vector}.Load(reals + {8 * Constants.Row(row, _limbs, limb)})";

    private string Load(string pointer, int limb) => $"{_vector}.Load({pointer}Lanes + {8 * limb})";

    private string Store(string pointer, int limb, string value) => $"{_vector}.Store({value}, {pointer}Lanes + {8 * limb});";
}
