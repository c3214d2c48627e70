using System.Collections.Immutable;

namespace LionMl.Commands;

/// <summary>The rows of the table.</summary>
internal static class VerbRows
{
    private static readonly VerbOption KeyFile = InsteadOfFolder("--key", "The verifying key, instead of DIR");
    private static readonly VerbOption PublicFile = InsteadOfFolder("--public", "The public inputs, instead of DIR");
    private static readonly VerbOption ProofFile = InsteadOfFolder("--proof", "The proof, instead of DIR");

    private static readonly VerbOption Confirm = new(
        "--confirm", ValueKind.InputFile, "An input that the proof's digest must be of (input=hashed); repeat it for several instances")
    {
        ValueName = "input.json",
        IsRepeatable = true,
    };

    private static readonly VerbOption ConfirmSalt = new("--confirm-salt", ValueKind.Text, "The salt of the inputs to confirm")
    {
        ValueName = "FIELD",
        DefaultRule = "those in private/salts.json, else none",
        Check = SharedOptions.Salt.Check,
    };

    private static readonly string[] Triple = [KeyFile.Name, PublicFile.Name, ProofFile.Name];

    public static Verb Export { get; } = new("export", "Turn a model in TorchSharp style into an ONNX model")
    {
        Arguments = [SharedOptions.Module],
        Options =
        [
            SharedOptions.Sample,
            SharedOptions.Shape,
            SharedOptions.TypeName,
            SharedOptions.Weights,
            SharedOptions.GraphName,
            SharedOptions.OnnxFile,
        ],
        Example = "lion export Models.dll --type Digits --weights digits.dat --shape 1,1,28,28 --onnx digits.onnx",
        NotebookExample = "lion export net --sample x",
        ResultName = "model",
        Check = RequireSampleAndType,
        Action = (call, context) => Lion.Export(
            call.Module(SharedOptions.Module.Name, SharedOptions.TypeName.Name, SharedOptions.Weights.Name),
            VerbValues.ExportRequest(call, context),
            context.Progress,
            context.Cancellation),
    };

    public static Verb Quantize { get; } = new("quantize", "Turn a model into a circuit over integers")
    {
        Arguments = [SharedOptions.Model],
        Options = SharedOptions.QuantizeOptions,
        Example = "lion quantize model.onnx --data calibration.json --out work",
        ResultName = "circuit",
        Check = RequireRange,
        Action = (call, context) => Lion.Quantize(
            call.Model(SharedOptions.Model.Name)!, VerbValues.QuantizeRequest(call), context.Progress, context.Cancellation),
    };

    public static Verb Estimate { get; } = new("estimate", "Say what setup and proof will need on this machine")
    {
        Arguments = [SharedOptions.Folder],
        Example = "lion estimate work",
        Action = (call, context) => Lion.Estimate(
            call.Text(SharedOptions.Folder.Name)!,
            new EstimateRequest { Cores = VerbValues.Cores(call) },
            context.Progress,
            context.Cancellation),
    };

    public static Verb Table { get; } = new("table", "Show what each layer costs, and the settings that calibration tried")
    {
        Arguments = [SharedOptions.Folder],
        Example = "lion table work",
        Action = (call, context) => Lion.Table(
            call.Text(SharedOptions.Folder.Name)!,
            new TableRequest { Cores = VerbValues.Cores(call) },
            context.Progress,
            context.Cancellation),
    };

    public static Verb SrsList { get; } = new("srs list", "Show what the cache holds and what it is good for")
    {
        Example = "lion srs list",
        Action = (call, context) => Lion.SrsList(VerbValues.SrsRequest(call), context.Progress, context.Cancellation),
    };

    public static Verb SrsFetch { get; } = new("srs fetch", "Take Aleo's mainnet SRS out of the pinned npm package")
    {
        Options = [SharedOptions.Offline],
        Example = "lion srs fetch",
        Action = (call, context) => Lion.SrsFetch(VerbValues.SrsRequest(call), context.Progress, context.Cancellation),
    };

    public static Verb SrsImport { get; } = new("srs import", "Add larger powers of Aleo's SRS, or the npm package from a file")
    {
        Arguments = [new("FILE", ValueKind.InputFile, "A .usrs file, or the package as .tgz, folder or .wasm file")],
        Example = "lion srs import powers-of-beta-16.usrs",
        Action = (call, context) => Lion.SrsImport(call.Text("FILE")!, VerbValues.SrsRequest(call), context.Progress, context.Cancellation),
    };

    public static Verb SrsMake { get; } = new("srs make", "Make a sandbox SRS from randomness that is then forgotten")
    {
        Options = [SharedOptions.LogSize],
        Example = "lion srs make --log-size 17",
        Action = (call, context) => Lion.SrsMake(
            VerbValues.SrsRequest(call) with { LogSize = call.Number(SharedOptions.LogSize.Name) }, context.Progress, context.Cancellation),
    };

