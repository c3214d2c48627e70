using System.Collections.Immutable;
using LionMl.Circuits;
using LionMl.Onnx;
using LionMl.Varuna;

namespace LionMl;

/// <summary>The defaults, each in one place.</summary>
internal static class LionDefaults
{
    /// <summary>V2 accepts a false statement by a malicious prover; V3 closes that gap.</summary>
    public const VarunaVersion Varuna = VarunaVersion.V3;

    public const SrsKind Srs = SrsKind.Aleo;

    public static string Visibility { get; } = VisibilityPlan.Default.ToString();

    /// <summary>Enough for the small tutorial models.</summary>
    public const int SandboxLogSize = 16;

    /// <summary>The name of a version as files and options spell it.</summary>
    public static string Name(VarunaVersion version) => version == VarunaVersion.V2 ? "v2" : "v3";

    /// <summary>The name of an SRS as files and options spell it.</summary>
    public static string Name(SrsKind kind) => kind == SrsKind.Aleo ? "aleo" : "sandbox";

    /// <summary>Results do not depend on what is installed.</summary>
    public const ReferenceKind Reference = ReferenceKind.Interpreter;

    /// <summary>What may run the model in floats, the default first.</summary>
    public static ImmutableArray<string> References { get; } = ["interpreter", "auto", "onnxruntime"];

    /// <summary>The name of a reference as options spell it.</summary>
    public static string Name(ReferenceKind kind) => References[(int)kind];

    /// <summary>The names of <see cref="QuantizeTarget"/>.</summary>
    public static QuantizeTarget ReadTarget(string name) => (QuantizeTarget)Read(name, Targets, "The target is");

    /// <summary>The names of <see cref="Outliers"/>.</summary>
    public static Outliers ReadOutliers(string name) => (Outliers)Read(name, OutlierNames, "Outliers:");

    /// <summary>What becomes of activations beyond those of the calibration, the default first.</summary>
    public static ImmutableArray<string> OutlierNames { get; } = ["refuse", "saturate"];

    /// <summary>Bits by which widths exceed what the calibration needed.</summary>
    public static int Margin => QuantizeOptions.Default.Margin;

    /// <summary>The most bits of <see cref="Margin"/>.</summary>
    public const int MaxMargin = QuantizeOptions.MaxMargin;

    /// <summary>What scales are chosen for, the default first.</summary>
    public static ImmutableArray<string> Targets { get; } = ["accuracy", "resources"];

    // The place of a name among those that stand in the order of an enumeration; its numbers are no names.
    private static int Read(string name, ImmutableArray<string> names, string what)
    {
        int place = names.IndexOf(name, 0, names.Length, StringComparer.OrdinalIgnoreCase);
        return place >= 0 ? place : throw LionException.BadInput($"{what} {string.Join(" or ", names)}, not '{name}'.");
    }
}
