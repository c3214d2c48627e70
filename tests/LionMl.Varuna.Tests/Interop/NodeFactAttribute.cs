namespace LionMl.Varuna.Tests.Interop;

/// <summary>A test that needs Aleo's verifier; skipped, with the reason, where it is not installed.</summary>
internal sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute() => Skip = NodeVerifier.Missing;
}
