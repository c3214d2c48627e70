using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace LionMl.Algebra;

/// <summary>Chooses the vector path once per process.</summary>
public static class VectorPaths
{
    /// <summary>The environment variable that forces a path: scalar, vector128, vector256 or vector512.</summary>
    public const string OverrideVariable = "LIONML_VECTOR";

    /// <summary>The path in use: the widest supported one, unless <see cref="OverrideVariable"/> names another that is supported.</summary>
    /// <remarks>An unknown or unsupported name is ignored: it must not turn a correct run into a failure.</remarks>
    public static VectorPath Current { get; } = Choose(Environment.GetEnvironmentVariable(OverrideVariable));

    /// <summary>Whether this machine can run <paramref name="path"/>.</summary>
    public static bool IsSupported(VectorPath path) => path switch
    {
        VectorPath.Scalar => true,
        VectorPath.Vector128 => (Fma.IsSupported || AdvSimd.Arm64.IsSupported) && BitConverter.IsLittleEndian,
        VectorPath.Vector256 => Fma.IsSupported && Avx2.IsSupported && Vector256.IsHardwareAccelerated,
        VectorPath.Vector512 => Avx512F.IsSupported && Avx512DQ.IsSupported,
        _ => false,
    };

    internal static VectorPath Choose(string? name)
    {
        if (Enum.TryParse(name, ignoreCase: true, out VectorPath forced) && IsSupported(forced))
            return forced;

        VectorPath best = VectorPath.Vector512;
        while (!IsSupported(best))
            best--;

        return best;
    }
}
