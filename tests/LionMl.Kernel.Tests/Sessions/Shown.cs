namespace LionMl.Kernel.Tests.Sessions;

/// <summary>The public side of a type that cells cannot name.</summary>
public abstract class Shown
{
    public string Visible() => "public side";
}
