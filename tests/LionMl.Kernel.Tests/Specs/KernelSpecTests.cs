using System.Text.Json.Nodes;
using LionMl.Kernel.Specs;

namespace LionMl.Kernel.Tests.Specs;

public sealed class KernelSpecTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lionml-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void An_installed_kernel_is_found_and_removed()
    {
        string program = Path.Combine(_folder.FullName, "lion");
        File.WriteAllText(program, string.Empty);
        string folder = KernelSpec.Install(_folder.FullName, [program, "kernel", "run", "{connection_file}"]);
        Assert.Equal(Path.Combine(_folder.FullName, "kernels", "lionml"), folder);
        Assert.Equal(
            ["kernel.json", "logo-svg.svg"], Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        JsonNode spec = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "kernel.json")))!;
        Assert.Equal("C# (LionML)", spec["display_name"]!.GetValue<string>());
        Assert.Equal("C#", spec["language"]!.GetValue<string>());
        Assert.Equal("message", spec["interrupt_mode"]!.GetValue<string>());
        Assert.Equal("{connection_file}", spec["argv"]!.AsArray()[^1]!.GetValue<string>());
        InstalledKernel found = Assert.Single(KernelSpec.Find([Path.Combine(_folder.FullName, "none"), _folder.FullName]));
        Assert.Equal((folder, null), (found.Folder, found.Problem));

        File.Delete(program);
        Assert.Contains("does not exist", KernelSpec.Find([_folder.FullName])[0].Problem, StringComparison.Ordinal);
        Assert.Equal(folder, KernelSpec.Uninstall(_folder.FullName));
        Assert.False(Directory.Exists(folder));
        Assert.Null(KernelSpec.Uninstall(_folder.FullName));
    }

    [Fact]
    public void Installing_again_replaces_and_foreign_files_stay()
    {
        string folder = KernelSpec.Install(_folder.FullName, ["/old"]);
        string foreign = Path.Combine(folder, "notes.txt");
        File.WriteAllText(foreign, string.Empty);
        KernelSpec.Install(_folder.FullName, ["/new"]);
        Assert.Contains("/new", KernelSpec.Find([_folder.FullName])[0].Command, StringComparison.Ordinal);
        KernelSpec.Uninstall(_folder.FullName);
        Assert.True(File.Exists(foreign));
        Assert.Empty(KernelSpec.Find([_folder.FullName]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"argv": 5}""")]
    [InlineData("""{"argv": []}""")]
    [InlineData("""{"argv": [1]}""")]
    [InlineData("""{"argv": ["\ud800"]}""")]
    public void A_spoilt_kernel_json_is_listed_with_its_problem(string text)
    {
        string folder = KernelSpec.Install(_folder.FullName, ["/x"]);
        File.WriteAllText(Path.Combine(folder, "kernel.json"), text);
        Assert.NotNull(Assert.Single(KernelSpec.Find([_folder.FullName])).Problem);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_told()
    {
        string file = Path.Combine(_folder.FullName, "file");
        File.WriteAllText(file, string.Empty);
        LionException refusal = Assert.Throws<LionException>(() => KernelSpec.Install(file, ["/x"]));
        Assert.Contains("could not be written", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_environment_decides_where_Jupyter_looks()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        Assert.Equal("/home/me/.local/share/jupyter", Paths().UserData());
        Assert.Equal("/xdg/jupyter", Paths(("XDG_DATA_HOME", "/xdg")).UserData());
        Assert.Equal("/data", Paths(("JUPYTER_DATA_DIR", "/data"), ("XDG_DATA_HOME", "/xdg")).UserData());
        Assert.Equal("/venv", Paths(("VIRTUAL_ENV", "/venv"), ("CONDA_PREFIX", "/conda")).PythonPrefix());
        Assert.Throws<LionException>(() => Paths().PythonPrefix());
        Assert.Throws<LionException>(() => new KernelSpecPaths(_ => null, string.Empty).UserData());
        Assert.Equal(
            ["/a", "/b", "/data", "/venv/share/jupyter", "/usr/local/share/jupyter", "/usr/share/jupyter"],
            Paths(("JUPYTER_PATH", "/a:/b"), ("JUPYTER_DATA_DIR", "/data"), ("VIRTUAL_ENV", "/venv")).SearchPath());
    }

    private static KernelSpecPaths Paths(params (string Name, string Value)[] variables) =>
        new(name => variables.FirstOrDefault(one => one.Name == name).Value, "/home/me");
}
