using LionMl.Algebra;
using LionMl.Circuits.Gadgets;

namespace LionMl.Circuits;

/// <summary>
/// Weights or biases that the circuit does not hold: like an input, but filled from the prover's secret part. Whoever has no secret part
/// can make the constraints and keys, and nothing else.
/// </summary>
public sealed class ParameterNode : IntegerNode
{
    /// <summary>The most bits of a parameter: biases have the scale of an accumulator.</summary>
    internal const int MaxBits = 60;

    private readonly long[]? _values;

    internal ParameterNode(NodeHeader header, string role, int bits, long[]? values)
        : base(header)
    {
        Role = role;
        Bits = bits;
        _values = values;
    }

    /// <summary>What it is in its layer: <c>weights</c>, <c>bias</c> or <c>constant</c>.</summary>
    public string Role { get; }

    /// <summary>Bits of each element, sign included.</summary>
    public int Bits { get; }

    /// <summary>Whether the values are here.</summary>
    public bool HasValues => _values is not null;

    internal override NodeTag Tag => NodeTag.Parameter;

    /// <summary>The secret values.</summary>
    /// <exception cref="CircuitException">They are not here.</exception>
    internal long[] Values => _values ?? throw new CircuitException(
        $"Layer '{Layer}': its parameters are private and not at hand, so the circuit can be set up but not run. The prover keeps them "
        + "in private/parameters.lion.");

    internal static ParameterNode Read(NodeHeader header, ArtifactReader reader) =>
        new(header, reader.Text("a parameter's role"), reader.Integer(1, MaxBits, "a parameter's bits"), null);

    /// <summary>The same node with its secret values.</summary>
    /// <exception cref="CircuitException">They do not fit.</exception>
    internal ParameterNode With(long[] values)
    {
        var range = IntegerRange.OfSignedBits(Bits);
        Require(values.Length == Count && values.All(range.Contains), "its secret values");
        return new ParameterNode(Header, Role, Bits, values);
    }

    internal override IntegerRange Bound(IReadOnlyList<IntegerNode> inputs)
    {
        Require(inputs.Count == 0, "a parameter reads nothing");
        return IntegerRange.OfSignedBits(Bits);
    }

    internal override void Run(long[][] inputs, long[] output, WidthObserver? observed) => Values.CopyTo(output, 0);

    internal override void Lower(Lowering lowering, IntegerSignal<Fr>[] result)
    {
        for (int i = 0; i < result.Length; i++)
        {
            lowering.Gadgets.Element = i;
            result[i] = lowering.Gadgets.PrivateInput(lowering.Value(i), Bits, signed: true);
        }
    }

    internal override void Write(ArtifactWriter writer)
    {
        writer.Text(Role);
        writer.Integer(Bits);
    }
}
