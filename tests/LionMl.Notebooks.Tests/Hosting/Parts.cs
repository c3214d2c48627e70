using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace LionMl.Notebooks.Tests.Hosting;

/// <summary>Finds what the tests need, and says what to install where it is missing.</summary>
internal static class Parts
{
    private static readonly ConcurrentDictionary<Part, string?> Reasons = new();
    private static readonly Lazy<string> SomePython = new(FindPython);

    /// <summary>The Python that holds Jupyter: Debian's, else the first one on the path.</summary>
    public static string Python => SomePython.Value;

    /// <summary>Chromium's program; null where there is none.</summary>
    public static string? Chromium { get; } = Find("chromium") ?? Find("chromium-browser") ?? Find("google-chrome");

    /// <summary>Why a test cannot run; null when it can.</summary>
    public static string? WhyMissing(params ReadOnlySpan<Part> parts)
    {
        foreach (Part part in parts)
        {
            if (Reasons.GetOrAdd(part, Look) is { } reason)
            {
                return reason;
            }
        }

        return null;
    }

    private static string? Look(Part part) => part switch
    {
        Part.Client => !HasZmq()
            ? "libzmq is not installed (Debian: apt-get install libzmq5)."
            : Module("jupyter_client", "jupyter-client"),
        Part.KernelTest => Module("jupyter_kernel_test", "python3-jupyter-kernel-test"),
        Part.Convert => Module("nbconvert", "jupyter-nbconvert"),
        Part.Notebook => Module("notebook.notebookapp", "jupyter-notebook"),
        Part.Console => Module("jupyter_console", "jupyter-console"),
        _ => LookForBrowser(),
    };

    private static string? LookForBrowser() => Chromium is null
        ? "Chromium is not installed (Debian: apt-get install chromium)."
        : Find("node") is null
            ? "Node is not installed (Debian: apt-get install nodejs npm)."
            : File.Exists(Path.Combine(Checkout.Browser, "node_modules", "playwright-core", "package.json"))
                ? null
                : "playwright-core is not installed (run `npm ci --ignore-scripts` in tests/browser).";

    private static bool HasZmq() => NativeLibrary.TryLoad(
        OperatingSystem.IsWindows() ? "libzmq.dll" : OperatingSystem.IsMacOS() ? "libzmq.5.dylib" : "libzmq.so.5", out _);

    private static string? Module(string name, string package) => Imports(Python, name)
        ? null
        : $"Python's {name} is not installed (Debian: apt-get install {package}).";

    private static string FindPython() =>
        new[] { "/usr/bin/python3", "python3" }.FirstOrDefault(python => Imports(python, "jupyter_client")) ?? "python3";

    private static bool Imports(string python, string module)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(python, ["-c", $"import {module}"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
