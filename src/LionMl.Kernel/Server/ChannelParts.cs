using LionMl.Kernel.Wire;

namespace LionMl.Kernel.Server;

/// <summary>What the channels of requests share.</summary>
/// <param name="Codec">Frames.</param>
/// <param name="Publisher">Output.</param>
/// <param name="Notes">The log.</param>
/// <param name="Common">Requests that every channel answers.</param>
internal sealed record ChannelParts(MessageCodec Codec, Publisher Publisher, KernelNotes Notes, CommonRequests Common);
