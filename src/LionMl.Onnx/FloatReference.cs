using System.Globalization;
using LionMl.Onnx.OnnxRuntime;

namespace LionMl.Onnx;

/// <summary>
/// Runs one graph in floats, sample after sample: by <see cref="FloatInterpreter"/>, or faster by ONNX Runtime where that is wanted. Not
/// for several threads at once.
/// </summary>
/// <remarks>
/// The first sample is run by both, and a difference is noted. Where ONNX Runtime refuses the graph (it is given opset 17, in which some
/// operators have no form) or fails, the interpreter goes on, and that is noted. Sums of ONNX Runtime depend on its version and on the
/// number of cores in their last places; those of the interpreter do not.
/// </remarks>
public sealed class FloatReference : IDisposable
{
    /// <summary>The name of the interpreter.</summary>
    public const string Interpreter = "interpreter";

    // Of the largest magnitude in a tensor, which counts as this much at least: what is nearly zero throughout is noise.
    private const double Tolerance = 1e-3;
    private const double LeastMagnitude = 1e-6;

    private readonly Graph _graph;
    private readonly InterpreterOptions _options;
    private readonly List<string> _notes = [];
    private OnnxRuntimeSession? _session;
    private bool _isCompared;

    /// <summary>Prepares a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="kind">What shall compute.</param>
    /// <param name="isComplete">Whether every tensor is wanted, as for calibration, and not the outputs alone.</param>
    /// <param name="options">Cores and cancellation; null for all cores.</param>
    /// <exception cref="OnnxException"><see cref="ReferenceKind.OnnxRuntime"/> is wanted and its library was not found; says what to
    /// do.</exception>
    public FloatReference(Graph graph, ReferenceKind kind, bool isComplete, InterpreterOptions? options = null)
        : this(graph, isComplete, options)
    {
        if (kind == ReferenceKind.Interpreter)
        {
            return;
        }

        if (OnnxRuntimeLibrary.TryLoad(null, out OnnxRuntimeLibrary? library, out string? problem))
        {
            TryOpen(library);
        }
        else if (kind == ReferenceKind.OnnxRuntime)
        {
            throw new OnnxException($"--reference onnxruntime: {problem} With --reference interpreter, the default, no library is needed.");
        }
    }

    /// <summary>Prepares a graph for a library that is there.</summary>
    internal FloatReference(Graph graph, OnnxRuntimeLibrary library, bool isComplete, InterpreterOptions? options = null)
        : this(graph, isComplete, options) => TryOpen(library);

    private FloatReference(Graph graph, bool isComplete, InterpreterOptions? options)
    {
        ArgumentNullException.ThrowIfNull(graph);
        _graph = graph;
        IsComplete = isComplete;
        _options = options ?? InterpreterOptions.Default;
    }

    /// <summary>Whether all tensors are given.</summary>
    public bool IsComplete { get; }

    /// <summary>Who computes: <c>interpreter</c>, or <c>ONNX Runtime</c> with its version.</summary>
    public string Name { get; private set; } = Interpreter;

    /// <summary>What the user should know.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Computes one sample.</summary>
    /// <param name="inputs">One tensor for each of the graph's inputs, by name.</param>
    /// <returns>The outputs by name; where <see cref="IsComplete"/>, also inputs, constants and intermediate results.</returns>
    /// <exception cref="OnnxException">An input is not as the graph wants it, or a node cannot be computed for it.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IReadOnlyDictionary<string, Tensor> Run(IReadOnlyDictionary<string, Tensor> inputs)
    {
        if (_session is null)
        {
            return Interpret(inputs);
        }

        if (_isCompared)
        {
            return Ask(_session, inputs) ?? Interpret(inputs);
        }

        // The interpreter first: it says in its own words what is wrong with an input.
        IReadOnlyDictionary<string, Tensor> own = Interpret(inputs);
        if (Ask(_session, inputs) is not { } given)
        {
            return own;
        }

        if (Compare(_graph, own, given) is { } difference)
        {
            _notes.Add($"{Name} and the interpreter differ on the first sample by {difference}: one of the two is wrong, or the model makes "
                + $"rounding errors large. {Name} is the reference here; --reference interpreter takes the other.");
        }

        _isCompared = true;
        return given;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _session?.Dispose();
        _session = null;
    }

