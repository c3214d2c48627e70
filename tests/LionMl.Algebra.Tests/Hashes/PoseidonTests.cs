using System.Numerics;
using System.Text.Json;

namespace LionMl.Algebra.Tests.Hashes;

public sealed class PoseidonTests
{
    [Fact]
    public void The_round_keys_are_the_numbers_of_the_Grain_generator()
    {
        var grain = new GrainGenerator(377, PoseidonState.Width, PoseidonState.FullRounds, PoseidonState.PartialRounds);
        var keys = new List<BigInteger>();
        while (keys.Count < PoseidonState.Rounds * PoseidonState.Width)
        {
            BigInteger number = grain.NextNumber();
            if (number < Fq.Modulus)
                keys.Add(number);
        }

        Assert.Equal(keys, PoseidonConstants.RoundKeys.Select(key => key.ToBigInteger()));
        Fq[] x = [.. Enumerable.Range(0, 3).Select(_ => Fq.FromBigInteger(grain.NextNumber()))];
        Fq[] y = [.. Enumerable.Range(0, 3).Select(_ => Fq.FromBigInteger(grain.NextNumber()))];
        Assert.Equal(x.SelectMany(row => y.Select(column => (row + column).Inverse())), PoseidonConstants.Mix);
    }

    [Fact]
    public void The_constants_and_permutations_are_those_of_the_reference()
    {
        JsonElement vectors = ReferenceVectors.Read("poseidon.json");
        Assert.Equal(
            vectors.GetProperty("ark").EnumerateArray().SelectMany(row => row.EnumerateArray().Select(e => e.Fq())),
            PoseidonConstants.RoundKeys);
        Assert.Equal(
            vectors.GetProperty("mds").EnumerateArray().SelectMany(row => row.EnumerateArray().Select(e => e.Fq())),
            PoseidonConstants.Mix);
        foreach (JsonElement permutation in vectors.GetProperty("permutations").EnumerateArray())
        {
            Fq[] input = [.. permutation.GetProperty("input").EnumerateArray().Select(e => e.Fq())];
            Fq[] output = [.. permutation.GetProperty("output").EnumerateArray().Select(e => e.Fq())];
            var state = new PoseidonState(input[0], input[1], input[2]);
            state.Permute();
            Assert.Equal(output, Elements(state));
        }
    }

    [Fact]
    public void Random_permutations_equal_the_textbook_form()
    {
        var random = new Random(7);
        for (int i = 0; i < 20; i++)
        {
            Fq[] input = [.. Enumerable.Range(0, 3).Select(_ => TestValues.Random<Fq>(random))];
            var state = new PoseidonState(input[0], input[1], input[2]);
            state.Permute();
            Assert.Equal(Textbook(input), Elements(state));
        }
    }

    [Fact]
    public void The_sponge_follows_the_scripts_of_the_reference()
    {
        int outputs = 0;
        foreach (JsonElement script in ReferenceVectors.Read("sponge.json").GetProperty("scripts").EnumerateArray())
        {
            var sponge = new PoseidonSponge();
            foreach (JsonElement step in script.GetProperty("ops").EnumerateArray())
                outputs += Replay(sponge, step);
            Assert.Equal(script.GetProperty("final_state").EnumerateArray().Select(e => e.Fq()), sponge.StateForTests);
        }

        Assert.True(outputs > 20, $"only {outputs} outputs compared");
    }

    [Fact]
    public void Nothing_absorbed_or_squeezed_changes_nothing()
    {
        var sponge = new PoseidonSponge();
        sponge.Absorb([Fq.One]);
        Fq[] before = sponge.StateForTests;
        sponge.Absorb([]);
        sponge.AbsorbBytes([]);
        sponge.AbsorbForeign([]);
        sponge.AbsorbPoints([]);
        Assert.Empty(sponge.Squeeze(0));
        Assert.Empty(sponge.SqueezeFr(0));
        Assert.Equal(before, sponge.StateForTests);
        Assert.Throws<ArgumentOutOfRangeException>(() => sponge.Squeeze(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => sponge.SqueezeFr(-1));
    }

    [Fact]
    public void Points_are_absorbed_as_x_y_and_the_infinity_flag()
    {
        var byPoints = new PoseidonSponge();
        byPoints.AbsorbPoints([G1Affine.Generator, G1Affine.Infinity]);
        var byElements = new PoseidonSponge();
        byElements.Absorb([G1Affine.Generator.X, G1Affine.Generator.Y, Fq.Zero, Fq.Zero, Fq.One, Fq.One]);
        Assert.Equal(byElements.Squeeze(3), byPoints.Squeeze(3));
    }

    private static int Replay(PoseidonSponge sponge, JsonElement step)
    {
        JsonElement[] arguments = [.. step.GetProperty("args").EnumerateArray()];
        JsonElement result = step.GetProperty("result");
        switch (step.GetProperty("op").GetString())
        {
            case "absorb":
                sponge.Absorb([.. arguments[0].EnumerateArray().Select(e => e.Fq())]);
                return 0;
            case "absorb_bytes":
                sponge.AbsorbBytes(Convert.FromHexString(arguments[0].GetString()!));
                return 0;
            case "absorb_fr":
                sponge.AbsorbForeign([.. arguments[0].EnumerateArray().Select(e => e.Fr())]);
                return 0;
            case "squeeze":
                Assert.Equal(result.EnumerateArray().Select(e => e.Fq()), sponge.Squeeze(arguments[0].GetInt32()));
                return result.GetArrayLength();
            case "squeeze_fr":
                Assert.Equal(result.EnumerateArray().Select(e => e.Fr()), sponge.SqueezeFr(arguments[0].GetInt32()));
                return result.GetArrayLength();
            case "squeeze_short":
                Assert.Equal((result.ValueKind == JsonValueKind.Array ? result[0] : result).Fr(), sponge.SqueezeShort());
                return 1;
            default:
                throw new InvalidDataException($"unknown step {step}");
        }
    }

    private static Fq[] Elements(PoseidonState state) => [state.Capacity, state.Rate(0), state.Rate(1)];

    private static Fq[] Textbook(Fq[] state)
    {
        for (int round = 0; round < PoseidonState.Rounds; round++)
        {
            Fq[] keyed = [.. state.Select((value, i) => value + PoseidonConstants.RoundKeys[(3 * round) + i])];
            bool isFull = round is < 4 or >= 35;
            Fq[] powered = [.. keyed.Select((value, i) => isFull || i == 0 ? value.Pow(17UL) : value)];
            state =
            [
                .. Enumerable.Range(0, 3).Select(row => Enumerable.Range(0, 3).Aggregate(
                    Fq.Zero,
                    (sum, column) => sum + (PoseidonConstants.Mix[(3 * row) + column] * powered[column]))),
            ];
        }

        return state;
    }
}
