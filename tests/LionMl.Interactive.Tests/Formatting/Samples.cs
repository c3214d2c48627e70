using System.Collections.Immutable;
using LionMl.Artifacts;
using LionMl.Circuits;
using LionMl.Onnx;
using LionMl.Results;
using LionMl.Varuna;

namespace LionMl.Interactive.Tests.Formatting;

/// <summary>Made-up results, the same at every run; a name can be given that stands wherever foreign text can.</summary>
internal sealed class Samples(string name = "dense_1")
{
    private static readonly string Hash = string.Concat(Enumerable.Repeat("0123456789abcdef", 4));

    public RunRecord Record => new()
    {
        Verb = "prove",
        Cores = 2,
        TotalSeconds = 4.5,
        PhaseSeconds = [new("load", 0.25), new("witness", 0.75), new(name, 3.25)],
        PeakMemoryBytes = 300 << 20,
        Options = [new("varuna", "v3", true), new("srs", name, false)],
        Files = [new("proof.bin", 957), new(name, 2048)],
        Warnings = [name, StatementSrs.SandboxWarning],
    };

    public CircuitSummary Circuit => CircuitInfo.TryCreate([16, 5000, 4100, 9000, 8000, 4200], out CircuitInfo? info, out string? reason)
        ? new CircuitSummary(info)
        : throw new InvalidOperationException(reason);

    public FidelityReport Fidelity => new(0.0123, 0.25, 0.9375, 16, 0.05, 0.04, 2.5);

    public CostReport Cost => new(
        [
            new LayerCost("input", "range check", 0, 512, 600, 700, 600, 512, 9, 9, 8, 0.125, LayerSeverity.None),
            new LayerCost(name, "Gemm", 1024, 3072, 3500, 6000, 5000, 3072, 17, 22, 16, 0.75, LayerSeverity.High),
            new LayerCost("relu", "Relu", 0, 516, 900, 2300, 2400, 616, 12, 12, 8, 0.125, LayerSeverity.Notable),
        ],
        4100, 5000, 9000, 8000, 4200, 11, 1024, DomainSizes.Of(4100, 5000, 9000, 8000, 4200, 11));

    public CalibrationRecord Calibration => new(
        [
            new CalibrationTrial(8, 8, 8, "", 4100, 21200, Fidelity, null, "chosen"),
            new CalibrationTrial(6, 6, 6, "", 3000, 15000, Fidelity with { RelativeError = 0.2 }, null, "less accurate"),
            new CalibrationTrial(4, 8, 8, name, 0, 0, null, name, "failed"),
        ],
        Fidelity,
        [new LayerSaturation(name, "Gemm", 17, 15, 22, new IntegerRange(-9000, 12000), 2)],
        [name]);

    public StatementFile Statement => new()
    {
        Varuna = "v3",
        Srs = new StatementSrs { Kind = "sandbox", Sha256 = Hash, VerifierHex = "00", Warning = StatementSrs.SandboxWarning },
        Model = new StatementModel(name, Hash),
        Visibility = "input=private,output=public,params=fixed",
        CircuitSha256 = Hash,
        KeySha256 = Hash,
        Lionml = "0.1.0",
        Tensors = [new StatementTensor(name, "output", [1, 10], 1, 10, 16, -100, 100)],
        Proof = new StatementProof(1, Hash, Hash),
    };

    public ProveResult Prove => new()
    {
        Folder = name,
        Circuit = Circuit,
        Statement = Statement,
        ProofBytes = 957,
        Fidelity = Fidelity,
        Record = Record,
    };

    public VerifyResult Accepted => new()
    {
        IsAccepted = true,
        KeySha256 = Hash,
        IsKeyExpected = true,
        Varuna = "v3",
        Srs = "sandbox",
        Instances = 1,
        Circuit = Circuit,
        Statement = Statement,
        Record = Record with { Verb = "verify" },
    };

    public VerifyResult Rejected => Accepted with { IsAccepted = false, Reason = name, IsKeyExpected = false, Statement = null };

    /// <summary>One result of each kind, and two verdicts.</summary>
    public ImmutableArray<LionResult> All =>
    [
        new QuantizeResult
        {
            Folder = name,
            Circuit = Circuit,
            Inputs = [new GraphTensor(name, TensorShape.Of(1, 64), ElementType.Float)],
            Outputs = [new GraphTensor("logits", TensorShape.Of(1, 10), ElementType.Float)],
            Cost = Cost,
            Calibration = Calibration,
            Source = new StatementModel(name, Hash),
            CircuitSha256 = Hash,
            Record = Record with { Verb = "quantize" },
        },
        new ExportResult
        {
            Graph = LionMl.TestSupport.SmallModels.Dense(),
            Path = name,
            Inputs = [],
            Outputs = [],
            LargestDifference = 1e-7,
            Record = Record with { Verb = "export" },
        },
        new TableResult { Circuit = Circuit, Cost = Cost, Calibration = Calibration, Record = Record with { Verb = "table" } },
        new EstimateResult
        {
            Circuit = Circuit,
            Estimate = new CostEstimate(16383, 9 << 20, 673, 400 << 20, 3.5, 2.25),
            Srs = Circuit.SrsRequirement,
            IsAleoEnough = true,
            Record = Record with { Verb = "estimate" },
        },
        new SetupResult
        {
            Folder = name, Circuit = Circuit, KeySha256 = Hash, Varuna = "v3", Srs = "sandbox", Record = Record with { Verb = "setup" },
        },
        new MockResult { Folder = name, Circuit = Circuit, Fidelity = Fidelity, Samples = 16, Record = Record with { Verb = "mock" } },
        Prove,
        Accepted,
        Rejected,
        new RunResult { Proof = Prove, Verification = Accepted, Record = Record with { Verb = "run" } },
        new SweepResult
        {
            Rows =
            [
                new SweepRow(name, Numbers(("layers", 1), ("batch", 1), ("proofBytes", 957), ("proveSeconds", 0.25)), null),
                new SweepRow("deep", Numbers(("layers", 2), ("batch", 1)), name),
            ],
            Record = Record with { Verb = "sweep" },
        },
        new SrsListResult
        {
            Folder = name,
            Entries = [new SrsEntry("aleo", 65536, 100, 6 << 20, Hash), new SrsEntry(name, 1024, 100, 1 << 20, Hash)],
            Record = Record with { Verb = "srs list" },
        },
    ];

    private static ImmutableDictionary<string, double> Numbers(params (string Name, double Value)[] numbers) =>
        numbers.ToImmutableDictionary(pair => pair.Name, pair => pair.Value);

    /// <summary>Parts that can be evaluated by themselves.</summary>
    public ImmutableArray<object> Parts =>
        [Cost, Cost.Estimate(MachineModel.Default), Circuit, Fidelity, Calibration, Statement, Record, Circuit.ToSection()];
}