    private IReadOnlyDictionary<string, Tensor> Interpret(IReadOnlyDictionary<string, Tensor> inputs) => IsComplete
        ? FloatInterpreter.RunAll(_graph, inputs, _options)
        : FloatInterpreter.Run(_graph, inputs, _options);

    private void TryOpen(OnnxRuntimeLibrary library)
    {
        try
        {
            _session = Open(library);
            Name = $"ONNX Runtime {library.Version}";
        }
        catch (OnnxException failure)
        {
            GiveUp(failure.Message);
        }
    }

    private OnnxRuntimeSession Open(OnnxRuntimeLibrary library)
    {
        Graph asked = IsComplete ? _graph.WithAllOutputs() : _graph.WithComputedOutputs();
        try
        {
            return library.Open(asked, new OnnxRuntimeOptions(_options.Cores));
        }
        catch (OnnxException)
        {
            // Its rewriting fails now and then where plain running does not.
            return library.Open(asked, new OnnxRuntimeOptions(_options.Cores, Rewrites: false));
        }
    }

    /// <summary>ONNX Runtime's answer, with what it was not asked for; null where it has none.</summary>
    private Dictionary<string, Tensor>? Ask(OnnxRuntimeSession session, IReadOnlyDictionary<string, Tensor> inputs)
    {
        try
        {
            var values = new Dictionary<string, Tensor>(session.Run(inputs, _options.Cancellation), StringComparer.Ordinal);
            foreach ((string name, Tensor value) in values)
            {
                GraphTensor expected = _graph.TensorOf(name);
                if (!value.Shape.Equals(expected.Shape) || value.Type != expected.ElementType)
                {
                    GiveUp($"its tensor '{name}' is {value} and not {expected.ElementType} {expected.Shape}");
                    return null;
                }
            }

            IEnumerable<string> others = IsComplete
                ? _graph.Constants.Keys.Concat(_graph.Inputs.Select(input => input.Name))
                : _graph.Outputs.Select(output => output.Name);
            foreach (string name in others)
            {
                if (!values.ContainsKey(name))
                {
                    values[name] = _graph.TryGetConstant(name, out Tensor? constant) ? constant! : inputs[name];
                }
            }

            return values;
        }
        catch (OnnxException failure)
        {
            GiveUp(failure.Message);
            return null;
        }
    }

    private void GiveUp(string reason)
    {
        Dispose();
        Name = Interpreter;
        _notes.Add("ONNX Runtime cannot run this model in the form in which it is given to it (opset 17), so the float reference is the "
            + $"interpreter's: {reason.ReplaceLineEndings(" ")}");
    }

    /// <summary>Where two runs differ by more than rounding, and by how much; null where they do not.</summary>
    internal static string? Compare(
        Graph graph, IReadOnlyDictionary<string, Tensor> own, IReadOnlyDictionary<string, Tensor> given)
    {
        // In the graph's order, so that the first one named is where the difference begins.
        IEnumerable<string> computed = graph.Nodes.SelectMany(node => node.Outputs).Where(given.ContainsKey);
        (string Name, double Size)[] apart =
        [
            .. computed.Select(name => (name, Difference(own[name].ToFloats(), given[name].ToFloats()))).Where(pair => pair.Item2 > Tolerance),
        ];
        return apart.Length == 0 ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"{100 * apart[0].Size:0.###} % in tensor '{apart[0].Name}'{(apart.Length == 1 ? string.Empty : $" (and in {apart.Length - 1} more)")}");
    }

    /// <summary>The largest difference, relative to the largest magnitude; infinite where only one of the two is a number.</summary>
    private static double Difference(ReadOnlySpan<float> own, ReadOnlySpan<float> given)
    {
        double largest = 0, magnitude = LeastMagnitude;
        for (int i = 0; i < own.Length; i++)
        {
            if (own[i].Equals(given[i]))
            {
                continue;
            }

            double difference = Math.Abs((double)own[i] - given[i]);
            largest = double.IsNaN(difference) ? double.PositiveInfinity : Math.Max(largest, difference);
        }

        foreach (float value in own)
        {
            magnitude = float.IsFinite(value) ? Math.Max(magnitude, Math.Abs(value)) : magnitude;
        }

        return largest / magnitude;
    }
}
