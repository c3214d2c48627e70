using LionMl.Algebra;

namespace LionMl.Varuna.Tests.Srs;

public class UniversalSrsTests
{
    private static readonly Lazy<UniversalSrs> Sandbox = new(() => UniversalSrs.MakeSandbox(6, Workers.All));

    [Fact]
    public void Aleo_s_files_are_consistent_powers() => Assert.Null(AleoData.Srs.CheckConsistency(Workers.All));

    [Fact]
    public void A_sandbox_is_consistent() => Assert.Null(Sandbox.Value.CheckConsistency(Workers.All));

    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(67)]
    public void One_wrong_power_is_found(int place)
    {
        UniversalSrs srs = UniversalSrs.MakeSandbox(6, Workers.All);
        srs.Powers[place] = srs.Powers[place - 1];
        Assert.Equal("the powers are not consecutive powers of the β in beta-h", srs.CheckConsistency(Workers.All));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    public void One_wrong_shifted_power_is_found(int place)
    {
        UniversalSrs srs = UniversalSrs.MakeSandbox(6, Workers.All);
        srs.ShiftedPowers[place] = G1Affine.Generator;
        Assert.Equal("the shifted powers are not consecutive powers of the β in beta-h", srs.CheckConsistency(Workers.All));
    }

    [Fact]
    public void Shifted_powers_of_another_beta_are_found()
    {
        UniversalSrs one = UniversalSrs.MakeSandbox(4, Workers.All);
        for (int i = 0; i < one.ShiftedPowers.Count; i++)
        {
            // The same β but the whole series times 2: consecutive, yet not the top of this SRS.
            one.ShiftedPowers[i] = G1Projective.FromAffine(one.ShiftedPowers[i]).Double().ToAffine();
        }

        Assert.StartsWith("the negative power for degree bound", one.CheckConsistency(Workers.All), StringComparison.Ordinal);
    }

    [Fact]
    public void A_sandbox_survives_its_file_whole_or_in_part()
    {
        UniversalSrs srs = Sandbox.Value;
        byte[] file = Save(srs);
        UniversalSrs whole = UniversalSrs.LoadSandbox(new MemoryStream(file), null, Workers.All);
        UniversalSrs part = UniversalSrs.LoadSandbox(new MemoryStream(file), new SrsRequirement(20, 15), Workers.All);
        Assert.Equal(file, Save(whole));
        Assert.Equal(new SrsRequirement(20, 15), part.Available);
        Assert.Equal(srs.Powers[19], part.Powers[19]);
        Assert.Equal(srs.ShiftedPowers[63], part.ShiftedPowers[14]);
        Assert.Equal(srs.ShiftedPowers[63 - 14], part.ShiftedPowers[0]);
        Assert.Equal(srs.Verifier.Hash.ToArray(), part.Verifier.Hash.ToArray());
    }

    [Fact]
    public void Every_damaged_byte_of_a_sandbox_file_is_refused()
    {
        byte[] file = Save(UniversalSrs.MakeSandbox(3, Workers.All));
        for (int i = 0; i < file.Length; i += 7)
        {
            byte[] damaged = [.. file];
            damaged[i] ^= 0x10;
            Assert.Throws<SrsException>(() => UniversalSrs.LoadSandbox(new MemoryStream(damaged), null, Workers.One));
        }
    }

    [Fact]
    public void A_truncated_sandbox_file_is_refused()
    {
        byte[] file = Save(UniversalSrs.MakeSandbox(3, Workers.All));
        for (int length = 0; length < file.Length; length += 97)
        {
            Assert.Throws<SrsException>(() => UniversalSrs.LoadSandbox(new MemoryStream(file, 0, length), null, Workers.One));
        }
    }

    [Fact]
    public void Too_small_an_SRS_names_what_is_needed()
    {
        SrsException error = Assert.Throws<SrsException>(
            () => UniversalSrs.ReadAleo(AleoData.Open(), new SrsRequirement(40000, 10), Workers.One));
        Assert.Contains("40000", error.Message, StringComparison.Ordinal);
        Assert.Contains("--srs sandbox", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_Aleo_files_are_refused()
    {
        AleoSrsStreams good = AleoData.Open();
        byte[] gamma = AleoData.Read("powers-of-beta-gamma.usrs");
        byte[] huge = [.. gamma];
        huge[6] = 0xff;
        byte[] offCurve = [.. gamma];
        offCurve[20] ^= 1;
        byte[] powers = AleoData.Read("powers-of-beta-15.head.usrs");
        byte[] offCurvePowers = [.. powers];
        offCurvePowers[8 + (96 * 1000) + 50] ^= 4;
        byte[] wrongCount = [.. powers];
        wrongCount[0] = 1;
        AleoSrsStreams[] bad =
        [
            AleoData.Open() with { BlindingPowers = new MemoryStream(huge) },
            AleoData.Open() with { BlindingPowers = new MemoryStream(offCurve) },
            AleoData.Open() with { BlindingPowers = new MemoryStream(gamma, 0, gamma.Length - 1) },
            AleoData.Open() with { NegativePowers = new MemoryStream(gamma) },
            AleoData.Open() with { BetaH = new MemoryStream(new byte[192]) },
            AleoData.Open() with { Powers = [new MemoryStream(offCurvePowers)] },
            AleoData.Open() with { Powers = [new MemoryStream(wrongCount)] },
            AleoData.Open() with { Powers = [new MemoryStream(powers, 0, 5000)] },
        ];
        foreach (AleoSrsStreams streams in bad)
        {
            Assert.Throws<SrsException>(() => UniversalSrs.ReadAleo(streams, AleoData.Available, Workers.All));
        }
    }

    [Fact]
    public void A_verifier_part_survives_its_bytes_and_refuses_damaged_ones()
    {
        byte[] bytes = Sandbox.Value.Verifier.ToBytes();
        Assert.True(VerifierSrs.TryRead(bytes, out VerifierSrs? read, out _));
        Assert.Equal(bytes, read!.ToBytes());
        for (int i = 0; i < bytes.Length; i += 5)
        {
            byte[] damaged = [.. bytes];
            damaged[i] ^= 1;

            // A damaged key byte may name another, equally valid degree bound; a damaged point never passes.
            if (VerifierSrs.TryRead(damaged, out VerifierSrs? other, out _))
            {
                Assert.NotEqual(read.Hash.ToArray(), other!.Hash.ToArray());
            }
        }

        for (int length = 0; length < bytes.Length; length++)
        {
            Assert.False(VerifierSrs.TryRead(bytes.AsSpan(0, length), out _, out _));
        }
    }

    private static byte[] Save(UniversalSrs srs)
    {
        var stream = new MemoryStream();
        srs.SaveSandbox(stream);
        return stream.ToArray();
    }
}
