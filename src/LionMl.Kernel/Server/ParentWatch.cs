using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace LionMl.Kernel.Server;

/// <summary>Watches the process that started the kernel: a kernel without Jupyter would run for ever.</summary>
internal static partial class ParentWatch
{
    /// <summary>The variable in which Jupyter names itself: a process number, on Windows a handle.</summary>
    public const string Variable = "JPY_PARENT_PID";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Calls back once, when the parent has ended. Does nothing where no parent is named, or the named one cannot be seen.
    /// </summary>
    public static void Start(Action ended)
    {
        if (!long.TryParse(Environment.GetEnvironmentVariable(Variable), out long number)
            || (OperatingSystem.IsWindows() ? WatchHandle((nint)number) : WatchProcess(number)) is not { } isAlive)
        {
            return;
        }

        var thread = new Thread(() =>
        {
            while (isAlive())
            {
                Thread.Sleep(Interval);
            }

            ended();
        })
        { IsBackground = true, Name = "lionml parent" };
        thread.Start();
    }

    private static Func<bool>? WatchHandle(nint handle)
    {
        if (handle is 0 or -1)
        {
            return null;
        }

        var wait = new ProcessHandle(new SafeWaitHandle(handle, ownsHandle: false));
        return () => !wait.WaitOne(TimeSpan.Zero);
    }

    private static Func<bool>? WatchProcess(long number)
    {
        if (number is <= 1 or > int.MaxValue)
        {
            return null;
        }

        // A direct parent is the surest sign: the system gives its orphans another one at once, also when nobody buries it.
        if (GetParent() == number)
        {
            return () => GetParent() == number;
        }

        // Another container's number means nothing here, and a number that was given anew means somebody else.
        return StartOf((int)number) is { } start ? () => StartOf((int)number) == start : null;
    }

    private static DateTime? StartOf(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return found.StartTime;
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int GetParent();

    private sealed class ProcessHandle : WaitHandle
    {
        public ProcessHandle(SafeWaitHandle handle) => SafeWaitHandle = handle;
    }
}
