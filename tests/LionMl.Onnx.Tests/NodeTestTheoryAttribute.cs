namespace LionMl.Onnx.Tests;

/// <summary>A theory about ONNX's test data; skipped where the data are not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeTestTheoryAttribute : TheoryAttribute
{
    public NodeTestTheoryAttribute() => Skip = NodeTestCase.IsInstalled ? null : NodeTestFactAttribute.Reason;
}
