using LionMl.R1cs;
using LionMl.TestSupport;

namespace LionMl.Circuits.Tests.Gadgets;

// Attacks on look-alikes of tables, zero tests, selectors, roundings, quotients and roots.
public partial class CounterExampleTests
{
    /// <summary>Digits of weights 1, 2 and 2 reach 3 in two ways: good enough for a range, not for an index.</summary>
    [Theory]
    [InlineData(2, 2)]
    [InlineData(4, 1)]
    public void An_index_whose_digits_are_not_binary_has_two_entries(long topWeight, int entries)
    {
        var system = new Plain<P97>();
        Variable x = system.Public(), y = system.Public();
        Variable[] digits = system.Bits(3);
        system.Zero([(1, x), (-1, digits[0]), (-2, digits[1]), (-topWeight, digits[2])]);
        // y = 10·d0 + 20·d1 + 50·d2: an entry of its own for every combination.
        system.Zero([(1, y), (-10, digits[0]), (-20, digits[1]), (-50, digits[2])]);
        Assert.Equal(entries, Enumerable.Range(0, 5).Max(index => system.Solver().Find([(x.Index, index)], [y.Index]).Count));
    }

    [Fact]
    public void An_index_digit_that_may_be_two_reads_between_the_entries()
    {
        var system = new Plain<P97>();
        Variable x = system.Public(), y = system.Public();
        Variable low = system.Private(), high = system.Bits(1)[0];
        system.Zero([(1, x), (-1, low), (-2, high)]);
        // Entries 0, 7, 11, 60 at 00, 01, 10, 11: y = 7·low + 11·high + 42·low·high.
        Variable both = system.Private();
        system.Product([(1, low)], [(1, high)], [(1, both)]);
        system.Zero([(1, y), (-7, low), (-11, high), (-42, both)]);
        Assert.Equal([11, 14], system.Solver().Find([(x.Index, 2)], [y.Index]).Select(found => found[0]).Order());
    }

    [Fact]
    public void A_table_that_ignores_the_digits_above_it_has_results_outside_of_its_domain()
    {
        var system = new Plain<P97>();
        Variable x = system.Public(), y = system.Public();
        Variable[] digits = system.Bits(4);
        system.Zero([(1, x), .. Weighted(digits, -1)]);
        system.Zero([(1, y), (-5, digits[0]), (-9, digits[1])]);
        Assert.Equal(14, Assert.Single(system.Solver().Find([(x.Index, 7)], [y.Index]))[0]);
        system.Zero([(1, digits[2]), (1, digits[3])]);
        Assert.Empty(system.Solver().Find([(x.Index, 7)], [y.Index]));
        Assert.Single(system.Solver().Find([(x.Index, 3)], [y.Index]));
    }

    /// <summary>Of number · inverse = 1 − z and number · z = 0, either alone is not enough.</summary>
    [Fact]
    public void A_zero_test_needs_both_of_its_constraints()
    {
        Assert.Equal([2, 1], Answers(5, inverse: true, product: false).Concat(Answers(0, inverse: true, product: false)));
        Assert.Equal([1, 97], Answers(5, inverse: false, product: true).Concat(Answers(0, inverse: false, product: true)));
        Assert.Equal([1, 1], Answers(5, inverse: true, product: true).Concat(Answers(0, inverse: true, product: true)));

        // How many z there are, at most 2 where any is possible.
        static int[] Answers(int number, bool inverse, bool product)
        {
            var system = new Plain<P97>();
            Variable x = system.Public(), z = system.Public(), y = system.Private();
            if (inverse)
                system.Product([(1, x)], [(1, y)], [(1, system.One), (-1, z)]);
            if (product)
                system.Product([(1, x)], [(1, z)], []);
            int count = system.Solver().Find([(x.Index, number)], [z.Index]).Count;
            return [product ? count : Math.Min(2, count)];
        }
    }