    public static Verb Setup { get; } = new("setup", "Make the proving key and the verifying key")
    {
        Arguments = [SharedOptions.Folder],
        Options = [.. SharedOptions.SetupOptions, SharedOptions.MemoryLimit],
        Example = "lion setup work --srs sandbox",
        ResultName = "keys",
        Action = (call, context) => Lion.Setup(
            call.Text(SharedOptions.Folder.Name)!, VerbValues.SetupRequest(call), context.Progress, context.Cancellation),
    };

    public static Verb Mock { get; } = new("mock", "Compute the witness and check every constraint, without keys or proof")
    {
        Arguments = [SharedOptions.Folder],
        Options = [SharedOptions.Input, SharedOptions.Reference, SharedOptions.MemoryLimit],
        Example = "lion mock work --input input.json",
        Action = (call, context) => Lion.Mock(
            call.Text(SharedOptions.Folder.Name)!, VerbValues.MockRequest(call), context.Progress, context.Cancellation),
    };

    public static Verb Prove { get; } = new("prove", "Prove that the circuit turns the input into the output")
    {
        Arguments = [SharedOptions.Folder],
        Options = [SharedOptions.Input, SharedOptions.Salt, SharedOptions.Offline, SharedOptions.Reference, SharedOptions.MemoryLimit],
        Example = "lion prove work --input input.json",
        ResultName = "proof",
        Action = (call, context) => Lion.Prove(
            call.Text(SharedOptions.Folder.Name)!, VerbValues.ProveRequest(call), context.Progress, context.Cancellation),
    };

    public static Verb Verify { get; } = new("verify", "Check a proof")
    {
        Arguments =
        [
            SharedOptions.Folder with { IsOptional = true, Help = "The folder of artifacts; or give --key, --public and --proof" },
        ],
        Options = [KeyFile, PublicFile, ProofFile, .. SharedOptions.SetupOptions, SharedOptions.ExpectKey, Confirm, ConfirmSalt],
        Example = "lion verify work",
        ResultName = "verification",
        Check = RequireFolderOrTriple,
        Action = (call, context) => Lion.Verify(VerbValues.VerifyRequest(call), context.Progress, context.Cancellation),
    };

    public static Verb Run { get; } = new("run", "All steps: quantize, setup, prove and verify")
    {
        Arguments = [SharedOptions.Model],
        Options =
        [
            SharedOptions.Input,
            .. SharedOptions.QuantizeOptions,
            .. SharedOptions.SetupOptions,
            SharedOptions.ExpectKey,
        ],
        Example = "lion run model.onnx --input input.json --data calibration.json",
        Action = (call, context) => Lion.Run(
            call.Model(SharedOptions.Model.Name)!, VerbValues.RunRequest(call), context.Progress, context.Cancellation),
    };

    public static Verb Sweep { get; } = new("sweep", "Run all steps for several models, batches or numbers of bits, and compare")
    {
        Arguments = [SharedOptions.Model with { IsRepeatable = true, Help = "The models" }],
        Options =
        [
            SharedOptions.Input,
            SharedOptions.Batch,
            SharedOptions.BitsList,
            SharedOptions.Keep,
            SharedOptions.Data,
            SharedOptions.Range,
            SharedOptions.Target,
            SharedOptions.Visibility,
            SharedOptions.Dimension,
            SharedOptions.Reference,
            SharedOptions.MemoryLimit,
            .. SharedOptions.SetupOptions,
        ],
        Example = "lion sweep small.onnx large.onnx --input input.json --data calibration.json --srs sandbox --batch 1,4",
        ResultName = "sweep",
        Action = (call, context) => Lion.Sweep(VerbValues.SweepRequest(call), context.Progress, context.Cancellation),
    };

    private static VerbOption InsteadOfFolder(string name, string help) => new(name, ValueKind.InputFile, help) { ValueName = "FILE" };

    private static string? RequireRange(VerbCall call) => (call.Has(SharedOptions.Data.Name), call.Has(SharedOptions.Range.Name)) switch
    {
        (false, false) => "'quantize' needs to know how large the inputs get: give --data calibration.json or --input-range lo,hi.",
        (true, true) => "Give --data or --input-range, not both.",
        _ => null,
    };

    private static string? RequireSampleAndType(VerbCall call)
    {
        if (call.Has(SharedOptions.Sample.Name) == call.Has(SharedOptions.Shape.Name))
        {
            return "'export' needs to know how large the inputs are: give --sample for each, or --shape.";
        }

        bool isVariable = call.IsVariable(SharedOptions.Module.Name);
        return (isVariable, call.Has(SharedOptions.TypeName.Name)) switch
        {
            (false, false) => "A library's class must be named: give --type.",
            (true, true) => "--type names a class in a library; a variable has its own.",
            _ => isVariable && call.Has(SharedOptions.Weights.Name) ? "--weights is for a library's class; a variable has its own." : null,
        };
    }

    private static string? RequireFolderOrTriple(VerbCall call)
    {
        int given = Triple.Count(call.Has);
        if (call.Has(SharedOptions.Folder.Name))
        {
            string[] clash = [.. Triple.Where(call.Has)];
            return clash.Length > 0 ? $"DIR already says what {string.Join(", ", clash)} would; give one or the other." : null;
        }

        return given == Triple.Length ? null : "'verify' needs DIR, or all of --key, --public and --proof.";
    }
}
