using System.Collections.Immutable;
using System.Globalization;
using LionMl.Circuits;
using LionMl.Onnx;
using LionMl.Varuna;

namespace LionMl.Commands;

/// <summary>Turns checked text into requests; what was not given stays null, so that <see cref="Lion"/> alone applies defaults.</summary>
internal static class VerbValues
{
    public static int? Cores(VerbCall call) => call.Number("--cores");

    public static ExportRequest ExportRequest(VerbCall call, VerbContext context) => new()
    {
        Cores = Cores(call),
        Samples = call.Variables(SharedOptions.Sample.Name),
        Shapes =
        [
            .. call.All(SharedOptions.Shape.Name)
                .Select(text => TryReadNumbers(text, 1, int.MaxValue, out var sizes) ? TensorShape.Of(sizes.AsSpan()) : null).OfType<TensorShape>(),
        ],
        Name = call.Text(SharedOptions.GraphName.Name),
        OnnxFile = call.Text(SharedOptions.OnnxFile.Name),
        Images = context.Images,
    };

    public static QuantizeRequest QuantizeRequest(VerbCall call) => new()
    {
        Cores = Cores(call),
        MemoryLimit = MemoryLimit(call),
        Reference = Reference(call),
        Out = call.Text(SharedOptions.Out.Name),
        Data = call.Data(SharedOptions.Data.Name),
        InputRange = call.Text(SharedOptions.Range.Name) is { } range && TryReadRange(range, out InputRange read) ? read : null,
        Target = call.Text(SharedOptions.Target.Name),
        Visibility = call.Text(SharedOptions.Visibility.Name),
        Salt = call.Text(SharedOptions.Salt.Name),
        InputBits = call.Number(SharedOptions.InputBits.Name),
        WeightBits = call.Number(SharedOptions.WeightBits.Name),
        ActivationBits = call.Number(SharedOptions.ActivationBits.Name),
        Margin = call.Number(SharedOptions.Margin.Name),
        Outliers = call.Text(SharedOptions.Outliers.Name),
        Dimensions = Dimensions(call),
    };

    public static SetupRequest SetupRequest(VerbCall call) => new()
    {
        Cores = Cores(call),
        MemoryLimit = MemoryLimit(call),
        Varuna = Version(call),
        Srs = Srs(call),
        IsOffline = call.Has(SharedOptions.Offline.Name),
    };

    public static SrsRequest SrsRequest(VerbCall call) => new() { Cores = Cores(call), IsOffline = call.Has(SharedOptions.Offline.Name) };

    public static MockRequest MockRequest(VerbCall call) => new()
    {
        Cores = Cores(call),
        MemoryLimit = MemoryLimit(call),
        Reference = Reference(call),
        Inputs = call.AllData(SharedOptions.Input.Name),
    };

    public static ProveRequest ProveRequest(VerbCall call) => new()
    {
        Cores = Cores(call),
        MemoryLimit = MemoryLimit(call),
        Reference = Reference(call),
        Inputs = call.AllData(SharedOptions.Input.Name),
        Salt = call.Text(SharedOptions.Salt.Name),
        IsOffline = call.Has(SharedOptions.Offline.Name),
    };

    public static VerifyRequest VerifyRequest(VerbCall call) => new()
    {
        Cores = Cores(call),
        Folder = call.Text(SharedOptions.Folder.Name),
        KeyFile = call.Text("--key"),
        PublicFile = call.Text("--public"),
        ProofFile = call.Text("--proof"),
        Varuna = Version(call),
        Srs = Srs(call),
        ExpectKey = call.Text(SharedOptions.ExpectKey.Name),
        Inputs = call.AllData("--confirm"),
        Salt = call.Text("--confirm-salt"),
        IsOffline = call.Has(SharedOptions.Offline.Name),
    };

    public static RunRequest RunRequest(VerbCall call) => new()
    {
        Cores = Cores(call),
        MemoryLimit = MemoryLimit(call),
        Inputs = call.AllData(SharedOptions.Input.Name),
        Quantize = QuantizeRequest(call),
        Setup = SetupRequest(call),
        ExpectKey = call.Text(SharedOptions.ExpectKey.Name),
        Salt = call.Text(SharedOptions.Salt.Name),
    };

