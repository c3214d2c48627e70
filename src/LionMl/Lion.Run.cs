using LionMl.Circuits;
using LionMl.Results;
using LionMl.Running;
using LionMl.Varuna;

namespace LionMl;

/// <content>All steps.</content>
public static partial class Lion
{
    /// <summary>Quantises, sets up, proves and verifies; keeps keys and SRS in memory between the steps.</summary>
    /// <remarks>Without data and range the given inputs calibrate, which the result's warnings say.</remarks>
    /// <exception cref="LionException">As each step; the files of the steps before stay.</exception>
    public static RunResult Run(
        ModelSource model, RunRequest request, IProgress<LionProgress>? progress = null, CancellationToken cancellation = default) =>
        Guard(() =>
        {
            var recorder = new Recorder("run", request, progress, cancellation);
            RequireInputs(request.Inputs, recorder);
            string folder = recorder.Option("out", request.Quantize.Out, DefaultFolder(model));
            QuantizeRequest quantize = request.Quantize;
            if (quantize is { Data: null, InputRange: null })
            {
                quantize = quantize with { Data = request.Inputs[0] };
                recorder.Warn($"No --data and no --input-range were given: {request.Inputs[0]} itself calibrated, so other inputs may "
                    + "lie outside of the circuit's ranges.");
            }

            LoadedCircuit circuit = QuantizeCore(model, folder, quantize, request.Inputs, recorder, MemoryUse.Proof).Circuit;
            (ProvingKey key, var statement, UniversalSrs srs) = SetupCore(circuit, folder, request.Setup, request.Home, recorder);
            var prove = new ProveRequest { Inputs = request.Inputs, Salt = request.Salt, Reference = request.Quantize.Reference };
            ProveResult proof = ProveCore(folder, prove, circuit, key, statement, srs, recorder);
            var check = new VerifyRequest
            {
                Folder = folder,
                Varuna = statement.Varuna == LionDefaults.Name(VarunaVersion.V2) ? VarunaVersion.V2 : VarunaVersion.V3,
                Srs = srs.Kind,
                ExpectKey = request.ExpectKey,
                Home = request.Home,
            };
            VerifyResult verdict = VerifyCore(check, recorder);
            return new RunResult { Proof = proof, Verification = verdict, Record = recorder.Finish() };
        });
}
