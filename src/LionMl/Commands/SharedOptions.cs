using System.Collections.Immutable;
using System.Globalization;
using LionMl.Artifacts;
using LionMl.Srs;

namespace LionMl.Commands;

/// <summary>Arguments and options that several verbs share, so that they mean the same everywhere.</summary>
internal static class SharedOptions
{
    private const int MaxBits = 24;

    public static VerbArgument Model { get; } = new("MODEL.onnx", ValueKind.Model, "The model");
    public static VerbArgument Folder { get; } = new("DIR", ValueKind.Folder, "The folder of artifacts");

    public static VerbArgument Module { get; } = new("MODULE", ValueKind.Module, "The module: a variable in a notebook, or a class library (.dll)");

    public static VerbOption Sample { get; } = new(
        "--sample", ValueKind.Variable, "An input of the size that the circuit shall take, in a notebook's variable; repeat it for several inputs")
    {
        ValueName = "TENSOR",
        IsRepeatable = true,
    };

    public static VerbOption Shape { get; } = new("--shape", ValueKind.Text, "The shape of a float input, instead of --sample")
    {
        ValueName = "N,…",
        IsRepeatable = true,
        Check = text => VerbValues.TryReadNumbers(text, 1, int.MaxValue, out _) ? null : $"sizes from 1 are needed, e.g. 1,1,28,28, not '{text}'.",
    };

    public static VerbOption TypeName { get; } = new("--type", ValueKind.Text, "The class in the library") { ValueName = "NAME" };

    public static VerbOption Weights { get; } = new("--weights", ValueKind.InputFile, "The class's weights, in TorchSharp's file format")
    {
        ValueName = "FILE",
        DefaultRule = "as the constructor makes them",
    };

    public static VerbOption GraphName { get; } = new("--name", ValueKind.Text, "What the model is called")
    {
        ValueName = "NAME",
        DefaultRule = "the class's name",
    };

    public static VerbOption OnnxFile { get; } = new("--onnx", ValueKind.OutputFile, "Write the model, and the sample beside it as .sample.json")
    {
        ValueName = "model.onnx",
        DefaultRule = "nothing is written",
    };

    public static VerbOption Out { get; } = new("--out", ValueKind.Folder, "Write the artifacts into this folder")
    {
        ValueName = "DIR",
        DefaultRule = "the model's file name with the ending .lion, in the current folder",
    };

    public static VerbOption Data { get; } = new("--data", ValueKind.InputFile, "Sample inputs that choose the scales")
    {
        ValueName = "calibration.json",
    };

    public static VerbOption Range { get; } = new("--input-range", ValueKind.Text, "The range of every input value, instead of --data")
    {
        ValueName = "lo,hi",
        Check = text => VerbValues.TryReadRange(text, out _) ? null : $"two numbers lo,hi with lo below hi are needed, not '{text}'.",
    };

    public static VerbOption Target { get; } = new("--target", ValueKind.Choice, "What the scales are chosen for")
    {
        ValueName = "TARGET",
        Choices = LionDefaults.Targets,
        Default = LionDefaults.Targets[0],
    };

    public static VerbOption Visibility { get; } = new(
        "--visibility", ValueKind.Text, "Who sees which tensors: private, public, hashed, hashed-leo or fixed")
    {
        ValueName = "GROUP=WHO,…",
        Default = LionDefaults.Visibility,
        Check = VerbValues.CheckVisibility,
    };

    public static VerbOption InputBits { get; } = Bits("--input-bits", "Bits of each input element");
    public static VerbOption WeightBits { get; } = Bits("--weight-bits", "Bits of the largest weight of each layer");
    public static VerbOption ActivationBits { get; } = Bits("--activation-bits", "Bits of the largest activation behind each layer");

    public static VerbOption Outliers { get; } = new(
        "--outliers", ValueKind.Choice, "What becomes of activations beyond those of the calibration")
    {
        ValueName = "WHAT",
        Choices = LionDefaults.OutlierNames,
        Default = LionDefaults.OutlierNames[0],
    };

    public static VerbOption Margin { get; } = new(
        "--margin", ValueKind.Number, "Bits by which activations may exceed those of the calibration")
    {
        ValueName = "N",
        Default = $"{LionDefaults.Margin}",
        Check = text => int.Parse(text, CultureInfo.InvariantCulture) is >= 0 and <= LionDefaults.MaxMargin ? null : $"0 to {LionDefaults.MaxMargin}.",
    };

    public static VerbOption Dimension { get; } = new("--dim", ValueKind.Text, "The value of a symbolic dimension of the model")
    {
        ValueName = "name=value",
        IsRepeatable = true,
        DefaultRule = "taken from the data's input_shapes where they leave no choice",
        Check = text => VerbValues.TryReadDimension(text, out _) ? null : $"name=value with a value from 1 is needed, not '{text}'.",
    };

