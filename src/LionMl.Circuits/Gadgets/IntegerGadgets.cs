using LionMl.Algebra;
using LionMl.R1cs;

namespace LionMl.Circuits.Gadgets;

/// <summary>
/// Operations on integers in a circuit. Each one is one text that records its constraints or computes its witness, and each result is
/// pinned: constraints admit exactly one value. The soundness of each is argued in docs/soundness.md.
/// </summary>
/// <remarks>
/// <para>Where a gadget takes <c>packer</c>, its recomposition joins a packed row (about a tenth of a row); without one it costs no row
/// if the lowest digit is read nowhere else, and one row otherwise. "Rows" in these comments leaves the recomposition out.</para>
/// <para><c>width</c> is a number of bits, sign included. It is only a matter of completeness: a value that needs more has no witness
/// and throws <see cref="RangeException"/>. Soundness rests on <see cref="IntegerSignal{F}.Range"/>.</para>
/// </remarks>
/// <typeparam name="F">The field.</typeparam>
public sealed partial class IntegerGadgets<F>
    where F : unmanaged, IField<F>
{
    /// <summary>
    /// The widest decomposition: its offset binary form must fit a signed machine word with room for a rounding constant.
    /// </summary>
    public const int MaxWidth = 61;

    // A gadget builds a result from its parts while a claim about them is open.
    private readonly SignalSum<F> _sum;
    private readonly SignalSum<F> _claim;
    private readonly List<PackedRows<F>> _packers = [];
    private readonly bool _recording;
    private int _packedRows;

    /// <summary>Gadgets that write into a constraint system.</summary>
    public IntegerGadgets(ConstraintSystem<F> system)
    {
        ArgumentNullException.ThrowIfNull(system);
        System = system;
        _recording = system.IsRecording;
        _sum = NewSum();
        _claim = NewSum();
    }

    /// <summary>The system that the gadgets write into.</summary>
    public ConstraintSystem<F> System { get; }

    /// <summary>The tensor whose elements are being made; named by errors.</summary>
    public string Tensor { get; set; } = "";

    /// <summary>The element of <see cref="Tensor"/> that is being made; named by errors.</summary>
    public int Element { get; set; }

    /// <summary>A sum to be filled with signals; keep and reuse it.</summary>
    public SignalSum<F> NewSum() => new(System);

    /// <summary>A collector of recompositions.</summary>
    public PackedRows<F> NewPacker()
    {
        var packer = new PackedRows<F>(this);
        _packers.Add(packer);
        return packer;
    }

    /// <summary>Writes the open row of every packer. A circuit that is built without it is unsound.</summary>
    public void FlushAll()
    {
        foreach (PackedRows<F> packer in _packers)
            packer.Flush();
    }

    /// <summary>A constant.</summary>
    public IntegerSignal<F> Constant(long value) => _sum.AddConstant(value).Build();

    internal int NextPackedRow() => ++_packedRows;

    internal CircuitException WouldWrap() => new(
        $"Layer '{System.CurrentScope}': the integers of '{Tensor}' could wrap around in the field. Use fewer bits for the input, "
        + "weights or activations, or put an activation before this layer.");

    private void ThrowIfWrapping(SignalSum<F> claim)
    {
        if (_recording && claim.Magnitude(0) >= F.Modulus)
            throw WouldWrap();
    }

    private RangeException OutOfRange(long value, long low, long high) => new(
        System.CurrentScope,
        Tensor.Length == 0 ? "" : $"{Tensor}[{Element}]",
        value,
        new IntegerRange(low, high),
        "Calibrate with inputs like this one, raise the margin, or use the saturating form.");

    // A new variable with bounds that constraints are about to prove.
    private IntegerSignal<F> NewVariable(long value, long low, long high)
    {
        Variable variable = System.AllocatePrivate(value);
        return Signal(variable, new IntegerRange(low, high), value);
    }

    private IntegerSignal<F> Signal(LinearCombination<F> combination, IntegerRange range, long value) =>
        new(_recording ? combination : LinearCombination<F>.Untracked, range, _recording ? 0 : value);

    private static void ThrowIfWidthIsUnusable(int width, int fewest)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, fewest);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, MaxWidth);
    }
}
