using System.Collections.Immutable;
using LionMl.Algebra;
using LionMl.Circuits;
using LionMl.Onnx;

namespace LionMl.Running;

/// <summary>Outputs of a circuit beside the float reference, sample by sample.</summary>
internal sealed class SampleRun : IDisposable
{
    private readonly LoadedCircuit _circuit;
    private readonly Recorder _recorder;
    private readonly ReferenceKind _kind;
    private FloatReference? _floats;

    private readonly FidelityMeter _meter = new();
    private readonly List<IReadOnlyDictionary<string, Tensor>> _computed = [];
    private readonly List<IReadOnlyDictionary<string, Tensor>> _reference = [];

    public SampleRun(LoadedCircuit circuit, ReferenceKind? reference, Recorder recorder)
    {
        _circuit = circuit;
        _recorder = recorder;
        _kind = recorder.Option("reference", reference, LionDefaults.Reference, LionDefaults.Name);
    }

    /// <summary>What ran the model in floats, or that samples brought their outputs.</summary>
    public string ReferenceName => _floats?.Name ?? "the samples' own outputs";

    /// <summary>For each sample its outputs by name.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, Tensor>> Computed => _computed;

    /// <summary>For each sample the outputs it is measured against: those of its file, else of a float run.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, Tensor>> Reference => _reference;

    /// <summary>The outputs against the reference.</summary>
    public FidelityReport Fidelity => _meter.Report(_computed.Count);

    /// <summary>Runs one sample.</summary>
    /// <param name="file">For messages only.</param>
    /// <param name="samples">Samples.</param>
    /// <param name="sample">Which of them.</param>
    /// <param name="salts">The salts of the circuit's digests; zeros follow where there are fewer.</param>
    /// <exception cref="LionException">A value lies outside its range; names file, layer, value and limit.</exception>
    public WitnessResult Add(string file, TensorSamples samples, int sample, ImmutableArray<Fr> salts)
    {
        _recorder.Cancellation.ThrowIfCancellationRequested();
        IReadOnlyDictionary<string, Tensor> inputs = samples.Inputs(sample);
        WitnessResult witness;
        try
        {
            witness = _circuit.Compiled.ComputeWitness(inputs, salts);
        }
        catch (CircuitException failure)
        {
            string place = samples.Count == 1 ? file : $"{file}, sample {sample}";
            throw LionException.BadInput($"{place}: {failure.Message}", failure);
        }

        IReadOnlyDictionary<string, Tensor> reference = samples.HasOutputs
            ? samples.Outputs(sample)
            : RunFloats(inputs);
        _computed.Add(witness.Outputs);
        _reference.Add(reference);
        foreach (GraphTensor output in _circuit.Model.Outputs)
        {
            _meter.Add(witness.Outputs[output.Name].ToFloats(), reference[output.Name].ToFloats());
        }

        return witness;
    }

    /// <inheritdoc/>
    public void Dispose() => _floats?.Dispose();

    private IReadOnlyDictionary<string, Tensor> RunFloats(IReadOnlyDictionary<string, Tensor> inputs)
    {
        _floats ??= new FloatReference(
            _circuit.Model, _kind, isComplete: false, new InterpreterOptions(_recorder.Workers.Cores, _recorder.Cancellation));
        IReadOnlyDictionary<string, Tensor> outputs = _floats.Run(inputs);
        foreach (string note in _floats.Notes)
        {
            _recorder.Warn(note);
        }

        return outputs;
    }
}
