using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>
/// Tries combinations of scales: first all bits equal, then input, weights and activations apart, then single layers. What is tried
/// depends on the results alone, never on time, so that the same model and samples always give the same graph.
/// </summary>
internal sealed class ScaleSearch
{
    private const int FewestBits = 3;
    private const int MostBits = 13;

    // Multiply-adds that a search may spend: a minute or so.
    private const long WorkLimit = 20_000_000_000;
    private const int ExpectedTrials = 120;
    private const int MostRefinements = 60;
    private const int MostRounds = 12;

    // A decomposition's width grows by what its input and its weights have together, so trades come first.
    private static readonly (int Input, int Weights, int Activations)[] Moves =
    [
        (-1, 0, 0), (0, -1, 0), (0, 0, -1), (-1, 1, 0), (-1, 2, 0), (1, -1, 0), (0, -1, 1), (0, 1, -1), (-1, 0, 1), (-1, 1, 1), (-1, 2, 1),
        (-1, -1, 0), (0, -1, -1), (-2, 1, 0), (-2, 2, 1), (0, -2, 1), (0, -2, 2), (1, -2, 0), (1, -2, 1),
        (1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0), (1, 0, 1), (0, 1, 1), (1, 1, 1), (0, 0, 2), (1, 0, -1), (0, 1, 2),
    ];

    // Down to the fewest rows; then, of what costs the same whole powers of two, to the smallest error. First with a looser bound on the
    // error: the way up from there often ends in a better place than the way down from above.
    private static readonly (double Slack, bool Shrinking)[] Phases = [(2, true), (2, false), (1, true), (1, false)];

    private readonly Graph _graph;
    private readonly IReadOnlySet<string> _structure;
    private readonly TensorStatistics _statistics;
    private readonly TensorSamples _samples;
    private readonly QuantizeOptions _options;
    private readonly bool _worstCase;
    private readonly IProgress<QuantizeProgress>? _progress;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<string, ScaleTrial> _known = new(StringComparer.Ordinal);
    private readonly List<ScaleTrial> _trials = [];
    private readonly FunctionTables _tables;
    private int _sampleCount;
    private bool _shrinking = true;
    private double _slack = 1;

    public ScaleSearch(
        Graph graph,
        IReadOnlySet<string> structure,
        TensorStatistics statistics,
        TensorSamples samples,
        QuantizeOptions options,
        bool worstCase,
        IProgress<QuantizeProgress>? progress,
        CancellationToken cancellation)
    {
        _graph = graph;
        _structure = structure;
        _statistics = statistics;
        _samples = samples;
        _options = options;
        _worstCase = worstCase;
        _progress = progress;
        _cancellation = cancellation;
        _sampleCount = samples.Count;
        _tables = new FunctionTables(graph, options);
    }

    public IReadOnlyList<ScaleTrial> Trials => _trials;

    public double Bound => _options.Target == QuantizeTarget.Accuracy ? 0.005 : 0.025;

    /// <summary>The best combination, measured on all samples.</summary>
    /// <exception cref="CircuitException">Every combination failed.</exception>
    public ScaleTrial Run()
    {
        LimitWork();
        ScaleTrial? best = Diagonal();
        foreach (var (slack, shrinking) in best is null ? [] : Phases)
        {
            // Each phase starts from the best of all that was tried, by its own measure.
            (_slack, _shrinking) = (slack, shrinking);
            Take(_trials, ref best);
            best = Around(best!);
            best = Refine(best);
        }

        if (best?.Graph is null)
        {
            throw new CircuitException($"No scales work for this model: {_trials.FirstOrDefault()?.Failure ?? "nothing could be tried."}");
        }

        // The search may have looked at some of the samples only; widths come from all of them.
        _sampleCount = _samples.Count;
        var final = Measure(best.Plan);
        return final.Graph is null ? throw new CircuitException(final.Failure!) : final;
    }

    private static ScalePlan? Moved(ScalePlan plan, QuantizeOptions options, int input, int weights, int activations)
    {
        var moved = plan with
        {
            InputBits = options.InputBits ?? plan.InputBits + input,
            WeightBits = options.WeightBits ?? plan.WeightBits + weights,
            ActivationBits = options.ActivationBits ?? plan.ActivationBits + activations,
        };
        return Allowed(moved.InputBits, options.InputBits) && Allowed(moved.WeightBits, options.WeightBits)
            && Allowed(moved.ActivationBits, options.ActivationBits)
            ? moved
            : null;
    }

    private static bool Allowed(int bits, int? fixedBits) => fixedBits is not null || bits is >= FewestBits and <= MostBits;

    private void LimitWork()
    {
        var plan = new ScalePlan(_options.InputBits ?? 8, _options.WeightBits ?? 8, _options.ActivationBits ?? 8);
        if (_options.MemoryLimit is { } limit)
        {
            _sampleCount = 1;
            if (Measure(plan).Graph is { } usual)
            {
                MemoryEstimate.Of(usual).Require(_options.MemoryUse, limit);
            }
        }

        var first = Build(plan, out _);
        long macs = Math.Max(1, first?.Macs ?? 1);
        _sampleCount = (int)Math.Clamp(WorkLimit / ExpectedTrials / macs, 1, _samples.Count);
    }

    /// <summary>The smallest equal number of bits that meets the bound.</summary>
    private ScaleTrial? Diagonal()
    {
        ScaleTrial? best = null;
        for (int bits = FewestBits + 1; bits <= MostBits; bits++)
        {
            var plan = new ScalePlan(_options.InputBits ?? bits, _options.WeightBits ?? bits, _options.ActivationBits ?? bits);
            Take(Try([plan]), ref best);
            if (best?.Graph is not null && best.Fidelity!.RelativeError <= Bound)
            {
                break;
            }
        }

        return best;
    }