    [Fact]
    public void Selectors_whose_sum_is_free_need_not_select_anything()
    {
        var system = new Plain<P31>();
        Variable index = system.Public();
        Variable[] selector = [system.Private(), system.Private(), system.Private()];
        for (int i = 0; i < selector.Length; i++)
            system.Product([(1, selector[i])], [(1, index), (-i, system.One)], []);
        int[] columns = [.. selector.Select(system.Column)];
        Assert.Equal(31, system.Solver().Find([(index.Index, 1)], columns).Count);
        Assert.Equal([0, 0, 0], Assert.Single(system.Solver().Find([(index.Index, 7)], columns)));
        system.Zero([.. selector.Select(s => (1L, s)), (-1, system.One)]);
        Assert.Equal([0, 1, 0], Assert.Single(system.Solver().Find([(index.Index, 1)], columns)));
        Assert.Empty(system.Solver().Find([(index.Index, 7)], columns));
    }

    [Fact]
    public void Two_selectors_of_a_duplicated_place_share_what_they_select()
    {
        // Places 0, 1, 1: the sum of the last two is pinned, neither of them is.
        var system = new Plain<P31>();
        Variable index = system.Public();
        Variable[] selector = [system.Private(), system.Private(), system.Private()];
        int[] places = [0, 1, 1];
        for (int i = 0; i < selector.Length; i++)
            system.Product([(1, selector[i])], [(1, index), (-places[i], system.One)], []);
        system.Zero([.. selector.Select(s => (1L, s)), (-1, system.One)]);
        Assert.Equal(31, system.Solver().Find([(index.Index, 1)], [.. selector.Select(system.Column)]).Count);
    }

