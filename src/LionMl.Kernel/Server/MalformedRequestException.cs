namespace LionMl.Kernel.Server;

/// <summary>A request whose content lacks what its type needs.</summary>
/// <param name="message">What is wrong.</param>
internal sealed class MalformedRequestException(string message) : Exception(message);
