using LionMl.TestSupport;

namespace LionMl.Onnx.Tests.OnnxRuntime;

/// <summary>A test that needs ONNX Runtime; skipped, with the reason, where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnnxRuntimeFactAttribute : FactAttribute
{
    /// <param name="needsTestData">Whether ONNX's test data are needed too.</param>
    public OnnxRuntimeFactAttribute(bool needsTestData = false) =>
        Skip = NativeOnnxRuntime.Missing ?? (needsTestData && !NodeTestCase.IsInstalled ? NodeTestFactAttribute.Reason : null);
}
