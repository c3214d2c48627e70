using LionMl.TestSupport;

namespace LionMl.Tests;

/// <summary>A test that needs ONNX Runtime; skipped, with the reason, where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnnxRuntimeFactAttribute : FactAttribute
{
    public OnnxRuntimeFactAttribute() => Skip = NativeOnnxRuntime.Missing;
}
