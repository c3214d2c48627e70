using LionMl.Algebra;

namespace LionMl.Varuna;

/// <summary>Collects the openings of a proof into the pairs of one pairing equation.</summary>
internal sealed class OpeningEquation(Statement statement, ProofParts proof)
{
    /// <summary>Combinations of commitments by degree bound; −1 stands for none.</summary>
    private readonly SortedDictionary<int, (List<Fr> Scalars, List<G1Affine> Points)> _buckets = [];
    private readonly List<Fr> _witnessScalars = [];
    private readonly List<G1Affine> _witnesses = [];
    private readonly List<Fr> _points = [];
    private Fr _value = Fr.Zero;
    private Fr _randomValue = Fr.Zero;

    private const int Unbounded = -1;

    /// <summary>Adds one point; draws one challenge per combination from the transcript.</summary>
    internal void Add(OpeningPoint point, Opening opening, Fr randomizer, Transcript transcript)
    {
        foreach (LinearCombination combination in point.Combinations)
        {
            Fr scale = randomizer * transcript.SqueezeOpeningChallenge();
            _value += scale * combination.ValueOfTerms;
            foreach (LinearTerm term in combination.Terms)
            {
                int bound = term.Polynomial.DegreeBound(statement) ?? Unbounded;
                if (!_buckets.TryGetValue(bound, out (List<Fr> Scalars, List<G1Affine> Points) bucket))
                {
                    _buckets.Add(bound, bucket = ([], []));
                }

                bucket.Scalars.Add(scale * term.Coefficient);
                bucket.Points.Add(CommitmentOf(term.Polynomial));
            }
        }

        _witnessScalars.Add(randomizer);
        _witnesses.Add(opening.Witness);
        _points.Add(point.Point);
        if (opening.RandomValue is Fr randomValue)
        {
            _randomValue += randomizer * randomValue;
        }
    }

    /// <summary>Computes the G1 side of each pairing.</summary>
    /// <returns>False, with the reason, if the SRS lacks the point of a degree bound.</returns>
    internal bool TryPrepare(VerifierSrs srs, Workers workers, out G1Affine[] left, out G2Prepared[] right, out string? problem)
    {
        left = [];
        right = [];
        problem = null;
        var sums = new List<Func<G1Projective>>();
        var prepared = new List<G2Prepared>();
        foreach ((int bound, (List<Fr> scalars, List<G1Affine> points)) in _buckets)
        {
            if (bound == Unbounded)
            {
                // The whole H side in one MSM: commitments − value G − v γG + Σ θ z W.
                AddAdjustment(scalars, points, srs);
                prepared.Add(srs.PreparedH);
            }
            else if (srs.PreparedNegativePower(bound) is { } power)
            {
                prepared.Add(power);
            }
            else
            {
                problem = $"the SRS has no verifier point for degree bound {bound}; the key needs a larger SRS, or is damaged";
                return false;
            }

            sums.Add(() => Msm.Compute([.. points], [.. scalars]));
        }

        sums.Add(() => -Msm.Compute([.. _witnesses], [.. _witnessScalars]));
        prepared.Add(srs.PreparedBetaH);

        // The sum without a bound, the first one, is as long as all others together.
        var totals = new G1Projective[sums.Count];
        workers.Invoke(() => Compute(0, 1), () => Compute(1, totals.Length));
        left = new G1Affine[totals.Length];
        G1Projective.ToAffine(totals, left);
        right = [.. prepared];
        return true;

        void Compute(int start, int end)
        {
            for (int i = start; i < end; i++)
                totals[i] = sums[i]();
        }
    }

    private void AddAdjustment(List<Fr> scalars, List<G1Affine> points, VerifierSrs srs)
    {
        scalars.Add(-_value);
        points.Add(G1Affine.Generator);
        scalars.Add(-_randomValue);
        points.Add(srs.GammaG);
        for (int i = 0; i < _witnesses.Count; i++)
        {
            scalars.Add(_witnessScalars[i] * _points[i]);
            points.Add(_witnesses[i]);
        }
    }

    private G1Affine CommitmentOf(CommittedPolynomial polynomial)
    {
        if (polynomial.IsInKey(out int place))
        {
            return statement.Circuits[polynomial.Circuit].Key.CommitmentSpan[place];
        }

        return polynomial.Kind switch
        {
            PolynomialKind.Witness => proof.Witnesses[polynomial.Circuit][polynomial.Index],
            PolynomialKind.Mask => proof.Mask,
            PolynomialKind.H0 => proof.H0,
            PolynomialKind.G1 => proof.G1,
            PolynomialKind.H1 => proof.H1,
            PolynomialKind.G => proof.G[polynomial.Circuit][polynomial.Index],
            _ => proof.H2,
        };
    }
}
