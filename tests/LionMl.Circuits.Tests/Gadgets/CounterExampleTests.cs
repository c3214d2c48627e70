using LionMl.R1cs;
using LionMl.TestSupport;
using LionMl.TestSupport.Soundness;

namespace LionMl.Circuits.Tests.Gadgets;

/// <summary>
/// Constructions that look right and are not. The solver must find an attack on each: it shows that a silent solver means something.
/// </summary>
public partial class CounterExampleTests
{
    [Fact]
    public void Free_variables_in_one_packed_row_spill_into_the_next_slot()
    {
        // x0 + 8·x1 = Σ digits of both, three each; nothing else holds x0 and x1.
        var system = new Plain<P257>();
        Variable x0 = system.Public(), x1 = system.Public();
        Variable[] low = system.Bits(3), high = system.Bits(3);
        system.Zero([(1, x0), (8, x1), .. Weighted(low, -1), .. Weighted(high, -8)]);
        ExhaustiveSolver<P257> solver = system.Solver();
        Assert.Contains(solver.Find([(x0.Index, 8)], [x1.Index]), found => found[0] == 0);
        // The gadget for free variables refuses what does not fit.
        var sound = new Plain<P257>();
        x0 = sound.Public();
        Variable[] rest = sound.Bits(2);
        sound.Boolean([(1, x0), (-2, rest[0]), (-4, rest[1])]);
        Assert.Equal(8, Enumerable.Range(0, 257).Count(x => sound.Solver().Find([(x0.Index, x)], []).Count > 0));
    }

    /// <summary>Slot sizes for two sums of magnitude 3, and whether they are large enough.</summary>
    [Theory]
    [InlineData(2, true)]
    [InlineData(1, false)]
    public void A_slot_one_bit_too_small_lets_neighbours_cancel(int slotBits, bool sound)
    {
        var system = new Plain<P61>();
        Variable x0 = system.Public(), x1 = system.Public();
        Variable[] d0 = system.Bits(2), d1 = system.Bits(2);
        system.Zero([(1, x0), (1 << slotBits, x1), .. Weighted(d0, -1), .. Weighted(d1, -(1 << slotBits))]);
        int[] digits = [.. d0.Concat(d1).Select(system.Column)];
        int most = Enumerable.Range(0, 16).Max(i => system.Solver().Find([(1, i & 3), (2, i >> 2)], digits).Count);
        Assert.Equal(sound, most == 1);
    }

    /// <summary>Two sums of magnitude 7 in slots of 3 bits need a field of more than 63 elements.</summary>
    [Fact]
    public void A_packed_row_larger_than_the_field_wraps_around()
    {
        Assert.Equal(1, MostDigits<P67>());
        Assert.True(MostDigits<P61>() > 1);

        static int MostDigits<TModulus>()
            where TModulus : IPrimeModulus
        {
            var system = new Plain<TModulus>();
            Variable x0 = system.Public(), x1 = system.Public();
            Variable[] d0 = system.Bits(3), d1 = system.Bits(3);
            system.Zero([(1, x0), (8, x1), .. Weighted(d0, -1), .. Weighted(d1, -8)]);
            int[] digits = [.. d0.Concat(d1).Select(system.Column)];
            return Enumerable.Range(0, 64).Max(i => system.Solver().Find([(1, i & 7), (2, i >> 3)], digits).Count);
        }
    }

    [Fact]
    public void A_sign_that_need_not_be_a_digit_lets_any_relu_through()
    {
        var system = new Plain<P97>();
        Variable x = system.Public(), y = system.Public();
        Variable[] low = system.Bits(3);
        Variable sign = system.Private();
        system.Zero([(1, x), (8, system.One), .. Weighted(low, -1), (-8, sign)]);
        system.Product([(1, sign)], Weighted(low, 1), [(1, y)]);
        Assert.Equal(97, Enumerable.Range(0, 97).Count(value => system.Solver().Find([(x.Index, value)], [y.Index], 2).Count > 1));
    }

