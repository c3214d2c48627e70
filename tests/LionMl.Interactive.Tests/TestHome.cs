using System.Runtime.CompilerServices;

namespace LionMl.Interactive.Tests;

/// <summary>Keeps the cache of the user out of the tests: commands have no option for it.</summary>
internal static class TestHome
{
    [ModuleInitializer]
    internal static void Use()
    {
        string folder = Directory.CreateTempSubdirectory("lionml-home-").FullName;
        Environment.SetEnvironmentVariable("LIONML_HOME", folder);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
    }
}
