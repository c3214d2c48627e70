namespace LionMl.KernelGenerator;

/// <summary>Writes one AVX-512 kernel: high halves in a chain of fused multiply-adds, low halves by 64-bit products.</summary>
/// <remarks>
/// <para>Column k keeps <c>h</c>, a double that starts at 1.5·2^(52+w+s) and therefore counts units of 2^(w+s), and <c>l</c>, the same sum
/// mod 2^64. The exact column is recovered from both when it is complete. Rows of a·b and of the Montgomery steps are interleaved so that
/// a column's digit is known one row before it is used.</para>
/// <para>The JIT compiler merges equal loads into long-lived registers and spills them. Constants are therefore loaded from a table whose
/// memory it must assume changed: each row stores one vector into scratch space.</para>
/// </remarks>
internal sealed class WideKernel
{
    private readonly SourceText _text;
    private readonly FieldShape _field;
    private readonly KernelKind _kind;
    private readonly bool _single;
    private readonly int _limbs;
    private readonly HashSet<int> _started = [];
    private int _fences;

    private WideKernel(SourceText text, FieldShape field, KernelKind kind, bool single)
    {
        _text = text;
        _field = field;
        _kind = kind;
        _single = single;
        _limbs = field.Limbs;
    }

    /// <summary>The second factor is the same in every block.</summary>
    private bool FactorIsFixed => _kind is not (KernelKind.Multiply or KernelKind.Square);

    private bool IsForward => _kind is KernelKind.Butterfly or KernelKind.ButterflyLanes;

    private bool IsInverse => _kind is KernelKind.InverseButterfly or KernelKind.InverseButterflyLanes;

    // Five integer limbs fit into registers beside the accumulators; eight do not.
    private bool FactorStaysInRegisters => _kind != KernelKind.Square && (FactorIsFixed || _limbs <= 5);

    /// <param name="single">One block without a loop, for callers whose blocks are not consecutive.</param>
    public static void Write(SourceText text, FieldShape field, KernelKind kind, bool single) =>
        new WideKernel(text, field, kind, single).Write();

    private void Write()
    {
        _text.Lines("[SkipLocalsInit]", "[MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]");
        _text.Open(KernelSignature.Of(_kind, _single));
        _text.Lines(
            $"long* table = {_field.Name}KernelTable.Integers;",
            $"double* reals = {_field.Name}KernelTable.Reals;",
            $"byte* space = stackalloc byte[{(_limbs + 3) * 64}];",
            "double* scratch = (double*)(((nint)space + 63) & ~(nint)63);",
            $"Vector512<long> mask = {Table(WideRow.Mask)};",
            $"Vector512<double> origin = {Reals(WideRow.Origin)};",
            $"Vector512<long> unbias = {Table(WideRow.Unbias)};");
        if (FactorIsFixed)
            LoadFactor();

        if (!_single)
            _text.Open("for (; blocks > 0; blocks--)");

        if (!FactorIsFixed)
            LoadFactor();

        LoadLeft();
        Rows();
        if (!_single)
        {
            Advance();
            _text.Close();
        }

        _text.Close();
    }

    private void Advance()
    {
        string[] pointers = _kind switch
        {
            KernelKind.Multiply => ["product", "left", "right"],
            KernelKind.Square => ["product", "value"],
            KernelKind.Scale => ["product", "value"],
            _ => ["u", "v"],
        };
        foreach (string pointer in pointers)
            _text.Line($"{pointer} += {8 * _limbs};");
    }

    /// <summary>Declares bd0… (doubles of the second factor) or parks them in scratch, and b0… where integers stay in registers.</summary>
    private void LoadFactor()
    {
        for (int j = 0; j < _limbs; j++)
        {
            string integers = FactorLoad(j);
            if (FactorStaysInRegisters)
            {
                _text.Line($"Vector512<long> b{j} = {integers};");
                integers = $"b{j}";
            }

            _text.Line($"Vector512<double> bd{j} = Avx512DQ.ConvertToVector512Double({integers});");
        }
    }

