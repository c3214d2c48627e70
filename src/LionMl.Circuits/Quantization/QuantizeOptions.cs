using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>How a model is turned into integers.</summary>
public sealed record QuantizeOptions
{
    /// <summary>The largest <see cref="Margin"/>.</summary>
    public const int MaxMargin = 16;

    /// <summary>The defaults.</summary>
    public static QuantizeOptions Default { get; } = new();

    /// <summary>What the search aims at.</summary>
    public QuantizeTarget Target { get; init; } = QuantizeTarget.Accuracy;

    /// <summary>Who sees what.</summary>
    public VisibilityPlan Visibility { get; init; } = VisibilityPlan.Default;

    /// <summary>
    /// The smallest and largest number that an input may hold. Needed where there is no calibration data, then widths are worst case;
    /// with data it widens the inputs' ranges.
    /// </summary>
    public (double Low, double High)? InputRange { get; init; }

    /// <summary>Bits by which calibrated widths exceed what the samples needed.</summary>
    public int Margin { get; init; } = 2;

    /// <summary>What becomes of activations beyond what the samples and the margin allow for.</summary>
    public Outliers Outliers { get; init; } = Outliers.Refuse;

    /// <summary>Bits of each input element; null lets the search choose.</summary>
    public int? InputBits { get; init; }

    /// <summary>Bits of the largest weight of each layer; null lets the search choose.</summary>
    public int? WeightBits { get; init; }

    /// <summary>Bits of the largest activation behind each layer; null lets the search choose.</summary>
    public int? ActivationBits { get; init; }

    /// <summary>What runs the model in floats. Other than with the interpreter, the result depends on what is installed.</summary>
    public ReferenceKind Reference { get; init; } = ReferenceKind.Interpreter;

    /// <summary>
    /// Refuse before the search begins if <see cref="MemoryUse"/> would take more bytes than this, by an estimate for 8 bits; null for no
    /// limit.
    /// </summary>
    public long? MemoryLimit { get; init; }

    /// <summary>What must stay within the limit.</summary>
    public MemoryUse MemoryUse { get; init; } = MemoryUse.Constraints;

    /// <summary>How many threads may work; 0 for all cores. The result does not depend on it.</summary>
    public int Cores { get; init; }

    /// <summary>What is done to make the circuit smaller.</summary>
    internal Passes Passes { get; init; } = Passes.All;
}
