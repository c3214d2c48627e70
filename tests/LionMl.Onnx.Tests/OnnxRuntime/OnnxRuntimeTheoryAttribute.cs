using LionMl.TestSupport;

namespace LionMl.Onnx.Tests.OnnxRuntime;

/// <summary>A theory that needs ONNX Runtime; skipped, with the reason, where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnnxRuntimeTheoryAttribute : TheoryAttribute
{
    public OnnxRuntimeTheoryAttribute() => Skip = NativeOnnxRuntime.Missing;
}
