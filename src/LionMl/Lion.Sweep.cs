using System.Collections.Immutable;
using System.Globalization;
using LionMl.Artifacts;
using LionMl.Circuits;
using LionMl.Onnx;
using LionMl.Results;
using LionMl.Running;
using LionMl.Varuna;

namespace LionMl;

/// <content>Experiments.</content>
public static partial class Lion
{
    /// <summary>Runs every step for a family of models and settings, and collects what it costs.</summary>
    /// <remarks>
    /// Circuits and keys are made once for each model and number of bits, whatever the batches. A combination that fails is a row with its
    /// reason. Memory is the largest resident size while that row's proof was made, where the operating system can tell.
    /// </remarks>
    /// <exception cref="LionException">There are no models or inputs, or a setting makes no sense.</exception>
    public static SweepResult Sweep(
        SweepRequest request, IProgress<LionProgress>? progress = null, CancellationToken cancellation = default) =>
        Guard(() =>
        {
            ArgumentNullException.ThrowIfNull(request);
            var recorder = new Recorder("sweep", request, progress, cancellation);
            Check(request, recorder);
            using var scratch = new ScratchFolder();
            string folder = request.Keep ?? scratch.Path;
            int?[] bits = request.Bits.IsEmpty ? [null] : [.. request.Bits.Select(one => (int?)one)];
            var rows = ImmutableArray.CreateBuilder<SweepRow>();
            int total = request.Models.Length * bits.Length * request.Batches.Length;
            foreach ((int index, SweepModel model) in request.Models.Index())
            {
                foreach (int? one in bits)
                {
                    string name = string.Create(CultureInfo.InvariantCulture, $"{index + 1:00}{(one is null ? "" : $"-{one}bit")}");
                    var family = new SweepFamily(request, model, one, Path.Combine(folder, name));
                    foreach (SweepRow row in RunFamily(family, recorder))
                    {
                        rows.Add(row);
                        recorder.Report($"sweep: {rows.Count} of {total} combinations", (double)rows.Count / total);
                    }
                }
            }

            var result = new SweepResult { Rows = rows.DrainToImmutable(), Record = recorder.Finish() };
            if (request.Keep is not null)
            {
                using var transaction = new FileTransaction(request.Keep, recorder.Cancellation);
                transaction.WriteText(ArtifactNames.SweepTable, result.ToCsv().TrimEnd('\n'));
                recorder.Wrote(transaction.Commit());
            }

            return result with { Record = recorder.Finish() };
        });

    private static void Check(SweepRequest request, Recorder recorder)
    {
        if (request.Models.IsEmpty)
        {
            throw LionException.BadInput("There is nothing to sweep over: give at least one model.");
        }

        RequireInputs(request.Inputs, recorder);
        if (request.Batches.IsEmpty || request.Batches.Any(batch => batch < 1))
        {
            throw LionException.BadInput("A batch is a number of inputs from 1.");
        }

        recorder.Option("batch", string.Join(',', request.Batches), "1");
        recorder.Given("bits", request.Bits.IsEmpty ? null : string.Join(',', request.Bits));
    }

    /// <summary>The rows of one circuit. They come one by one, so that progress is told between them.</summary>
    private static IEnumerable<SweepRow> RunFamily(SweepFamily family, Recorder recorder)
    {
        var values = family.Model.Values.ToBuilder();
        if (family.Bits is { } bits)
        {
            values["bits"] = bits;
        }

        SweepCircuit? made = null;
        string? failure = Attempt(() => made = family.Make(values, recorder));
        foreach (int batch in family.Request.Batches)
        {
            var row = values.ToImmutable().ToBuilder();
            row["batch"] = batch;
            string? problem = made is null ? failure : Attempt(() => family.Prove(made, batch, row, recorder));
            yield return new SweepRow(family.Label, row.ToImmutable(), problem);
        }
    }

    private static string? Attempt(Action step)
    {
        try
        {
            step();
            return null;
        }
        catch (Exception failure) when (LionFailure.From(failure) is { Kind: FailureKind.BadInput or FailureKind.Rejected } sorted)
        {
            return sorted.Message;
        }
    }