    public static SweepRequest SweepRequest(VerbCall call) => new()
    {
        Cores = Cores(call),
        MemoryLimit = MemoryLimit(call),
        Models = call.Models(SharedOptions.Model.Name),
        Inputs = call.AllData(SharedOptions.Input.Name),
        Batches = call.Text(SharedOptions.Batch.Name) is { } batch && TryReadNumbers(batch, 1, int.MaxValue, out var sizes) ? sizes : [1],
        Bits = call.Text(SharedOptions.BitsList.Name) is { } bits && TryReadNumbers(bits, 1, int.MaxValue, out var counts) ? counts : [],
        Quantize = QuantizeRequest(call),
        Setup = SetupRequest(call),
        Keep = call.Text(SharedOptions.Keep.Name),
    };

    /// <summary>Reads <c>a,b,…</c>.</summary>
    public static bool TryReadNumbers(string text, int low, int high, out ImmutableArray<int> numbers)
    {
        int?[] parts = [.. text.Split(',').Select(part =>
            int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= low && number <= high
                ? number
                : (int?)null)];
        bool isValid = !parts.Contains(null);
        numbers = isValid ? [.. parts.Select(part => part!.Value)] : [];
        return isValid;
    }

    /// <summary>Reads <c>lo,hi</c>.</summary>
    public static bool TryReadRange(string text, out InputRange range)
    {
        string[] parts = text.Split(',');
        range = default;
        if (parts.Length != 2 || !TryReadNumber(parts[0], out double low) || !TryReadNumber(parts[1], out double high) || low >= high)
        {
            return false;
        }

        range = new InputRange(low, high);
        return true;
    }

    /// <summary>Reads <c>name=value</c>.</summary>
    public static bool TryReadDimension(string text, out KeyValuePair<string, int> dimension)
    {
        int at = text.LastIndexOf('=');
        dimension = default;
        if (at <= 0 || !int.TryParse(text[(at + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int value) || value < 1)
        {
            return false;
        }

        dimension = new(text[..at], value);
        return true;
    }

    /// <summary>Reads a size such as <c>512MB</c>, <c>1.5GiB</c> or a plain number of bytes.</summary>
    public static bool TryReadBytes(string text, out long bytes)
    {
        string trimmed = text.Trim();
        string unit = trimmed.TrimStart("0123456789.".ToCharArray());
        string digits = trimmed[..^unit.Length].Trim();
        double factor = unit.Trim().ToUpperInvariant() switch
        {
            "" or "B" => 1,
            "KB" => 1e3,
            "MB" => 1e6,
            "GB" => 1e9,
            "TB" => 1e12,
            "K" or "KIB" => 1L << 10,
            "M" or "MIB" => 1L << 20,
            "G" or "GIB" => 1L << 30,
            "T" or "TIB" => 1L << 40,
            _ => 0,
        };
        bool isRead = TryReadNumber(digits, out double number) && number * factor is >= 1 and < 1e18;
        bytes = isRead ? (long)(number * factor) : 0;
        return isRead;
    }

    /// <summary>What is wrong with a visibility, or null.</summary>
    public static string? CheckVisibility(string text)
    {
        try
        {
            VisibilityPlan.Parse(text).Check();
            return null;
        }
        catch (CircuitException problem)
        {
            return problem.Message;
        }
    }

    private static ImmutableDictionary<string, int> Dimensions(VerbCall call)
    {
        ImmutableDictionary<string, int>.Builder dimensions = ImmutableDictionary.CreateBuilder<string, int>();
        foreach (string text in call.All(SharedOptions.Dimension.Name))
        {
            if (TryReadDimension(text, out KeyValuePair<string, int> dimension))
            {
                dimensions[dimension.Key] = dimension.Value;
            }
        }

        return dimensions.ToImmutable();
    }

    private static VarunaVersion? Version(VerbCall call) => call.Text(SharedOptions.Varuna.Name) switch
    {
        "v2" => VarunaVersion.V2,
        "v3" => VarunaVersion.V3,
        _ => null,
    };

    private static SrsKind? Srs(VerbCall call) => call.Text(SharedOptions.SrsChoice.Name) switch
    {
        "aleo" => SrsKind.Aleo,
        "sandbox" => SrsKind.Sandbox,
        _ => null,
    };

    private static ReferenceKind? Reference(VerbCall call) => call.Text(SharedOptions.Reference.Name) is { } name
        ? (ReferenceKind)LionDefaults.References.IndexOf(name)
        : null;

    private static long? MemoryLimit(VerbCall call) =>
        call.Text(SharedOptions.MemoryLimit.Name) is { } text && TryReadBytes(text, out long bytes) ? bytes : null;

    private static bool TryReadNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
