using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace LionMl.Notebooks.Tests.Hosting;

/// <summary>The classic notebook on a port of this machine alone; ends with the test.</summary>
internal sealed class NotebookServer : IDisposable
{
    private const string Token = "lionml-test";
    private readonly Process _process;
    private readonly int _port = FreePort();

    /// <summary>Starts the server and waits until it answers.</summary>
    public NotebookServer(JupyterHome home, string folder)
    {
        ProcessStartInfo start = home.Start(
            Parts.Python,
            [
                "-m", "notebook", "--no-browser", "--allow-root", "--ip=127.0.0.1", $"--port={_port}", "--port-retries=0",
                $"--notebook-dir={folder}", $"--NotebookApp.token={Token}",
            ]);
        start.RedirectStandardError = start.RedirectStandardOutput = true;
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        Wait();
    }

    /// <summary>The address of a notebook.</summary>
    public string Url(string notebook) => $"http://127.0.0.1:{_port}/notebooks/{notebook}?token={Token}";

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    private void Wait()
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        for (int i = 0; i < 240; i++)
        {
            try
            {
                if (client.GetAsync(new Uri($"http://127.0.0.1:{_port}/api?token={Token}")).GetAwaiter().GetResult().IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
            {
                // Not there yet.
            }

            Thread.Sleep(250);
        }

        throw new InvalidOperationException("The notebook server did not answer within a minute.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
