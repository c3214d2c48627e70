using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Turns a model of real numbers into one of integers.</summary>
public static class Quantizer
{
    private const int FewSamples = 8;

    // What one array of an Aleo program holds.
    private const int OnChainArray = 2048;

    /// <summary>Searches scales on calibration samples and fixes every width. The same arguments always give the same graph.</summary>
    /// <param name="graph">The model.</param>
    /// <param name="calibration">Samples like those that will be proved; null needs <see cref="QuantizeOptions.InputRange"/>.</param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <param name="progress">Told about each trial.</param>
    /// <param name="cancellation">Observed between samples.</param>
    /// <exception cref="UnsupportedModelException">Nodes are not supported; lists all of them.</exception>
    /// <exception cref="CircuitException">The options or data cannot be used, or no scales work.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static QuantizationResult Quantize(
        Graph graph,
        TensorSamples? calibration,
        QuantizeOptions? options = null,
        IProgress<QuantizeProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        options ??= QuantizeOptions.Default;
        Check(options);
        var (expanded, structure) = Expander.Expand(graph);
        var unsupported = OperatorTable.Unsupported(expanded);
        if (unsupported.Count > 0)
        {
            throw new UnsupportedModelException(graph.Name, UserNodes.Of(graph, unsupported));
        }

        CheckTypes(graph);
        var samples = calibration ?? (options.InputRange is { } range
            ? TensorSamples.Synthetic(graph, range.Low, range.High)
            : throw new CircuitException(
                "Quantising needs calibration data, or the smallest and largest number that an input may hold (--data or --input-range)."));
        if (graph.Nodes.Any(node => node.OpType == "NonZero"))
        {
            CheckNumbers(graph, samples, new InterpreterOptions(options.Cores, cancellation));
        }

        graph = expanded;
        using var reference = new FloatReference(
            graph, options.Reference, isComplete: true, new InterpreterOptions(options.Cores, cancellation));
        var statistics = TensorStatistics.Collect(graph, samples, reference, progress, cancellation);
        var tamed = MaskConstants.Tame(graph, statistics);
        if (!ReferenceEquals(tamed, graph))
        {
            graph = tamed;
            using var again = new FloatReference(graph, options.Reference, isComplete: true, new InterpreterOptions(options.Cores, cancellation));
            statistics = TensorStatistics.Collect(graph, samples, again, progress, cancellation);
        }

        if (options.InputRange is { } given)
        {
            foreach (var input in graph.Inputs)
            {
                statistics.Include(input.Name, given.Low, given.High);
            }
        }

        var search = new ScaleSearch(graph, structure, statistics, samples, options, calibration is null, progress, cancellation);
        var best = search.Run();
        var observer = new WidthObserver(best.Graph!.Nodes.Count);
        for (int sample = 0; sample < samples.Count; sample++)
        {
            cancellation.ThrowIfCancellationRequested();
            _ = best.Graph.Evaluate(best.Graph.QuantizeInputs(samples.Inputs(sample)), observer, keepAll: false);
        }

        CalibrationTrial[] trials = [.. search.Trials.Select(trial => trial.Describe(trial.Plan == best.Plan, search.Bound))];
        var warnings = Warnings(best, search.Bound, samples, calibration is null);
        if (options.Outliers == Outliers.Saturate && best.Graph.RefusingLayers is { Count: > 0 } refusing)
        {
            warnings.Add($"Some inputs may still have no proof: in {string.Join(", ", refusing.Select(layer => $"'{layer}'"))} the worst case is "
                + "too wide, or something is divided by a number that may not be positive.");
        }

        warnings.AddRange(reference.Notes);
        return new QuantizationResult(best.Graph, trials, best.Fidelity!, Widths.Compare(best.Graph, observer), warnings)
        {
            Reference = reference.Name,
        };
    }

    private static void Check(QuantizeOptions options)
    {
        options.Visibility.Check();
        RequireRange(options.Margin, 0, QuantizeOptions.MaxMargin, "margin");
        RequireRange(options.InputBits ?? 8, 1, InputNode.MaxBits, "number of input bits");
        RequireRange(options.WeightBits ?? 8, 1, 24, "number of weight bits");
        RequireRange(options.ActivationBits ?? 8, 1, 24, "number of activation bits");
        if (options.InputRange is { } range && !(double.IsFinite(range.Low) && double.IsFinite(range.High) && range.Low < range.High))
        {
            throw new CircuitException(
                $"The input range {range.Low},{range.High} is empty or not finite; give the smallest and the largest number.");
        }
    }

    private static void RequireRange(int value, int low, int high, string what)
    {
        if (value < low || value > high)
        {
            throw new CircuitException($"The {what} is {value}; it must lie in [{low}, {high}].");
        }
    }

    private static void CheckTypes(Graph graph)
    {
        foreach (var tensor in graph.Inputs.Concat(graph.Outputs))
        {
            if (tensor.Shape.ElementCount == 0)
            {
                throw new CircuitException($"Tensor '{tensor.Name}' is {tensor.ElementType} {tensor.Shape}: it has no elements.");
            }
        }
    }

    // Written out, a NonZero would refuse a sample by speaking of an index.
    private static void CheckNumbers(Graph graph, TensorSamples samples, InterpreterOptions options)
    {
        for (int sample = 0; sample < samples.Count; sample++)
        {
            try
            {
                _ = FloatInterpreter.Run(graph, samples.Inputs(sample), options);
            }
            catch (OnnxException problem)
            {
                throw new CircuitException($"Calibration sample {sample} cannot be run: {problem.Message}", problem);
            }
        }
    }

    private static List<string> Warnings(ScaleTrial best, double bound, TensorSamples samples, bool synthetic)
    {
        var warnings = new List<string>();
        if (synthetic)
        {
            warnings.Add("No calibration data: scales come from random inputs and widths are worst case, which costs constraints.");
        }
        else if (samples.Count < FewSamples)
        {
            warnings.Add($"Only {samples.Count} calibration sample(s): other inputs may exceed the widths that were measured.");
        }

        if (best.Fidelity!.RelativeError > bound)
        {
            warnings.Add(
                $"The relative error is {best.Fidelity.RelativeError:0.00%}, above the target of {bound:0.0%}; no combination reached it.");
        }

        var graph = best.Graph!;
        if (graph.Visibility.Params == Visibility.Private && graph.Parameters.Count > 0)
        {
            warnings.Add("The weights are private and tied to nothing: a proof says that some weights fit, not that they are yours. "
                + "params=hashed shows that proofs use the same ones.");
        }

        if (graph.Visibility.Input == Visibility.HashedLeo || graph.Visibility.Output == Visibility.HashedLeo)
        {
            warnings.Add("A hash in Leo's form has no salt: whoever can guess the values can check the guess.");
        }

        long publicOutputs = graph.Visibility.Output == Visibility.Public ? graph.Outputs.Sum(o => (long)graph.Nodes[o.Node].Count) : 0;
        long publicInputs = graph.Visibility.Input == Visibility.Public ? graph.Inputs.Sum(input => (long)input.Count) : 0;
        long publicElements = publicOutputs + publicInputs;
        if (publicElements > OnChainArray)
        {
            warnings.Add($"There are {publicElements} public values; an array in an Aleo program holds {OnChainArray}.");
        }

        return warnings;
    }
}
