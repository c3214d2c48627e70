using System.Collections.Immutable;
using System.Globalization;
using LionMl.Algebra;
using LionMl.Artifacts;
using LionMl.Circuits;
using LionMl.Onnx;
using LionMl.Results;
using LionMl.Running;
using LionMl.Varuna;

namespace LionMl;

/// <content>From a model to a circuit.</content>
public static partial class Lion
{
    /// <summary>Turns a model into a circuit over integers and writes <c>circuit.lion</c>.</summary>
    /// <param name="model">An ONNX file, or a graph in memory.</param>
    /// <param name="request">Needs <see cref="QuantizeRequest.Data"/> or <see cref="QuantizeRequest.InputRange"/>.</param>
    /// <param name="progress">Told of each trial.</param>
    /// <param name="cancellation">Nothing is written when cancelled.</param>
    /// <exception cref="LionException">
    /// The model, the data or an option cannot be used; an unsupported model lists all its nodes.
    /// </exception>
    public static QuantizeResult Quantize(
        ModelSource model, QuantizeRequest request, IProgress<LionProgress>? progress = null, CancellationToken cancellation = default) =>
        Guard(() =>
        {
            var recorder = new Recorder("quantize", request, progress, cancellation);
            string folder = recorder.Option("out", request.Out, DefaultFolder(model));
            (LoadedCircuit circuit, string reference) = QuantizeCore(model, folder, request, [], recorder, MemoryUse.Constraints);
            return new QuantizeResult
            {
                Folder = folder,
                Circuit = circuit.Summary,
                Inputs = [.. circuit.Model.Inputs],
                Outputs = [.. circuit.Model.Outputs],
                Cost = circuit.Compiled.Cost,
                Calibration = circuit.File.Calibration,
                Reference = reference,
                Source = circuit.File.Source,
                CircuitSha256 = circuit.File.CircuitSha256,
                Record = recorder.Finish(),
            };
        });

    private static string DefaultFolder(ModelSource model) => Path.GetFileNameWithoutExtension(model.Name) + ".lion";

    /// <summary>
    /// Quantises and writes; <paramref name="inputs"/> are further samples whose shapes settle symbolic dimensions, and
    /// <paramref name="use"/> is what the circuit is for. Gives the circuit, and what ran the model in floats.
    /// </summary>
    private static (LoadedCircuit Circuit, string Reference) QuantizeCore(
        ModelSource model, string folder, QuantizeRequest request, ImmutableArray<DataSource> inputs, Recorder recorder, MemoryUse use)
    {
        if (request is { Data: null, InputRange: null })
        {
            throw LionException.BadInput("The sizes of the inputs are not known: give calibration data or an input range.");
        }

        QuantizeTarget target = LionDefaults.ReadTarget(recorder.Option("target", request.Target, LionDefaults.Targets[0]));
        Outliers outliers = LionDefaults.ReadOutliers(recorder.Option("outliers", request.Outliers, LionDefaults.OutlierNames[0]));
        int margin = recorder.Option("margin", request.Margin, LionDefaults.Margin);
        VisibilityPlan visibility = VisibilityPlan.Parse(recorder.Option("visibility", request.Visibility, LionDefaults.Visibility));
        visibility.Check();
        ReferenceKind reference = recorder.Option("reference", request.Reference, LionDefaults.Reference, LionDefaults.Name);
        long limit = recorder.MemoryLimit();
        recorder.Given("data", request.Data?.ShortName);
        recorder.Given("input-range", request.InputRange is { } range ? FormattableString.Invariant($"{range.Low},{range.High}") : null);

        recorder.Given("input-bits", request.InputBits?.ToString(CultureInfo.InvariantCulture));
        recorder.Given("weight-bits", request.WeightBits?.ToString(CultureInfo.InvariantCulture));
        recorder.Given("activation-bits", request.ActivationBits?.ToString(CultureInfo.InvariantCulture));

        ImmutableArray<DataSource> shapes = request.Data is { } data ? [data, .. inputs] : inputs;
        (Graph graph, StatementModel source) = recorder.Phase(
            "read", "reading the model", () => model.Read(request.Dimensions, shapes, recorder));
        TensorSamples? samples = request.Data?.Read(graph);
        var options = new QuantizeOptions
        {
            Target = target,
            Visibility = visibility,
            InputRange = request.InputRange is { } given ? (given.Low, given.High) : null,
            InputBits = request.InputBits,
            WeightBits = request.WeightBits,
            ActivationBits = request.ActivationBits,
            Margin = margin,
            Outliers = outliers,
            Reference = reference,
            MemoryLimit = limit,
            MemoryUse = use,
            Cores = recorder.Workers.Cores,
        };
        QuantizationResult quantized = recorder.Phase("quantize", "choosing scales", () => Quantizer.Quantize(
            graph,
            samples,
            options,
            new ProgressBridge<QuantizeProgress>(recorder, "choosing scales", one => one.Fraction),
            recorder.Cancellation));
        foreach (string warning in quantized.Warnings)
        {
            recorder.Warn(warning);
        }

        MemoryEstimate memory = MemoryEstimate.Of(quantized.Graph);
        memory.Require(use, limit);
        if (Math.Max(memory.SetupBytes, memory.ProofBytes) > limit)
        {
            recorder.Warn($"Keys and proofs of this circuit take about {Units.Bytes(Math.Max(memory.SetupBytes, memory.ProofBytes))} of "
                + $"memory, more than the limit of {Units.Bytes(limit)}.");
        }

        CompiledCircuit compiled = recorder.Phase(
            "compile", "making the constraints", () => CircuitCompiler.Compile(quantized.Graph, recorder.Cancellation));
        var file = new CircuitFile
        {
            Graph = quantized.Graph,
            Model = OnnxWriter.Write(graph),
            Source = quantized.Graph.Parameters.Count == 0 ? source : source with { Sha256 = null },
            CircuitSha256 = Convert.ToHexStringLower(compiled.Hash),
            Calibration = new CalibrationRecord(
                [.. quantized.Trials], quantized.Calibration, [.. quantized.Layers], [.. quantized.Warnings]),
            Options = recorder.OptionValues("out", Recorder.LimitOption),
        };
        Fr salt = request.Salt is { } text ? ReadSalt(text) : new OperatingSystemRandomness().NextElement();
        var circuit = new LoadedCircuit(file, compiled) { Model = graph, ParameterSalt = salt };
        recorder.Phase("write", "writing the circuit", () =>
        {
            using var transaction = new FileTransaction(folder, recorder.Cancellation);
            transaction.Write(ArtifactNames.Circuit, file.Save);
            if (file.Graph.Parameters.Count > 0)
            {
                transaction.Write(ArtifactNames.Parameters, ParametersFile.Of(file.Graph, file.Model, salt).Save);
            }

            recorder.Wrote(transaction.Commit());
        });
        return (circuit, quantized.Reference);
    }
}