    /// <summary>Trades the bits of input, weights and activations against each other while that helps.</summary>
    private ScaleTrial Around(ScaleTrial best)
    {
        for (int round = 0; round < MostRounds; round++)
        {
            var plans = new List<ScalePlan>();
            foreach (var (input, weights, activations) in Moves)
            {
                if (Moved(best.Plan, _options, input, weights, activations) is { } plan)
                {
                    plans.Add(plan);
                }
            }

            if (_tables.Fused.Count > 0)
            {
                plans.Add(best.Plan with { FusesFunctions = !best.Plan.FusesFunctions });
            }

            ScaleTrial? found = best;
            Take(Try(plans), ref found);
            if (ReferenceEquals(found, best))
            {
                break;
            }

            best = found!;
        }

        return best;
    }

    /// <summary>Moves single layers while that helps: fewer bits where they are dear, more where they are free.</summary>
    private ScaleTrial Refine(ScaleTrial best)
    {
        for (int round = 0; round < MostRefinements; round++)
        {
            var linear = best.Graph!.Nodes.Where(node => node is ConvolutionNode or DenseNode or TiledNode);
            string[] layers = [.. linear.Select(node => node.Layer).Distinct()];
            string[] activations = [.. best.Graph.Nodes.Where(node => node is ReluNode or FunctionNode).Select(node => node.Layer).Distinct()];
            if (layers.Length * _sampleCount * Math.Max(1, best.Graph.Macs) > WorkLimit / MostRefinements)
            {
                return best;
            }

            var plans = new List<ScalePlan>();
            foreach (int change in (ReadOnlySpan<int>)[1, -1])
            {
                foreach (string layer in _options.WeightBits is null ? layers : [])
                {
                    int total = best.Plan.WeightChanges.GetValueOrDefault(layer) + change;
                    var changes = best.Plan.WeightChanges;
                    plans.Add(best.Plan with { WeightChanges = total == 0 ? changes.Remove(layer) : changes.SetItem(layer, total) });
                }

                foreach (string layer in _options.ActivationBits is null ? activations : [])
                {
                    int total = best.Plan.ActivationChanges.GetValueOrDefault(layer) + change;
                    var changes = best.Plan.ActivationChanges;
                    plans.Add(best.Plan with { ActivationChanges = total == 0 ? changes.Remove(layer) : changes.SetItem(layer, total) });
                }
            }

            ScaleTrial? found = best;
            Take(Try(plans), ref found);
            if (ReferenceEquals(found, best))
            {
                return best;
            }

            best = found!;
        }

        return best;
    }

    private void Take(IEnumerable<ScaleTrial> trials, ref ScaleTrial? best)
    {
        foreach (var trial in trials)
        {
            if (trial.IsBetterThan(best, _slack * Bound, _shrinking))
            {
                best = trial;
            }
        }
    }

    /// <summary>Measures combinations at the same time; the results come in the combinations' order.</summary>
    private ScaleTrial[] Try(IReadOnlyList<ScalePlan> plans)
    {
        string[] keys = [.. plans.Select(plan => $"{plan.InputBits} {plan.WeightBits} {plan.ActivationBits} {plan.Describe()}")];
        int[] fresh = [.. Enumerable.Range(0, plans.Count).Where(i => !_known.ContainsKey(keys[i])).DistinctBy(i => keys[i])];
        var results = new ScaleTrial[fresh.Length];
        int cores = _options.Cores > 0 ? _options.Cores : Environment.ProcessorCount;
        Parallel.For(
            0,
            fresh.Length,
            new ParallelOptions { MaxDegreeOfParallelism = cores, CancellationToken = _cancellation },
            i => results[i] = Measure(plans[fresh[i]]));
        for (int i = 0; i < fresh.Length; i++)
        {
            _known.Add(keys[fresh[i]], results[i]);
            _trials.Add(results[i]);
        }

        _progress?.Report(new QuantizeProgress(
            $"tried {_trials.Count} combinations of scales", Math.Min(1, (double)_trials.Count / ExpectedTrials)));
        return [.. keys.Select(key => _known[key])];
    }

    private ScaleTrial Measure(ScalePlan plan)
    {
        if (Build(plan, out string? failure) is not { } graph)
        {
            return new ScaleTrial(plan, null, default, null, failure);
        }

        try
        {
            var observer = new WidthObserver(graph.Nodes.Count);
            var meter = new FidelityMeter();
            for (int sample = 0; sample < _sampleCount; sample++)
            {
                _cancellation.ThrowIfCancellationRequested();
                long[]?[] values = graph.Evaluate(graph.QuantizeInputs(_samples.Inputs(sample)), observer, keepAll: false);
                var reference = _statistics.Outputs(sample);
                foreach (var output in graph.Outputs)
                {
                    meter.Add(graph.Dequantize(output, values[output.Node]!).Floats, reference[output.Name].ToFloats());
                }
            }

            bool worstCase = _worstCase || _options.Outliers == Outliers.Saturate;
            bool tight = _options.Passes.HasFlag(Passes.BoundTightening);
            var sized = Widths.Set(graph, observer, _options.Margin, worstCase, tight);
            return new ScaleTrial(plan, sized, RoughCost.Of(sized), meter.Report(_sampleCount), null);
        }
        catch (CircuitException error)
        {
            return new ScaleTrial(plan, null, default, null, error.Message);
        }
    }

    private QuantizedGraph? Build(ScalePlan plan, out string? failure)
    {
        try
        {
            failure = null;
            return new IntegerBuilder(_graph, _structure, _statistics, plan, _options, _worstCase, _tables).Build();
        }
        catch (CircuitException error)
        {
            failure = error.Message;
            return null;
        }
    }
}
