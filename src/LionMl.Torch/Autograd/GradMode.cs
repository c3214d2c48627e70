namespace TorchSharp;

/// <summary>Whether operations record how to go back; per flow of control, so that two cells do not disturb each other.</summary>
internal static class GradMode
{
    private static readonly AsyncLocal<bool> Disabled = new();

    public static bool IsEnabled => !Disabled.Value;

    public static IDisposable Set(bool enabled)
    {
        bool before = Disabled.Value;
        Disabled.Value = !enabled;
        return new Restore(() => Disabled.Value = before);
    }
}