    private string FactorLoad(int j) => _kind switch
    {
        KernelKind.Multiply => Load("right", j),
        KernelKind.Square => Load("value", j),
        KernelKind.ButterflyLanes or KernelKind.InverseButterflyLanes => Load("factors", j),
        _ => $"Vector512.Create(factor[{j}])",
    };

    private string Factor(int j) => FactorStaysInRegisters ? $"b{j}" : FactorLoad(j);

    /// <summary>Butterflies prepare a0… before the rows; the others load each limb in its row.</summary>
    private void LoadLeft()
    {
        if (IsForward)
        {
            for (int i = 0; i < _limbs; i++)
                _text.Line($"Vector512<long> v{i} = {Load("v", i)};");

            for (int i = 0; i < _limbs; i++)
                _text.Line($"Vector512<long> a{i} = {Carried("v", i, 0)};");
        }
        else if (IsInverse)
        {
            ReduceSum();
        }
    }

    /// <summary>a = u − v; u := u + v less the multiple of p that brings it nearest to zero.</summary>
    private void ReduceSum()
    {
        int top = _limbs - 1;
        for (int i = 0; i < _limbs; i++)
        {
            _text.Lines(
                $"Vector512<long> u{i} = {Load("u", i)};",
                $"Vector512<long> v{i} = {Load("v", i)};",
                $"Vector512<long> a{i} = u{i} - v{i};",
                $"u{i} += v{i};");
        }

        _text.Line($"Vector512<long> multiple = Avx512DQ.ConvertToVector512Int64(Avx512DQ.ConvertToVector512Double(u{top})");
        _text.Line($"    * {Reals(WideRow.InverseTop)});");
        for (int i = 0; i < _limbs; i++)
            _text.Line($"u{i} -= Avx512DQ.MultiplyLow(multiple, {Table(WideRow.Modulus, i)});");

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
        if (i >= _limbs)
            return;

        if (_kind == KernelKind.Square)
        {
            SquareRow(i);
            return;
        }

        if (!IsForward && !IsInverse)
            _text.Line($"Vector512<long> a{i} = {Load(_kind == KernelKind.Multiply ? "left" : "value", i)};");

        _text.Line($"Vector512<double> ad{i} = Avx512DQ.ConvertToVector512Double(a{i});");
        for (int j = 0; j < _limbs; j++)
            Accumulate(i + j, $"ad{i}", $"bd{j}", $"a{i}", Factor(j));
    }

    /// <summary>a_i² and, with a doubled a_i, each mixed product once.</summary>
    private void SquareRow(int i)
    {
        _text.Line($"Vector512<long> a{i} = {Load("value", i)};");
        Accumulate(2 * i, $"bd{i}", $"bd{i}", $"a{i}", $"a{i}");
        if (i + 1 == _limbs)
            return;

        _text.Lines(
            $"Vector512<long> t{i} = a{i} + a{i};",
            $"Vector512<double> td{i} = Avx512DQ.ConvertToVector512Double(t{i});");
        for (int j = i + 1; j < _limbs; j++)
            Accumulate(i + j, $"td{i}", $"bd{j}", $"t{i}", Load("value", j));
    }

    private void Accumulate(int column, string leftReal, string rightReal, string left, string right)
    {
        string product = $"Avx512DQ.MultiplyLow({left}, {right})";
        if (_started.Add(column))
        {
            _text.Line($"Vector512<double> h{column} = Avx512F.FusedMultiplyAdd({leftReal}, {rightReal}, origin);");
            _text.Line($"Vector512<long> l{column} = {product};");
        }
        else
        {
            _text.Line($"h{column} = Avx512F.FusedMultiplyAdd({leftReal}, {rightReal}, h{column});");
            _text.Line($"l{column} += {product};");
        }
    }

