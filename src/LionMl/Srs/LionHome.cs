namespace LionMl.Srs;

/// <summary>Where cached files live.</summary>
internal static class LionHome
{
    /// <summary>The environment variable that names the folder.</summary>
    public const string Variable = "LIONML_HOME";

    /// <summary>The folder: the given one, else <c>LIONML_HOME</c>, else <c>lionml</c> in the user's data folder.</summary>
    /// <exception cref="LionException">The user has no data folder.</exception>
    public static string Resolve(string? given)
    {
        if ((given ?? Environment.GetEnvironmentVariable(Variable)) is { Length: > 0 } named)
        {
            return Path.GetFullPath(named);
        }

        // XDG_DATA_HOME or ~/.local/share, ~/Library/Application Support, %LOCALAPPDATA%.
        string data = Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return data.Length > 0
            ? Path.Combine(data, "lionml")
            : throw LionException.BadInput($"This user has no data folder; set {Variable} to a folder for cached files.");
    }
}
