namespace LionMl.Circuits;

/// <summary>How fast a machine is, in the few numbers that estimates need: measured at once, or the defaults of a two-core machine.</summary>
/// <param name="NanosecondsPerPoint">Time of one point of a short multi-scalar multiplication, all cores together.</param>
/// <param name="NanosecondsPerElement">Time of one element of a short FFT, all cores together.</param>
/// <param name="CompilationSeconds">Time that compiling the first multiplication and the first FFT of a process took: how slowly programs begin
/// here.</param>
/// <param name="LoadingSeconds">Time of reading the circuit and making its constraints, with which every step begins.</param>
public sealed record MachineModel(
    double NanosecondsPerPoint = 1400, double NanosecondsPerElement = 17, double CompilationSeconds = 0.03, double LoadingSeconds = 0.3)
{
    /// <summary>A machine with two cores.</summary>
    public static MachineModel Default { get; } = new();
}
