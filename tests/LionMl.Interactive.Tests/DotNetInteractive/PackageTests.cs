using System.Diagnostics;
using System.IO.Compression;
using System.Xml.Linq;

namespace LionMl.Interactive.Tests.DotNetInteractive;

/// <summary>What <c>dotnet pack</c> makes.</summary>
public sealed class PackageTests
{
    private const string Configuration =
#if DEBUG
        "Debug";
#else
        "Release";
#endif

    [Fact]
    public void The_package_holds_the_extension_and_all_assemblies_that_it_needs()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("lionml-pack-");
        try
        {
            Pack(folder.FullName);
            using ZipArchive package = ZipFile.OpenRead(Assert.Single(Directory.GetFiles(folder.FullName, "*.nupkg")));
            string[] entries = [.. package.Entries.Select(entry => entry.FullName)];
            Assert.Contains("interactive-extensions/dotnet/extension.dib", entries);
            string[] own = [.. References(typeof(LionMagics).Assembly).Append("LionMl.Interactive")];
            Assert.Contains("LionMl.Algebra", own);
            Assert.All(own, name => Assert.Contains($"lib/net10.0/{name}.dll", entries));
            Assert.All(own, name => Assert.Contains($"lib/net10.0/{name}.xml", entries));

            XDocument spec = XDocument.Load(package.Entries.Single(entry => entry.Name.EndsWith(".nuspec", StringComparison.Ordinal)).Open());
            string[] needed = [.. spec.Descendants().Where(one => one.Name.LocalName == "dependency").Select(one => one.Attribute("id")!.Value)];
            Assert.Equal(["Google.Protobuf", "System.Numerics.Tensors"], needed.Order());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // The product's assemblies that one needs, directly or through another.
    private static HashSet<string> References(System.Reflection.Assembly assembly)
    {
        var found = new HashSet<string>();
        var open = new Queue<System.Reflection.Assembly>([assembly]);
        while (open.TryDequeue(out System.Reflection.Assembly? one))
        {
            foreach (var name in one.GetReferencedAssemblies().Where(name => name.Name!.StartsWith("LionMl", StringComparison.Ordinal)))
            {
                if (found.Add(name.Name!))
                {
                    open.Enqueue(System.Reflection.Assembly.Load(name));
                }
            }
        }

        return found;
    }

    private static void Pack(string folder)
    {
        string root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "LionMl.Interactive.sln")))
        {
            root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        var start = new ProcessStartInfo(
            "dotnet", ["pack", Path.Combine(root, "src", "LionMl.Interactive"), "-c", Configuration, "--no-build", "--nologo", "-o", folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process pack = Process.Start(start)!;
        Task<string> errors = pack.StandardError.ReadToEndAsync();
        string output = pack.StandardOutput.ReadToEnd();
        pack.WaitForExit();
        Assert.True(pack.ExitCode == 0, output + errors.Result);
    }
}
