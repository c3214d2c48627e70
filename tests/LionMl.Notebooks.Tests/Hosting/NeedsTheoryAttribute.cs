namespace LionMl.Notebooks.Tests.Hosting;

/// <summary>A theory that is skipped, with the package's name, where something that it needs is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsTheoryAttribute : TheoryAttribute
{
    /// <summary>Looks for what the test needs.</summary>
    public NeedsTheoryAttribute(params Part[] parts) => Skip = Parts.WhyMissing(parts);
}