    /// <summary>Column i is complete: its Montgomery digit m_i and the carry into column i + 1.</summary>
    private void Digit(int i)
    {
        int w = _field.LimbBits;
        _text.Line(i == 0 ? "Vector512<long> x0 = l0;" : $"Vector512<long> x{i} = l{i} + c{i};");
        string digit = i + 1 < _limbs ? $"x{i}" : $"Avx512DQ.MultiplyLow(x{i}, {Table(WideRow.NegativeInverse)})";
        _text.Lines(
            $"Vector512<long> m{i} = {digit} & mask;",
            $"Vector512<double> md{i} = Avx512DQ.ConvertToVector512Double(m{i});");
        if (i + 1 == _limbs)
        {
            _text.Lines(
                $"h{i} = Avx512F.FusedMultiplyAdd(md{i}, {Reals(WideRow.Modulus)}, h{i});",
                $"x{i} += Avx512DQ.MultiplyLow(m{i}, {Table(WideRow.Modulus)});");
        }

        _text.Lines(
            $"Vector512<long> s{i} = h{i}.AsInt64() << {_field.HeadroomBits};",
            $"Vector512<long> c{i + 1} = Avx512F.ShiftRightArithmetic(x{i} - (s{i} << {w}), {w}) + (s{i} + unbias);");
    }

    /// <summary>Products [from, to) of digit i: with Q' one column up, and in the last row with p itself.</summary>
    private void StepRow(int i, int from, int to)
    {
        bool last = i + 1 == _limbs;
        WideRow row = last ? WideRow.Modulus : WideRow.StepFactor;
        for (int j = from; j < to; j++)
            Accumulate(last ? i + j : i + 1 + j, $"md{i}", Reals(row, j), $"m{i}", Table(row, j));
    }

    private void Fence(int i) => _text.Line($"Vector512.Store(md{i}, scratch + {8 * (_fences++ & 1)});");

    /// <summary>One output limb: an upper column brought back to w bits plus the carry of the column below.</summary>
    private void Result(int column)
    {
        int w = _field.LimbBits;
        string below = column == _limbs ? $"c{column}" : $"(s{column - 1} + unbias)";
        if (column + 1 < 2 * _limbs)
        {
            _text.Lines(
                $"Vector512<long> s{column} = h{column}.AsInt64() << {_field.HeadroomBits};",
                $"Vector512<long> y{column} = l{column} - (s{column} << {w}) + {below};");
        }
        else
        {
            _text.Line($"Vector512<long> y{column} = {below};");
        }

        int limb = column - _limbs;
        string value = Carried("y", limb, _limbs);
        if (IsForward)
        {
            _text.Lines(
                $"Vector512<long> o{limb} = {value};",
                $"Vector512<long> u{limb} = {Load("u", limb)};",
                Store("u", limb, $"u{limb} + o{limb}"),
                Store("v", limb, $"u{limb} - o{limb}"));
        }
        else
        {
            _text.Line(Store(IsInverse ? "v" : "product", limb, value));
        }
    }

    /// <summary>Limb i of the vectors named <paramref name="name"/> after one parallel carry pass.</summary>
    private string Carried(string name, int i, int offset)
    {
        int w = _field.LimbBits;
        string own = i + 1 < _limbs ? $"({name}{i + offset} & mask)" : $"{name}{i + offset}";
        return i == 0 ? $"{name}{offset} & mask" : $"{own} + Avx512F.ShiftRightArithmetic({name}{i + offset - 1}, {w})";
    }

    private string Table(WideRow row, int limb = 0) => $"Vector512.Load(table + {8 * Constants.Row(row, _limbs, limb)})";

    private string Reals(WideRow row, int limb = 0) => $"Vector512.Load(reals + {8 * Constants.Row(row, _limbs, limb)})";

    private static string Load(string pointer, int limb) => $"Vector512.Load({pointer} + {8 * limb})";

    private static string Store(string pointer, int limb, string value) => $"Vector512.Store({value}, {pointer} + {8 * limb});";
}
