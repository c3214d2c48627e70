using LionMl.Onnx.OnnxRuntime;
using LionMl.TestSupport;

namespace LionMl.Onnx.Tests.OnnxRuntime;

/// <summary>Finding the library, and saying why it will not do.</summary>
public sealed class OnnxRuntimeLibraryTests
{
    [Fact]
    public void A_file_that_is_not_there_is_named_with_a_remedy()
    {
        string problem = ProblemOf(Path.Combine(Path.GetTempPath(), "nowhere", "libonnxruntime.so.1"));
        Assert.Contains("nowhere", problem, StringComparison.Ordinal);
        Assert.Contains("Give the library's file, or a node_modules folder", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_library_and_a_folder_without_the_package_are_refused()
    {
        Assert.Contains("model.onnx", ProblemOf(TestModels.ModelPath("lenet5")), StringComparison.Ordinal);
        Assert.Contains("holds no npm package onnxruntime-node", ProblemOf(TestModels.Folder), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_library_is_refused()
    {
        string other = OperatingSystem.IsWindows() ? "kernel32.dll" : OperatingSystem.IsMacOS() ? "libSystem.dylib" : "libc.so.6";
        Assert.Contains("not ONNX Runtime", ProblemOf(other), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.12.0", true)]
    [InlineData("1.24.3", true)]
    [InlineData("2.0.0", true)]
    [InlineData("1.24.0-dev.20260114", true)]
    [InlineData("1.11.1", false)]
    [InlineData("", false)]
    [InlineData("new", false)]
    public void Versions_before_opset_17_are_too_old(string version, bool expected) =>
        Assert.Equal(expected, OnnxRuntimeApi.IsAtLeast(version, new Version(1, 12)));

    [Fact]
    public void Packages_are_looked_for_in_the_named_folder_first_and_then_upwards()
    {
        string root = Directory.CreateTempSubdirectory("lionml-onnxruntime-").FullName;
        try
        {
            string named = Install(Path.Combine(root, "elsewhere"));
            string near = Install(Path.Combine(root, "work", "node_modules"));
            string far = Install(Path.Combine(root, "node_modules"));
            string start = Path.Combine(root, "work", "deep");
            Assert.Equal([named, near, far], OnnxRuntimeLocator.InPackages(start, Path.Combine(root, "elsewhere")).Take(3));
            Assert.Equal([near, far], OnnxRuntimeLocator.InPackages(start, null).Take(2));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }

        static string Install(string modules)
        {
            // For every system and machine, as the package has it.
            foreach (string folder in (string[])["linux/x64", "linux/arm64", "darwin/arm64", "darwin/x64", "win32/x64", "win32/arm64"])
            {
                string target = Path.Combine(modules, "onnxruntime-node", "bin", "napi-v6", folder);
                Directory.CreateDirectory(target);
                File.WriteAllText(Path.Combine(target, "onnxruntime_binding.node"), string.Empty);
                File.WriteAllText(Path.Combine(target, LibraryOf(folder)), string.Empty);
            }

            return Assert.Single(OnnxRuntimeLocator.InPackage(modules));
        }

        static string LibraryOf(string folder) => folder[0] switch
        {
            'l' => "libonnxruntime.so.1",
            'd' => "libonnxruntime.1.24.3.dylib",
            _ => "onnxruntime.dll",
        };
    }

    [OnnxRuntimeFact]
    public void The_library_says_what_it_is()
    {
        OnnxRuntimeLibrary library = NativeOnnxRuntime.Library;
        Assert.StartsWith("1.", library.Version, StringComparison.Ordinal);
        Assert.Equal($"ONNX Runtime {library.Version} ({library.Location})", library.ToString());

        // Loading it again is allowed.
        Assert.Equal(library.Version, OnnxRuntimeLibrary.Load(library.Location).Version);
    }

    private static string ProblemOf(string path)
    {
        Assert.False(OnnxRuntimeLibrary.TryLoad(path, out OnnxRuntimeLibrary? library, out string? problem));
        Assert.Null(library);
        return problem;
    }
}
