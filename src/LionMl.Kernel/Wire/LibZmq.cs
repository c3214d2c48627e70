using System.Reflection;
using System.Runtime.InteropServices;

namespace LionMl.Kernel.Wire;

/// <summary>The functions of libzmq that a kernel needs, and its constants.</summary>
internal static unsafe partial class LibZmq
{
    public const int SendMore = 2;

    private const string Name = "libzmq";
    private const int Interrupted = 4;
    private const int NumberBase = 156384712;
    private const int ContextTerminated = NumberBase + 53;
    private const int AddressInUseWindows = 100;

    private static readonly Lock Gate = new();
    private static nint _handle;

    /// <summary>Loads the library once.</summary>
    /// <exception cref="LionException">It is not installed; the text says what to install.</exception>
    public static void Load()
    {
        lock (Gate)
        {
            if (_handle != 0)
            {
                return;
            }

            _handle = LibZmqLocator.Load();
            NativeLibrary.SetDllImportResolver(typeof(LibZmq).Assembly, Resolve);
        }
    }

    /// <summary>The error of the call that just failed.</summary>
    // On Windows the library keeps its own number; elsewhere the runtime saved errno before it could change.
    public static int LastError() => OperatingSystem.IsWindows() ? zmq_errno() : Marshal.GetLastPInvokeError();

    public static bool IsInterrupted(int error) => error == Interrupted;

    public static bool IsTerminated(int error) => error == ContextTerminated;

    /// <summary>Whether a receive timed out.</summary>
    public static bool IsTimeout(int error) => error == (OperatingSystem.IsMacOS() ? 35 : 11);

    /// <summary>Whether somebody else holds the address.</summary>
    public static bool IsAddressInUse(int error) =>
        error == (OperatingSystem.IsWindows() ? AddressInUseWindows : OperatingSystem.IsMacOS() ? 48 : 98) || error == NumberBase + 5;

    /// <summary>The library's words for an error.</summary>
    public static string Describe(int error) => Marshal.PtrToStringUTF8(zmq_strerror(error)) ?? $"error {error}";

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) => name == Name ? _handle : 0;

#pragma warning disable IDE1006, SA1300 // The names are the library's.
    [LibraryImport(Name, SetLastError = true)]
    public static partial nint zmq_ctx_new();

    [LibraryImport(Name, SetLastError = true)]
    public static partial int zmq_ctx_shutdown(nint context);

    [LibraryImport(Name, SetLastError = true)]
    public static partial int zmq_ctx_term(nint context);

    [LibraryImport(Name, SetLastError = true)]
    public static partial nint zmq_socket(nint context, int kind);

    [LibraryImport(Name, SetLastError = true)]
    public static partial int zmq_close(nint socket);

    [LibraryImport(Name, SetLastError = true)]
    public static partial int zmq_setsockopt(nint socket, int option, void* value, nuint length);

    [LibraryImport(Name, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int zmq_bind(nint socket, string endpoint);

    [LibraryImport(Name, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int zmq_connect(nint socket, string endpoint);

    [LibraryImport(Name, SetLastError = true)]
    public static partial int zmq_send(nint socket, byte* data, nuint length, int flags);

    [LibraryImport(Name, SetLastError = true)]
    public static partial int zmq_msg_init(ZmqMessage* message);

    [LibraryImport(Name, SetLastError = true)]
    public static partial int zmq_msg_recv(ZmqMessage* message, nint socket, int flags);

    [LibraryImport(Name)]
    public static partial byte* zmq_msg_data(ZmqMessage* message);

    [LibraryImport(Name)]
    public static partial nuint zmq_msg_size(ZmqMessage* message);

    [LibraryImport(Name)]
    public static partial int zmq_msg_more(ZmqMessage* message);

    [LibraryImport(Name)]
    public static partial int zmq_msg_close(ZmqMessage* message);

    [LibraryImport(Name)]
    private static partial int zmq_errno();

    [LibraryImport(Name)]
    private static partial nint zmq_strerror(int error);
#pragma warning restore IDE1006, SA1300

    /// <summary>Room for the library's <c>zmq_msg_t</c>: 64 bytes, aligned as a pointer.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 64)]
    public struct ZmqMessage
    {
        private readonly nint _first;
    }
}
