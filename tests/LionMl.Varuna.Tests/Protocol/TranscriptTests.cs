using System.Text.Json;
using LionMl.Algebra;

namespace LionMl.Varuna.Tests;

public sealed class TranscriptTests
{
    public static TheoryData<string> Vectors { get; } =
        ["demo_v2", "demo_v3", "snarkvm_rng_v2_single", "snarkvm_rng_v2_batch", "snarkvm_rng_v3_batch"];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Replaying_a_proof_gives_the_reference_s_transcript_and_combinations(string name)
    {
        ReferenceVector vector = ReferenceVector.Load(name);
        Assert.True(VarunaProof.TryRead(vector.ProofBytes, out VarunaProof? proof, out string? reason), reason);
        ProofParts parts = proof!.Parts;
        Statement statement = vector.Statement;
        var log = new TranscriptLog();
        var transcript = new Transcript(statement, log);
        transcript.AbsorbFirstRound(parts.Witnesses, parts.Mask);
        transcript.AbsorbSecondRound(parts.H0);
        transcript.AbsorbThirdSums(parts.ThirdSums);
        transcript.AbsorbThirdRound(parts.G1, parts.H1);
        transcript.AbsorbFourthRound(parts.G, parts.FourthSums);
        transcript.AbsorbFifthRound(parts.H2);
        transcript.AbsorbEvaluations(parts.G1AtBeta, parts.GAtGamma);
        Assert.False(transcript.HasDegenerateChallenge);
        IReadOnlyList<OpeningPoint> points =
            OpeningPoints.Build(statement, transcript, parts.ThirdSums, parts.FourthSums, parts.G1AtBeta, parts.GAtGamma);
        foreach (OpeningPoint point in points)
        {
            for (int i = 0; i <= point.Combinations.Count; i++)
                transcript.SqueezeOpeningChallenge();
        }

        Assert.Equal(TranscriptLog.Of(vector.Root.GetProperty("transcript")), log.Lines);
        Assert.Equal(vector.Challenges.GetProperty("gamma").GetString(), transcript.Gamma.ToString());
        CompareCombinations(vector, statement, points);
    }

    private static void CompareCombinations(ReferenceVector vector, Statement statement, IReadOnlyList<OpeningPoint> points)
    {
        JsonElement expected = vector.Root.GetProperty("linear_combinations");
        Assert.Equal(expected.EnumerateObject().Count(), points.Sum(point => point.Combinations.Count));
        foreach (OpeningPoint point in points)
        {
            foreach (LinearCombination combination in point.Combinations)
            {
                CommittedPolynomial first = combination.Terms[0].Polynomial;
                string label = first.Kind == PolynomialKind.G ? Label(statement, first) : combination.Label;
                JsonElement reference = expected.GetProperty(label);
                Assert.Equal(reference.GetProperty("point").GetString(), point.Name);
                Assert.Equal(reference.GetProperty("value").GetString(), combination.Value.ToString());
                string[] constants = [.. Terms(reference).Where(term => term.EndsWith(" ONE", StringComparison.Ordinal))];
                Assert.Equal(constants.Length == 0 ? "0 ONE" : constants[0], $"{combination.Constant} ONE");
                Assert.Equal(
                    Terms(reference).Except(constants),
                    combination.Terms.Select(term => $"{term.Coefficient} {Label(statement, term.Polynomial)}"));
            }
        }
    }

    private static IEnumerable<string> Terms(JsonElement combination) =>
        combination.GetProperty("terms").EnumerateArray().Select(term => $"{term[0].GetString()} {term[1].GetString()}");

    internal static string Label(Statement statement, CommittedPolynomial polynomial)
    {
        string circuit = $"circuit_{Convert.ToHexStringLower(statement.Circuits[polynomial.Circuit].Key.CircuitIdSpan)}";
        char matrix = "abc"[polynomial.Index % 3];
        return polynomial.Kind switch
        {
            PolynomialKind.Witness => $"{circuit}_w_{polynomial.Index:d8}",
            PolynomialKind.Mask => "mask_poly",
            PolynomialKind.H0 => "h_0",
            PolynomialKind.G1 => "g_1",
            PolynomialKind.H1 => "h_1",
            PolynomialKind.G => $"{circuit}_g_{matrix}_00000000",
            PolynomialKind.H2 => "h_2",
            PolynomialKind.Col => $"{circuit}_col_{matrix}",
            PolynomialKind.Row => $"{circuit}_row_{matrix}",
            PolynomialKind.RowCol => $"{circuit}_row_col_{matrix}",
            _ => $"{circuit}_row_col_val_{matrix}",
        };
    }
}
