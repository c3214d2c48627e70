namespace LionMl.Kernel.Scripting;

/// <summary>Routes <see cref="Console"/> to the cell that uses it, while at least one session lives.</summary>
internal static class CellConsole
{
    private static readonly Lock Gate = new();
    private static int _users;
    private static TextWriter? _out;
    private static TextWriter? _error;
    private static TextReader? _in;

    /// <summary>Takes the console over; each call is undone by one of <see cref="Release"/>.</summary>
    public static void Acquire()
    {
        lock (Gate)
        {
            if (_users++ > 0)
                return;

            (_out, _error, _in) = (Console.Out, Console.Error, Console.In);
            // Outside of cells nothing may reach standard output, which belongs to whoever started the kernel.
            Console.SetOut(new CellConsoleWriter(false, _error));
            Console.SetError(new CellConsoleWriter(true, _error));
            Console.SetIn(new CellConsoleReader());
        }
    }

    /// <summary>Gives the console back when the last session ends.</summary>
    public static void Release()
    {
        lock (Gate)
        {
            if (--_users > 0)
                return;

            Console.SetOut(_out!);
            Console.SetError(_error!);
            Console.SetIn(_in!);
        }
    }
}
