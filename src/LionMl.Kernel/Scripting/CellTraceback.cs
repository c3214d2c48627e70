using System.Collections.Immutable;
using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using LionMl.Kernel.Display;
using LionMl.Kernel.Sessions;

namespace LionMl.Kernel.Scripting;

/// <summary>Exceptions as the user of a notebook wants to read them: what happened, and where in which cell.</summary>
internal static partial class CellTraceback
{
    private const int MaxFrames = 20;
    private const int MaxCauses = 5;
    private const int MaxMessageChars = 4000;

    /// <summary>The error that an exception of a cell is shown as.</summary>
    public static CellError Of(Exception exception)
    {
        exception = Unwrap(exception);
        string message = Message(exception);
        if (exception is LionException)
            return new CellError(nameof(LionException), message, [$"LionException: {message}"]);

        var lines = ImmutableArray.CreateBuilder<string>();
        int depth = 0;
        for (Exception? at = exception; at is not null && depth < MaxCauses; at = at.InnerException, depth++)
        {
            lines.Add($"{(depth > 0 ? "Caused by " : "")}{ValueReader.TypeName(at.GetType())}: {Message(at)}");
            AddFrames(lines, at);
        }

        return new CellError(ValueReader.TypeName(exception.GetType()), message, lines.ToImmutable());
    }

    /// <summary>An error of one line, for what needs no place.</summary>
    public static CellError Line(string name, string message) => new(name, message, [$"{name}: {message}"]);

    private static Exception Unwrap(Exception exception)
    {
        while ((exception is AggregateException { InnerExceptions.Count: 1 } or TargetInvocationException or TypeInitializationException)
            && exception.InnerException is { } inner)
            exception = inner;

        return exception;
    }

    private static string Message(Exception exception)
    {
        try
        {
            return ValueReader.Bound(exception.Message, MaxMessageChars);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or ThreadInterruptedException))
        {
            return $"(its message cannot be read: {failure.GetType().Name})";
        }
    }

    private static void AddFrames(ImmutableArray<string>.Builder lines, Exception exception)
    {
        StackFrame[] frames = new StackTrace(exception, fNeedFileInfo: true).GetFrames();
        int firstCell = Array.FindIndex(frames, IsOfCell);
        if (firstCell != 0 && frames.Length > 0)
        {
            // Where it was thrown, and what the cell had called.
            string thrown = LibraryFrame(frames[0]);
            string called = firstCell > 0 ? LibraryFrame(frames[firstCell - 1]) : thrown;
            lines.Add(thrown);
            if (called != thrown)
                lines.Add(called);
        }

        StackFrame[] cells = [.. frames.Where(IsOfCell)];
        foreach (StackFrame frame in cells.Take(MaxFrames))
            lines.Add(CellFrame(frame));

        if (cells.Length > MaxFrames)
            lines.Add($"   … {cells.Length - MaxFrames} more");
    }

    private static bool IsOfCell(StackFrame frame) =>
        CellName(frame).StartsWith("Cell ", StringComparison.Ordinal) && frame.GetFileLineNumber() > 0;

    // The compiler puts the working directory before the name.
    private static string CellName(StackFrame frame) => Path.GetFileName(frame.GetFileName()) ?? "";

    private static string LibraryFrame(StackFrame frame)
    {
        MethodBase? method = frame.GetMethod();
        string owner = method?.DeclaringType is { } type ? $"{type.Namespace}.{ValueReader.TypeName(type)}.".TrimStart('.') : "";
        return $"   at {owner}{method?.Name ?? "unknown"}";
    }

    private static string CellFrame(StackFrame frame)
    {
        string place = $"{CellName(frame)}, line {frame.GetFileLineNumber()}";
        return MethodName(frame.GetMethod()) is { } name ? $"   at {name} in {place}" : $"   at {place}";
    }

    /// <summary>The method as the user wrote it; null for a cell's own statements.</summary>
    private static string? MethodName(MethodBase? method)
    {
        if (method?.DeclaringType is not { } type)
            return method?.Name;

        // Async methods, iterators, lambdas and local functions live in methods and types that the compiler names after them.
        string name = method.Name;
        if (name == "MoveNext" && type.Name.StartsWith('<'))
        {
            name = type.Name;
            type = type.DeclaringType ?? type;
        }

        if (GeneratedName().Match(name) is { Success: true } generated)
        {
            if (generated.Groups["local"] is { Success: true, Value: { Length: > 0 } local })
                name = local;
            else if (generated.Groups["kind"].Value == "b")
                name = "lambda";
            else
                name = generated.Groups["outer"].Value.Trim('<', '>');
        }

        if (name is "Initialize" or "<Initialize>")
            return null;

        var path = new List<string> { name };
        for (Type? at = type; at is not null && !at.Name.StartsWith("Submission#", StringComparison.Ordinal); at = at.DeclaringType)
        {
            if (!at.Name.StartsWith('<'))
                path.Insert(0, ValueReader.TypeName(at));
        }

        return string.Join('.', path);
    }

    [GeneratedRegex(@"^<(?<outer><?[\w.]+>?)>(?<kind>[a-z])__(?<local>\w*?)(\||\d|$)")]
    private static partial Regex GeneratedName();
}