    /// <summary>Whether a tie flag is only forbidden off a tie, or also demanded on one.</summary>
    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 1)]
    public void A_half_that_need_not_be_admitted_is_rounded_either_way(bool demanded, int answers)
    {
        // y = ⌊(x + 2) / 4⌋, less one where a half was rounded to an odd number.
        var system = new Plain<P97>();
        Variable x = system.Public(), y = system.Public();
        Variable[] digits = system.Bits(5);
        system.Zero([(1, x), (2, system.One), .. Weighted(digits, -1)]);
        Variable tie = system.Bits(1)[0], excess = system.Private(), inverse = system.Private();
        system.Product([(1, tie)], [(1, digits[0]), (1, digits[1])], []);
        if (demanded)
            system.Product([(1, inverse)], [(1, digits[0]), (1, digits[1])], [(1, system.One), (-1, tie)]);
        system.Product([(1, tie)], [(1, digits[2])], [(1, excess)]);
        system.Zero([(1, y), (-1, digits[2]), (-2, digits[3]), (-4, digits[4]), (1, excess)]);
        // 10 / 4 = 2.5, to even: 2. 14 / 4 = 3.5, to even: 4, which upwards is too.
        Assert.Equal(answers, system.Solver().Find([(x.Index, 10)], [y.Index]).Count);
        Assert.Equal(4, Assert.Single(system.Solver().Find([(x.Index, 14)], [y.Index]))[0]);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_computed_divisor_needs_a_ranged_quotient_and_a_remainder_below_it(bool ranged, bool below)
    {
        // ⌊17 / 5⌋ = 3, but 17 = 2·5 + 7 as well, and over the field 17 − r is a multiple of 5 for every r.
        int[] found = Quotients(ranged, below);
        Assert.True(found.Length > 1);
        if (ranged)
            Assert.Equal([2, 3], found.Order());
        Assert.Equal([3], Quotients(ranged: true, below: true));

        static int[] Quotients(bool ranged, bool below)
        {
            var system = new Plain<P257>();
            Variable a = system.Public(), b = system.Public(), quotient = system.Public();
            Variable[] r = system.Bits(3);
            if (ranged)
                system.Zero([(1, quotient), .. Weighted(system.Bits(3), -1)]);
            if (below)
                system.Zero([(1, b), (-1, system.One), .. Weighted(r, -1), .. Weighted(system.Bits(3), -1)]);
            system.Product([(1, quotient)], [(1, b)], [(1, a), .. Weighted(r, -1)]);
            return [.. system.Solver().Find([(a.Index, 17), (b.Index, 5)], [quotient.Index]).Select(answer => answer[0])];
        }
    }

    [Fact]
    public void A_divisor_of_zero_has_any_quotient_unless_the_remainder_stays_below_it()
    {
        var system = new Plain<P97>();
        Variable a = system.Public(), b = system.Public(), quotient = system.Public();
        Variable[] q = system.Bits(3), r = system.Bits(3);
        system.Zero([(1, quotient), .. Weighted(q, -1)]);
        system.Product([(1, quotient)], [(1, b)], [(1, a), .. Weighted(r, -1)]);
        Assert.Equal(8, system.Solver().Find([(a.Index, 5), (b.Index, 0)], [quotient.Index]).Count);
        system.Zero([(1, b), (-1, system.One), .. Weighted(r, -1), .. Weighted(system.Bits(3), -1)]);
        Assert.Empty(system.Solver().Find([(a.Index, 5), (b.Index, 0)], [quotient.Index]));
    }

    [Fact]
    public void A_root_whose_rest_has_no_upper_bound_may_be_smaller()
    {
        var system = new Plain<P257>();
        Variable v = system.Public(), y = system.Public();
        Variable[] root = system.Bits(3), t = system.Bits(4);
        system.Zero([(1, y), .. Weighted(root, -1)]);
        system.Product([(1, y)], [(1, y)], [(1, v), .. Weighted(t, -1)]);
        Assert.Equal([4, 5], system.Solver().Find([(v.Index, 30)], [y.Index]).Select(found => found[0]).Order().Where(r => r < 6));
        system.Zero([(2, y), .. Weighted(t, -1), .. Weighted(system.Bits(4), -1)]);
        Assert.Equal(5, Assert.Single(system.Solver().Find([(v.Index, 30)], [y.Index]))[0]);
    }

    [Fact]
    public void A_reciprocal_root_without_a_range_is_not_the_root()
    {
        // ⌊4 / √3⌋ = 2: root²·3 ≤ 16 < (root + 1)²·3.
        var system = new Plain<P257>();
        Variable v = system.Public(), y = system.Public(), product = system.Private();
        Variable[] t = system.Bits(5), u = system.Bits(5);
        system.Product([(1, y)], [(1, v)], [(1, product)]);
        system.Product([(1, y)], [(1, product)], [(16, system.One), .. Weighted(t, -1)]);
        system.Zero([(2, product), (1, v), (-1, system.One), .. Weighted(t, -1), .. Weighted(u, -1)]);
        Assert.True(system.Solver().Find([(v.Index, 3)], [y.Index]).Count > 1);
        system.Zero([(1, y), .. Weighted(system.Bits(3), -1)]);
        Assert.Equal(2, Assert.Single(system.Solver().Find([(v.Index, 3)], [y.Index]))[0]);
    }

    /// <summary>As many digits above the result's as the field has elements would count as none.</summary>
    [Fact]
    public void Digits_that_are_added_up_to_the_field_count_as_none()
    {
        // Seventeen flags over F_17: all of them set is zero.
        var system = new Plain<P17>();
        Variable flag = system.Public(), isZero = system.Public(), inverse = system.Private();
        system.Product([(17, flag)], [(1, inverse)], [(1, system.One), (-1, isZero)]);
        system.Product([(17, flag)], [(1, isZero)], []);
        Assert.Equal(1, Assert.Single(system.Solver().Find([(flag.Index, 1)], [isZero.Index]))[0]);
    }

    /// <summary>A comparison x ≥ y by its difference's digits, where the difference may wrap around.</summary>
    [Fact]
    public void A_comparison_of_numbers_that_wrap_has_both_answers()
    {
        // 4 digits: [−8, 7] and F_17 has 17 elements; five digits hold every number twice.
        Assert.Equal(1, Answers(4));
        Assert.Equal(2, Answers(5));

        static int Answers(int width)
        {
            var system = new Plain<P17>();
            Variable x = system.Public(), s = system.Public();
            Variable[] digits = system.Bits(width);
            system.Zero([(1, x), (1L << (width - 1), system.One), .. Weighted(digits, -1)]);
            system.Zero([(1, s), (-1, digits[^1])]);
            return Enumerable.Range(0, 17).Max(value => system.Solver().Find([(x.Index, value)], [s.Index]).Count);
        }
    }
}