    private sealed record SweepCircuit(
        LoadedCircuit Circuit, ProvingKey Key, StatementFile Statement, UniversalSrs Srs, ImmutableArray<DataSource> Samples);

    private sealed record SweepFamily(SweepRequest Request, SweepModel Model, int? Bits, string Folder)
    {
        public string Label => Model.Label ?? Path.GetFileNameWithoutExtension(Model.Model.Name);

        public SweepCircuit Make(ImmutableDictionary<string, double>.Builder row, Recorder recorder)
        {
            QuantizeRequest quantize = Request.Quantize with
            {
                InputBits = Bits ?? Request.Quantize.InputBits,
                WeightBits = Bits ?? Request.Quantize.WeightBits,
                ActivationBits = Bits ?? Request.Quantize.ActivationBits,
            };
            if (quantize is { Data: null, InputRange: null })
            {
                quantize = quantize with { Data = Request.Inputs[0] };
            }

            Recorder steps = recorder.ForStep();
            LoadedCircuit circuit = QuantizeCore(Model.Model, Folder, quantize, Request.Inputs, steps, MemoryUse.Proof).Circuit;
            CostReport cost = circuit.Compiled.Cost;
            row.TryAdd("layers", cost.Layers.Count(layer => layer.Macs > 0));
            row["macs"] = cost.Macs;
            row["constraints"] = circuit.Summary.Info.ConstraintCount;
            row["variables"] = circuit.Summary.Info.VariableCount;
            row["nonZeros"] = cost.NonZeros;
            row["publicInputs"] = circuit.Summary.Info.PublicCount;
            row["quantizeSeconds"] = steps.TotalSeconds;

            steps = recorder.ForStep();
            (ProvingKey key, StatementFile statement, UniversalSrs srs) =
                SetupCore(circuit, Folder, Request.Setup, Request.Home, steps);
            row["setupSeconds"] = steps.TotalSeconds;
            row["provingKeyBytes"] = steps.BytesOf(ArtifactNames.ProvingKey);
            row["verifyingKeyBytes"] = VerifyingKey.ByteCount;
            recorder.Adopt(steps);
            return new SweepCircuit(circuit, key, statement, srs, [.. Request.Inputs.SelectMany(input => Split(input, circuit.Model))]);
        }

        public void Prove(SweepCircuit made, int batch, ImmutableDictionary<string, double>.Builder row, Recorder recorder)
        {
            ImmutableArray<DataSource> inputs = [.. Enumerable.Range(0, batch).Select(i => made.Samples[i % made.Samples.Length])];
            var request = new ProveRequest { Inputs = inputs, Reference = Request.Quantize.Reference };
            MachineMemory.ForgetPeak();
            Recorder steps = recorder.ForStep();
            ProveResult proof = ProveCore(Folder, request, made.Circuit, made.Key, made.Statement, made.Srs, steps);
            row["proveSeconds"] = steps.SecondsOf("witness") + steps.SecondsOf("prove");
            row["peakMemoryBytes"] = MachineMemory.PeakBytes();
            row["proofBytes"] = proof.ProofBytes;
            row["relativeError"] = proof.Fidelity.RelativeError;
            steps = recorder.ForStep();
            VerifyResult verdict = VerifyCore(new VerifyRequest { Folder = Folder, Home = Request.Home }, steps);
            row["verifySeconds"] = steps.SecondsOf("verify");
            if (!verdict.IsAccepted)
            {
                throw new LionException(FailureKind.Rejected, verdict.Verdict);
            }
        }

        private static IEnumerable<DataSource> Split(DataSource input, Graph model)
        {
            TensorSamples samples = input.Read(model);
            return Enumerable.Range(0, samples.Count).Select(sample =>
            {
                IReadOnlyDictionary<string, Tensor> one = samples.Inputs(sample);
                string name = samples.Count == 1 ? input.Name : $"{input.Name}, sample {sample}";
                return DataSource.FromInputs([.. model.Inputs.Select(tensor => one[tensor.Name])]).Named(name);
            });
        }
    }
}
