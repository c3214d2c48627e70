using LionMl.Circuits;
using LionMl.Results;
using LionMl.Running;
using LionMl.Srs;
using LionMl.Varuna;

namespace LionMl;

/// <content>What a circuit costs, before setup.</content>
public static partial class Lion
{
    /// <summary>Says what setup and proof will need; measures this machine for a fraction of a second.</summary>
    /// <exception cref="LionException">There is no usable circuit in the folder.</exception>
    public static EstimateResult Estimate(
        string folder,
        EstimateRequest? request = null,
        IProgress<LionProgress>? progress = null,
        CancellationToken cancellation = default) =>
        Guard(() =>
        {
            request ??= new EstimateRequest();
            var recorder = new Recorder("estimate", request, progress, cancellation);
            LoadedCircuit circuit = LoadedCircuit.Load(folder, recorder);
            double loading = recorder.PhaseSum;
            MachineModel machine = recorder.Phase(
                "measure", "measuring this machine", () => MachineProbe.Measure(recorder.Workers, loading));
            SrsRequirement needed = circuit.Summary.SrsRequirement;
            SrsRequirement aleo = new SrsStore(request.Home).AleoAvailable();
            return new EstimateResult
            {
                Circuit = circuit.Summary,
                Estimate = circuit.Compiled.Cost.Estimate(machine),
                Srs = needed,
                IsAleoEnough = aleo == default ? null : needed.IsCoveredBy(aleo),
                Record = recorder.Finish(),
            };
        });

    /// <summary>Shows what each layer costs, and the settings that calibration tried.</summary>
    /// <exception cref="LionException">There is no usable circuit in the folder.</exception>
    public static TableResult Table(
        string folder, TableRequest? request = null, IProgress<LionProgress>? progress = null, CancellationToken cancellation = default) =>
        Guard(() =>
        {
            var recorder = new Recorder("table", request ?? new TableRequest(), progress, cancellation);
            LoadedCircuit circuit = LoadedCircuit.Load(folder, recorder);
            return new TableResult
            {
                Circuit = circuit.Summary,
                Cost = circuit.Compiled.Cost,
                Calibration = circuit.File.Calibration,
                Record = recorder.Finish(),
            };
        });
}
