using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using LionMl.Notebooks.Tests.Hosting;
using Xunit.Abstractions;

namespace LionMl.Notebooks.Tests;

/// <summary>The classic notebook with its own server in a real browser.</summary>
[Collection(NotebooksCollection.Name)]
public sealed class ClassicTests(JupyterHome home, ITestOutputHelper log)
{
    private const string Name = "01-first-proof";

    /// <summary>
    /// Somebody else's notebook is not trusted: its outputs lose every style, but tables, bars and charts stay. Then the same notebook is
    /// run through the menu.
    /// </summary>
    [NeedsFact(Part.Client, Part.Convert, Part.Notebook, Part.Browser)]
    public void An_untrusted_notebook_can_be_read_and_then_run()
    {
        home.Pages.Get(Name);

        // A copy, with what its cells read beside it, as in the repository.
        string folder = home.Folder("classic"), notebooks = Path.Combine(folder, "notebooks");
        Directory.CreateDirectory(notebooks);
        File.Copy(Path.Combine(Checkout.Pages, Name + ".ipynb"), Path.Combine(notebooks, Name + ".ipynb"), overwrite: true);
        File.Copy(Path.Combine(Checkout.Root, "notebooks", "digits8-conv.dat"), Path.Combine(notebooks, "digits8-conv.dat"), overwrite: true);
        CopyFolder(Path.Combine(Checkout.Root, "tests", "models", "digits8-conv"), Path.Combine(folder, "tests", "models", "digits8-conv"));
        string token = Guid.NewGuid().ToString("N");
        int port = FreePort();
        ProcessStartInfo start = home.Start(
            Parts.Python,
            [
                "-m", "notebook", "--no-browser", "--allow-root", "--ip=127.0.0.1", $"--port={port}", "--port-retries=0",
                $"--NotebookApp.token={token}", $"--notebook-dir={notebooks}",
            ]);
        start.RedirectStandardError = start.RedirectStandardOutput = true;
        using Process server = Process.Start(start)!;
        server.BeginErrorReadLine();
        server.BeginOutputReadLine();
        try
        {
            WaitFor(port, server);
            Tool look = home.Run(
                "node",
                [
                    Path.Combine(Checkout.Browser, "classic.mjs"), Parts.Chromium!,
                    $"http://127.0.0.1:{port}/notebooks/{Name}.ipynb?token={token}",
                    Path.Combine(Checkout.Pages, "classic-untrusted.png"), Path.Combine(Checkout.Pages, "classic-live.png"),
                    "one instance of",
                ],
                TimeSpan.FromMinutes(8)).AssertOk();
            log.WriteLine(look.Output);
            using var report = JsonDocument.Parse(look.Output);
            AssertLegible(report.RootElement);
        }
        finally
        {
            server.Kill(entireProcessTree: true);
            server.WaitForExit();
        }
    }

    private static void AssertLegible(JsonElement report)
    {
        Assert.False(report.GetProperty("isTrusted").GetBoolean());
        foreach (string state in (string[])["untrusted", "live"])
        {
            JsonElement seen = report.GetProperty(state);
            Assert.Empty(seen.GetProperty("problems").EnumerateArray().Select(one => one.GetString()));
            JsonElement counts = seen.GetProperty("counts");

            // The picture of the digit, a chart, and bars in five cells.
            Assert.InRange(counts.GetProperty("images").GetInt32(), 30, int.MaxValue);
            Assert.InRange(counts.GetProperty("tables").GetInt32(), 20, int.MaxValue);
            Assert.Equal(0, counts.GetProperty("scripts").GetInt32());
        }

        // The sanitizer takes styles and nothing else.
        Assert.All(
            report.GetProperty("stripped").EnumerateObject(),
            one => Assert.StartsWith("style ", one.Name, StringComparison.Ordinal));
        Assert.Equal(0, report.GetProperty("errors").GetInt32());
        Assert.True(report.GetProperty("hasVerdict").GetBoolean(), "no verdict appeared");
    }

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void WaitFor(int port, Process server)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < TimeSpan.FromMinutes(2))
        {
            Assert.False(server.HasExited, "the notebook server has ended");
            try
            {
                using var client = new TcpClient();
                client.Connect(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException)
            {
                Thread.Sleep(200);
            }
        }

        Assert.Fail("the notebook server does not listen");
    }
}