    [Fact]
    public void A_relu_with_the_top_digit_in_its_positive_part_is_another_function()
    {
        var system = new Plain<P97>();
        Variable x = system.Public(), y = system.Public();
        Variable[] bits = system.Bits(4);
        system.Zero([(1, x), (8, system.One), .. Weighted(bits, -1)]);
        system.Product([(1, bits[3])], Weighted(bits, 1), [(1, y)]);
        Assert.Equal(3 + 8, Assert.Single(system.Solver().Find([(x.Index, 3)], [y.Index]))[0]);
    }

    [Fact]
    public void Sign_and_magnitude_give_zero_two_signs()
    {
        var system = new Plain<P97>();
        Variable x = system.Public(), s = system.Public();
        system.Boolean([(1, s)]);
        Variable[] magnitude = system.Bits(3);
        // (1 − 2s) · magnitude = x
        system.Product([(1, system.One), (-2, s)], Weighted(magnitude, 1), [(1, x)]);
        Assert.Single(system.Solver().Find([(x.Index, 5)], [s.Index]));
        Assert.Equal(2, system.Solver().Find([(x.Index, 0)], [s.Index]).Count);
    }

    /// <summary>Weights of the remainder's digits: 1, 2 and 4 reach 7, 1, 2 and 1 stay below 5.</summary>
    [Theory]
    [InlineData(4, 2)]
    [InlineData(1, 1)]
    public void A_remainder_that_may_reach_the_divisor_gives_two_quotients(long topWeight, int quotients)
    {
        var system = new Plain<P97>();
        Variable x = system.Public(), q = system.Public();
        Variable[] digits = system.Bits(2), remainder = system.Bits(3);
        system.Zero([(1, q), .. Weighted(digits, -1)]);
        system.Zero([(1, x), (-5, q), (-1, remainder[0]), (-2, remainder[1]), (-topWeight, remainder[2])]);
        Assert.Equal(quotients, Enumerable.Range(0, 20).Max(value => system.Solver().Find([(x.Index, value)], [q.Index]).Count));
    }

    [Fact]
    public void A_quotient_without_a_range_always_exists()
    {
        var system = new Plain<P97>();
        Variable x = system.Public(), q = system.Public();
        Variable[] remainder = system.Bits(3);
        system.Zero([(1, x), (-8, q), .. Weighted(remainder, -1)]);
        Assert.Equal(8, system.Solver().Find([(x.Index, 17)], [q.Index]).Count);
    }

    [Fact]
    public void Division_by_a_private_number_wraps_exactly_where_the_bound_says()
    {
        Assert.Equal(1, MostQuotients<P67>());
        Assert.Equal([0, 7], Quotients<P61>(0, 8));

        // q: 3 bits; remainder and b − 1 − remainder: 3 bits each; q · b = a − remainder.
        static int[] Quotients<TModulus>(int a, int b)
            where TModulus : IPrimeModulus
        {
            var system = new Plain<TModulus>();
            Variable dividend = system.Public(), divisor = system.Public(), quotient = system.Public();
            Variable[] q = system.Bits(3), r = system.Bits(3), t = system.Bits(3);
            system.Zero([(1, quotient), .. Weighted(q, -1)]);
            system.Product(Weighted(q, 1), [(1, divisor)], [(1, dividend), .. Weighted(r, -1)]);
            system.Zero([(1, divisor), (-1, system.One), .. Weighted(r, -1), .. Weighted(t, -1)]);
            return [.. system.Solver().Find([(1, a), (2, b)], [quotient.Index]).Select(found => found[0]).Order()];
        }

        static int MostQuotients<TModulus>()
            where TModulus : IPrimeModulus =>
            Enumerable.Range(0, 64 * 8).Max(i => Quotients<TModulus>(i / 8, 1 + (i % 8)).Length);
    }

    [Fact]
    public void A_root_without_a_range_is_not_the_root()
    {
        var system = new Plain<P257>();
        Variable v = system.Public(), y = system.Public();
        Variable[] t = system.Bits(4), u = system.Bits(4);
        system.Product([(1, y)], [(1, y)], [(1, v), .. Weighted(t, -1)]);
        system.Zero([(2, y), .. Weighted(t, -1), .. Weighted(u, -1)]);
        Assert.Contains(system.Solver().Find([(v.Index, 0)], [y.Index]), found => found[0] == 136);
    }

