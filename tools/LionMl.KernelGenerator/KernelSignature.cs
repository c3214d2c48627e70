namespace LionMl.KernelGenerator;

/// <summary>The parameters that every path's kernels share.</summary>
internal static class KernelSignature
{
    public static string Of(KernelKind kind, bool single)
    {
        string parameters = kind switch
        {
            KernelKind.Multiply => "long* product, long* left, long* right",
            KernelKind.Square => "long* product, long* value",
            KernelKind.Scale => "long* product, long* value, long* factor",
            KernelKind.Butterfly or KernelKind.InverseButterfly => "long* u, long* v, long* factor",
            _ => "long* u, long* v, long* factors",
        };
        return $"public static void {kind}({parameters}{(single ? "" : ", nint blocks")})";
    }
}
