using System.Collections.Immutable;

namespace LionMl.Kernel.Sessions;

/// <summary>Why a cell did not end well, as the user sees it.</summary>
/// <param name="Name">The kind: an exception's type name, <c>CompilationError</c>, <c>Interrupted</c>, …</param>
/// <param name="Message">What is wrong, in a line or two.</param>
/// <param name="Traceback">All lines to show, places in cells included; holds the message.</param>
public sealed record CellError(string Name, string Message, ImmutableArray<string> Traceback);