    [Fact]
    public void A_selector_held_by_its_sums_alone_selects_anything()
    {
        var system = new Plain<P31>();
        Variable index = system.Public();
        Variable[] selector = [system.Private(), system.Private(), system.Private(), system.Private()];
        system.Zero([.. selector.Select(s => (1L, s)), (-1, system.One)]);
        system.Zero([.. selector.Select((s, i) => ((long)i, s)), (-1, index)]);
        int[] columns = [.. selector.Select(system.Column)];
        Assert.Equal(961, system.Solver().Find([(index.Index, 2)], columns).Count);
        for (int i = 0; i < selector.Length; i++)
            system.Product([(1, selector[i])], [(1, index), (-i, system.One)], []);
        Assert.Single(system.Solver().Find([(index.Index, 2)], columns));
    }

    [Fact]
    public void Ties_have_several_greatest_elements_unless_the_first_is_asked_for()
    {
        // One-hot selector s with s_j·(m − x_j) = 0 and every m − x_j in range: three equal numbers, three answers.
        Assert.Equal(3, Answers(first: false));
        Assert.Equal(1, Answers(first: true));

        static int Answers(bool first)
        {
            var system = new Plain<P97>();
            Variable m = system.Public(), index = system.Public();
            Variable[] x = [system.Public(), system.Public(), system.Public()];
            Variable[] s = system.Bits(3);
            system.Zero([.. s.Select(bit => (1L, bit)), (-1, system.One)]);
            system.Zero([(1, index), (-1, s[1]), (-2, s[2])]);
            for (int j = 0; j < 3; j++)
            {
                system.Product([(1, s[j])], [(1, m), (-1, x[j])], []);
                (long, Variable)[] prefix = first ? [(-1, system.One), .. s.Take(j + 1).Select(bit => (1L, bit))] : [];
                system.Zero([(1, m), (-1, x[j]), .. prefix, .. Weighted(system.Bits(2), -1)]);
            }

            return system.Solver().Find(x.Select(v => (v.Index, 2L)), [m.Index, index.Index]).Count;
        }
    }

    /// <summary>Two products x·w, x·v in slots of some bits, each claimed as three bits: differences of up to 7 need three.</summary>
    [Theory]
    [InlineData(3, true)]
    [InlineData(2, false)]
    public void Products_in_slots_one_bit_too_small_move_into_their_neighbour(int slotBits, bool sound)
    {
        var system = new Plain<P257>();
        Variable x = system.Public(), w = system.Public(), v = system.Public();
        Variable[] low = system.Bits(3), high = system.Bits(3);
        long slot = 1L << slotBits;
        system.Product([(1, x)], [(1, w), (slot, v)], [.. Weighted(low, 1), .. Weighted(high, slot)]);
        int[] digits = [.. low.Concat(high).Select(system.Column)];
        int most = Enumerable.Range(0, 32).Max(i => system.Solver().Find([(1, i / 16), (2, i & 3), (3, (i >> 2) & 3)], digits).Count);
        Assert.Equal(sound, most == 1);
    }

    [Fact]
    public void A_weight_without_a_range_puts_anything_into_the_neighbouring_slot()
    {
        // x·(w + 8·v): with w free, w = 8 in the first slot is as good as v = 1 in the second.
        Assert.Equal(2, Answers(ranged: false));
        Assert.Equal(1, Answers(ranged: true));

        static int Answers(bool ranged)
        {
            var system = new Plain<P257>();
            Variable x = system.Public(), packed = system.Public(), w = system.Private(), v = system.Private();
            system.Zero([(1, packed), (-1, w), (-8, v)]);
            system.Boolean([(1, v)]);
            if (ranged)
                system.Zero([(1, w), .. Weighted(system.Bits(3), -1)]);
            return system.Solver().Find([(x.Index, 1), (packed.Index, 8)], [system.Column(v)]).Count;
        }
    }

    private static (long, Variable)[] Weighted(Variable[] bits, long factor) => [.. bits.Select((bit, i) => (factor << i, bit))];
}
