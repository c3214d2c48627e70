namespace LionMl.Circuits;

/// <summary>How fast a machine is, in the few numbers that estimates need. Measured once, or the defaults of a two-core machine.</summary>
/// <param name="NanosecondsPerPoint">Time of one point of a multi-scalar multiplication, all cores together.</param>
/// <param name="NanosecondsPerElement">Time of one element of all other work on a domain (FFTs, products), all cores together.</param>
/// <param name="FixedSeconds">Time that even the smallest proof takes.</param>
/// <param name="FixedBytes">Memory that even the smallest proof takes.</param>
public sealed record MachineModel(
    double NanosecondsPerPoint = 900, double NanosecondsPerElement = 350, double FixedSeconds = 0.15, long FixedBytes = 120L << 20)
{
    /// <summary>A machine with two cores.</summary>
    public static MachineModel Default { get; } = new();
}
