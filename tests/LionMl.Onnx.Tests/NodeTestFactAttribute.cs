namespace LionMl.Onnx.Tests;

/// <summary>A fact about ONNX's test data; skipped where the data are not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeTestFactAttribute : FactAttribute
{
    internal const string Reason = "ONNX's test data are not installed (Debian: apt-get install libonnx-testdata; or set ONNX_TESTDATA).";

    public NodeTestFactAttribute() => Skip = NodeTestCase.IsInstalled ? null : Reason;
}