    public static VerbOption Varuna { get; } = new(
        "--varuna", ValueKind.Choice, "The version of the proof system; v2 has a published soundness gap")
    {
        ValueName = "VERSION",
        Choices = ["v3", "v2"],
        Default = "v3",
    };

    public static VerbOption SrsChoice { get; } = new(
        "--srs", ValueKind.Choice, "The structured reference string; whoever made a sandbox can forge proofs")
    {
        ValueName = "SRS",
        Choices = ["aleo", "sandbox"],
        Default = "aleo",
    };

    public static VerbOption Input { get; } = new("--input", ValueKind.InputFile, "The input; repeat it for one proof of several inputs")
    {
        ValueName = "input.json",
        IsRepeatable = true,
        IsRequired = true,
    };

    public static VerbOption Salt { get; } = new(
        "--salt", ValueKind.Text, "What hashed tensors are salted with: a field element, or none for zero")
    {
        ValueName = "FIELD",
        DefaultRule = "drawn at random, and kept in the private folder",
        Check = text => SaltFile.Parse(text) is null ? $"a number such as 5field, or none, is needed, not '{text}'." : null,
    };

    public static VerbOption Offline { get; } = new("--offline", ValueKind.Flag, "Refuse to use the network");

    public static VerbOption ExpectKey { get; } = new("--expect-key", ValueKind.Fingerprint, "Accept only the verifying key with this SHA-256")
    {
        ValueName = "SHA256",
        Check = text => text.Length == 64 && text.All(char.IsAsciiHexDigit) ? null : "64 hexadecimal digits are needed.",
    };

    public static VerbOption Reference { get; } = new(
        "--reference", ValueKind.Choice, "What runs the model in floats; auto takes ONNX Runtime where it is installed")
    {
        ValueName = "WHAT",
        Choices = LionDefaults.References,
        Default = LionDefaults.References[0],
    };

    public static VerbOption MemoryLimit { get; } = new(
        "--memory-limit", ValueKind.Text, "Refuse, before any work, what by an estimate would take more memory than this")
    {
        ValueName = "SIZE",
        DefaultRule = "the machine's memory",
        Check = text => VerbValues.TryReadBytes(text, out _) ? null : $"a size such as 4GB or 512MB is needed, not '{text}'.",
    };

    public static ImmutableArray<VerbOption> QuantizeOptions { get; } =
        [
            Out,
            Data,
            Range,
            Target,
            Visibility,
            Salt,
            InputBits,
            WeightBits,
            ActivationBits,
            Margin,
            Outliers,
            Dimension,
            Reference,
            MemoryLimit,
        ];

    public static ImmutableArray<VerbOption> SetupOptions { get; } = [Varuna, SrsChoice, Offline];

    public static VerbOption Batch { get; } = new("--batch", ValueKind.Text, "Sizes of batches: how many inputs one proof is for")
    {
        ValueName = "N,…",
        Default = "1",
        Check = text => VerbValues.TryReadNumbers(text, 1, int.MaxValue, out _) ? null : $"numbers from 1 are needed, not '{text}'.",
    };

    public static VerbOption BitsList { get; } = new("--bits", ValueKind.Text, "Bits of inputs, weights and activations alike")
    {
        ValueName = "N,…",
        DefaultRule = "calibration chooses",
        Check = text => VerbValues.TryReadNumbers(text, 1, MaxBits, out _) ? null : $"numbers from 1 to {MaxBits} are needed, not '{text}'.",
    };

    public static VerbOption Keep { get; } = new("--keep", ValueKind.Folder, "Keep the table (sweep.csv) and all artifacts in this folder")
    {
        ValueName = "DIR",
        DefaultRule = "nothing is kept",
    };

    private static VerbOption Bits(string name, string help) => new(name, ValueKind.Number, help)
    {
        ValueName = "N",
        DefaultRule = "calibration chooses",
        Check = text => int.Parse(text, CultureInfo.InvariantCulture) is >= 1 and <= MaxBits ? null : $"1 to {MaxBits}.",
    };

    public static VerbOption LogSize { get; } = new("--log-size", ValueKind.Number, "Make 2^K powers")
    {
        ValueName = "K",
        Default = $"{LionDefaults.SandboxLogSize}",
        Check = text => int.Parse(text) is >= SrsStore.MinSandboxLogSize and <= SrsStore.MaxSandboxLogSize
            ? null
            : $"{SrsStore.MinSandboxLogSize} to {SrsStore.MaxSandboxLogSize}.",
    };
}
