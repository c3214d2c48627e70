using System.Text;
using LionMl.Kernel.Server;
using LionMl.Kernel.Sessions;
using LionMl.Kernel.Wire;

namespace LionMl.Kernel.Tests.Server;

/// <summary>A kernel over a fake session, on sockets in a folder of its own.</summary>
internal sealed class TestKernel : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lionml-k-");
    private readonly StringWriter _log = new();
    private readonly List<TestClient> _clients = [];
    private readonly Thread _thread;

    public TestKernel(Func<ICellSession>? factory = null, string key = "a secret")
    {
        Session = new FakeSession();
        Connection = new ConnectionFile
        {
            Transport = "ipc",
            Address = Path.Combine(_folder.FullName, "s"),
            ShellPort = 1,
            ControlPort = 2,
            IopubPort = 3,
            StdinPort = 4,
            HeartbeatPort = 5,
            Key = Encoding.UTF8.GetBytes(key),
        };
        Server = new KernelServer(Connection, factory ?? (() => Session), TextWriter.Synchronized(_log));
        _thread = new Thread(Server.Run) { IsBackground = true };
        _thread.Start();
    }

    public FakeSession Session { get; }

    public ConnectionFile Connection { get; }

    public KernelServer Server { get; }

    public string Folder => _folder.FullName;

    public string Log => _log.ToString();

    /// <summary>A front end that receives output.</summary>
    public TestClient Connect()
    {
        var client = new TestClient(Connection);
        _clients.Add(client);
        return client.WaitUntilReady();
    }

    /// <summary>Whether the kernel has ended within the deadline.</summary>
    public bool HasEnded() => _thread.Join(TimeSpan.FromSeconds(30));

    public void Dispose()
    {
        Server.Stop();
        Assert.True(HasEnded());
        _clients.ForEach(client => client.Dispose());
        _folder.Delete(recursive: true);
    }
}
