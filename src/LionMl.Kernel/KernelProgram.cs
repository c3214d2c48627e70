using System.Runtime.InteropServices;
using LionMl.Kernel.Server;
using LionMl.Kernel.Sessions;
using LionMl.Kernel.Wire;

namespace LionMl.Kernel;

/// <summary>The kernel as a process: what Jupyter starts.</summary>
public static class KernelProgram
{
    /// <summary>Serves front ends until Jupyter ends the kernel, its parent dies, or a termination signal comes.</summary>
    /// <param name="connectionFile">The file that Jupyter wrote for this kernel.</param>
    /// <param name="session">Makes the session; called once, on a thread of its own, after the kernel has begun to answer.</param>
    /// <exception cref="LionException">The file is not usable, libzmq is missing, or an address is taken.</exception>
    /// <remarks>
    /// Deals with signals itself: SIGINT interrupts the running cell, SIGTERM and SIGHUP end the kernel. Cells may have started foreground
    /// threads, so that the caller should end the process by <see cref="Environment.Exit"/>.
    /// </remarks>
    public static void Run(string connectionFile, Func<ICellSession> session)
    {
        ArgumentNullException.ThrowIfNull(connectionFile);
        ArgumentNullException.ThrowIfNull(session);
        // Cells may replace Console.Error; notes stay in the kernel's own log.
        using TextWriter log = new StreamWriter(Console.OpenStandardError());
        var server = new KernelServer(ConnectionFile.Read(connectionFile), session, log);
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            context.Cancel = true;
            server.Interrupt();
        });
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using PosixSignalRegistration hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
        ParentWatch.Start(server.Stop);
        server.Run();

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            server.Stop();
        }
    }
}
