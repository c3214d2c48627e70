using System.IO.Compression;

namespace LionMl.Kernel.Tests.Sessions;

/// <summary>A folder of packages as the only source, and a cache of its own, so that no test needs the network.</summary>
internal sealed class TestPackageSource : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public TestPackageSource() => File.WriteAllText(
        ConfigFile,
        $"""
        <configuration>
          <config><add key="globalPackagesFolder" value="{Path.Combine(_folder.FullName, "cache")}" /></config>
          <packageSources><clear /><add key="test" value="{_folder.FullName}" /></packageSources>
        </configuration>
        """);

    public string ConfigFile => Path.Combine(_folder.FullName, "NuGet.config");

    public void Add(string name, string version, string code)
    {
        string library = Path.Combine(_folder.FullName, name + ".dll");
        TestLibrary.Write(library, name, code);
        using ZipArchive package = ZipFile.Open(Path.Combine(_folder.FullName, $"{name}.{version}.nupkg"), ZipArchiveMode.Create);
        package.CreateEntryFromFile(library, $"lib/net10.0/{name}.dll");
        using var text = new StreamWriter(package.CreateEntry($"{name}.nuspec").Open());
        text.Write(
            $"""
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata>
              <id>{name}</id><version>{version}</version><authors>test</authors><description>test</description>
              <dependencies><group targetFramework="net10.0" /></dependencies>
            </metadata></package>
            """);
    }

    public void Dispose() => _folder.Delete(true);
}
