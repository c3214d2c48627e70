namespace LionMl.Circuits;

/// <summary>How fast a machine is, in the few numbers that estimates need. Measured once, or the defaults of a two-core machine.</summary>
/// <param name="NanosecondsPerPoint">Time of one point of a multi-scalar multiplication, all cores together.</param>
/// <param name="NanosecondsPerElement">Time of one element of all other work on a domain (FFTs, products), all cores together.</param>
/// <param name="FixedSetupSeconds">Time that even the smallest setup takes in a process that has just started.</param>
/// <param name="FixedProvingSeconds">The same for a proof, which is verified as well.</param>
/// <param name="FixedBytes">Memory that even the smallest proof takes.</param>
public sealed record MachineModel(
    double NanosecondsPerPoint = 900,
    double NanosecondsPerElement = 350,
    double FixedSetupSeconds = 0.8,
    double FixedProvingSeconds = 1.45,
    long FixedBytes = 120L << 20)
{
    /// <summary>A machine with two cores.</summary>
    public static MachineModel Default { get; } = new();
}
