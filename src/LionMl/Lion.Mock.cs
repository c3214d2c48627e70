using System.Collections.Immutable;
using LionMl.Algebra;
using LionMl.Artifacts;
using LionMl.Circuits;
using LionMl.R1cs;
using LionMl.Results;
using LionMl.Running;

namespace LionMl;

/// <content>Running a circuit without proving.</content>
public static partial class Lion
{
    /// <summary>Computes the witness of every sample, checks every constraint, and writes all outputs.</summary>
    /// <exception cref="LionException">A value lies outside its range, or (kind rejected) a constraint does not hold.</exception>
    public static MockResult Mock(
        string folder, MockRequest request, IProgress<LionProgress>? progress = null, CancellationToken cancellation = default) =>
        Guard(() =>
        {
            var recorder = new Recorder("mock", request, progress, cancellation);
            RequireInputs(request.Inputs, recorder);
            LoadedCircuit circuit = LoadedCircuit.Load(folder, recorder, MemoryUse.Check);
            using var run = new SampleRun(circuit, request.Reference, recorder);
            recorder.Phase("witness", "checking every constraint", () =>
            {
                TensorSamples[] files = [.. request.Inputs.Select(circuit.ReadSamples)];
                int total = files.Sum(file => file.Count);
                for (int i = 0; i < files.Length; i++)
                {
                    for (int sample = 0; sample < files[i].Count; sample++)
                    {
                        WitnessResult witness = run.Add(request.Inputs[i].Name, files[i], sample, []);
                        if (R1csCheck.FirstUnsatisfied(circuit.Compiled.R1cs, witness.Assignment) is { } broken)
                        {
                            throw new LionException(FailureKind.Rejected, $"{request.Inputs[i]}, sample {sample}: {broken}.");
                        }

                        recorder.Report("checking every constraint", (double)run.Computed.Count / total);
                    }
                }
            });
            recorder.Phase("write", "writing the outputs", () =>
            {
                using var transaction = new FileTransaction(folder, recorder.Cancellation);
                transaction.WriteText(ArtifactNames.Output, OutputFile.ToJson(circuit.Model.Outputs, run.Computed, run.Reference));
                recorder.Wrote(transaction.Commit());
            });
            return new MockResult
            {
                Folder = folder,
                Circuit = circuit.Summary,
                Fidelity = run.Fidelity,
                Reference = run.ReferenceName,
                Samples = run.Computed.Count,
                Outputs = [.. run.Computed],
                Record = recorder.Finish(),
            };
        });

    private static void RequireInputs(ImmutableArray<DataSource> inputs, Recorder recorder)
    {
        if (inputs.IsEmpty)
        {
            throw LionException.BadInput("There is no input: give at least one.");
        }

        recorder.Given("input", string.Join(' ', inputs));
    }
}
