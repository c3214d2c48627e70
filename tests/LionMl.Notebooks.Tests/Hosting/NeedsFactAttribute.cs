namespace LionMl.Notebooks.Tests.Hosting;

/// <summary>A fact that is skipped, with the package's name, where something that it needs is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsFactAttribute : FactAttribute
{
    /// <summary>Looks for what the test needs.</summary>
    public NeedsFactAttribute(params Part[] parts) => Skip = Parts.WhyMissing(parts);
}
