using System.Collections.Immutable;
using System.Diagnostics;
using LionMl.Artifacts;
using LionMl.Onnx;
using LionMl.Results;
using LionMl.Running;
using LionMl.Torch;
using TorchSharp;

namespace LionMl;

/// <content>From a model in TorchSharp style to a graph.</content>
public static partial class Lion
{
    // Both runs round in 32 bits, in different orders; a wrong operator is off by far more.
    private const double MaxExportDifference = 1e-3;

    /// <summary>Turns a model in TorchSharp style into an ONNX graph, by running it once on a sample.</summary>
    /// <param name="model">A module of this library's subset, or of the real TorchSharp.</param>
    /// <param name="sample">An input for each of the module's parameters, of the size that the circuit shall take.</param>
    /// <exception cref="LionException">It is no module, its forward fails, or an operation cannot be exported: says which.</exception>
    public static ExportResult Export(object model, params ReadOnlySpan<object> sample)
    {
        ArgumentNullException.ThrowIfNull(model);
        return ModuleSource.TryFrom(model, out ModuleSource? source)
            ? Export(source, new ExportRequest { Samples = [.. sample] })
            : throw LionException.BadInput($"A {model.GetType().Name} is no module: give an instance of a class that derives from "
                + "torch.nn.Module, or a Sequential.");
    }

    /// <summary>Turns a model in TorchSharp style into an ONNX graph, by running it once; checks the graph against the model's outputs.</summary>
    /// <param name="model">The model. It runs in evaluation mode, without gradients; its mode is restored.</param>
    /// <param name="request">Needs <see cref="ExportRequest.Samples"/> or <see cref="ExportRequest.Shapes"/>.</param>
    /// <param name="progress">Told of each step.</param>
    /// <param name="cancellation">Nothing is written when cancelled; a forward that runs is not stopped.</param>
    /// <exception cref="LionException">The forward fails, or an operation cannot be exported: says which and what to use instead.</exception>
    public static ExportResult Export(
        ModuleSource model, ExportRequest request, IProgress<LionProgress>? progress = null, CancellationToken cancellation = default) =>
        Guard(() =>
        {
            var recorder = new Recorder("export", request, progress, cancellation);
            recorder.Given("onnx", request.OnnxFile);
            recorder.Given("name", request.Name);
            if (request.Samples.IsEmpty == request.Shapes.IsEmpty)
            {
                throw LionException.BadInput("The size of the inputs must be known: give a sample for each input of the module, or its shape.");
            }

            IReadOnlyList<object> samples = request.Samples.IsEmpty ? [.. request.Shapes.Select(SampleOf)] : request.Samples;
            TraceResult trace = recorder.Phase("trace", "running the module", () => Trace(model, samples, request));
            foreach (string warning in trace.Warnings)
            {
                recorder.Warn(warning);
            }

            ImmutableArray<Tensor> inputs = [.. trace.Inputs.Select(TorchTensors.ToOnnx)];
            ImmutableArray<Tensor> outputs = [.. trace.Outputs.Select(TorchTensors.ToOnnx)];
            double difference = recorder.Phase(
                "check", "comparing the graph with the module", () => Difference(trace.Graph, inputs, outputs, recorder));
            if (request.OnnxFile is { } path)
            {
                recorder.Phase("write", "writing the model", () => Write(path, trace.Graph, inputs, outputs, recorder));
            }

            return new ExportResult
            {
                Graph = trace.Graph,
                Path = request.OnnxFile,
                Inputs = inputs,
                Outputs = outputs,
                LargestDifference = difference,
                Record = recorder.Finish(),
            };
        });

    private static TraceResult Trace(ModuleSource model, IReadOnlyList<object> samples, ExportRequest request)
    {
        try
        {
            return model.Trace(samples, request);
        }
        // What a forward throws is its author's; whatever it is, the trace is discarded.
        catch (Exception failure) when (failure is not LionException and not OnnxException and not OperationCanceledException)
        {
            throw LionException.BadInput($"{model.Name}{PlaceOf(failure)}: {failure.Message}", failure);
        }
    }

    /// <summary>Where in the model's own code a failure came up, as far as its symbols are known: <c> (Cell 3, line 7)</c>.</summary>
    private static string PlaceOf(Exception failure)
    {
        for (Exception? at = failure; at is not null; at = at.InnerException)
        {
            foreach (StackFrame frame in new StackTrace(at, fNeedFileInfo: true).GetFrames())
            {
                if (frame.GetFileName() is { } file && frame.GetMethod()?.Module.Assembly is var code && code != typeof(torch).Assembly
                    && code != typeof(Lion).Assembly)
                {
                    return $" ({Path.GetFileName(file)}, line {frame.GetFileLineNumber()})";
                }
            }
        }

        return string.Empty;
    }

    private static object SampleOf(TensorShape shape)
    {
        // In floating point, since the shape is anybody's: its product need not fit an integer.
        double count = shape.Dimensions.Aggregate(1.0, (product, size) => product * size);
        if (count > Array.MaxLength)
        {
            throw LionException.BadInput($"The shape {shape} has {count:0.##e0} elements; a tensor holds at most {Array.MaxLength}.");
        }

        var random = new Random(1);
        float[] values = [.. Enumerable.Range(0, (int)count).Select(_ => (2 * random.NextSingle()) - 1)];
        return torch.tensor(values, [.. shape.Dimensions.Select(size => (long)size)]);
    }

    /// <summary>The largest |graph − module| / max(1, |module|) of all outputs.</summary>
    private static double Difference(Graph graph, ImmutableArray<Tensor> inputs, ImmutableArray<Tensor> outputs, Recorder recorder)
    {
        IReadOnlyDictionary<string, Tensor> computed = FloatInterpreter.Run(
            graph,
            graph.Inputs.Zip(inputs).ToDictionary(pair => pair.First.Name, pair => pair.Second, StringComparer.Ordinal),
            new InterpreterOptions { Cores = recorder.Workers.Cores, Cancellation = recorder.Cancellation });
        double largest = 0;
        foreach ((GraphTensor output, Tensor expected) in graph.Outputs.Zip(outputs))
        {
            foreach ((float graphValue, float moduleValue) in computed[output.Name].ToFloats().Zip(expected.ToFloats()))
            {
                // Values that are equal, also infinities, and NaN in the same place are no difference.
                if (graphValue.Equals(moduleValue))
                {
                    continue;
                }

                double difference = Math.Abs((double)graphValue - moduleValue) / Math.Max(1, Math.Abs((double)moduleValue));
                largest = difference <= MaxExportDifference
                    ? Math.Max(largest, difference)
                    : throw new InvalidOperationException($"the graph of {graph.Name} gives {graphValue} in output '{output.Name}' where the "
                        + $"module gives {moduleValue}");
            }
        }

        return largest;
    }

    private static void Write(string path, Graph graph, ImmutableArray<Tensor> inputs, ImmutableArray<Tensor> outputs, Recorder recorder)
    {
        string full = Path.GetFullPath(path);
        using var transaction = new FileTransaction(Path.GetDirectoryName(full) ?? full, recorder.Cancellation);
        transaction.Write(Path.GetFileName(full), stream => stream.Write(OnnxWriter.Write(graph)));
        transaction.WriteText(Path.GetFileNameWithoutExtension(full) + ".sample.json", SampleFile.ToJson(inputs, outputs));
        recorder.Wrote(transaction.Commit());
    }
}
