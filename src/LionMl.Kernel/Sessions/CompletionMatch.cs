namespace LionMl.Kernel.Sessions;

/// <summary>One candidate.</summary>
/// <param name="Text">What is inserted.</param>
/// <param name="Kind">What it is: <c>method</c>, <c>class</c>, <c>keyword</c>, <c>command</c>, <c>option</c>, <c>file</c>, …</param>
public sealed record CompletionMatch(string Text, string Kind);
