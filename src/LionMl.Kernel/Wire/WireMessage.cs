using System.Text.Json;

namespace LionMl.Kernel.Wire;

/// <summary>A message that has the right signature and form.</summary>
/// <param name="Identities">The way back to the peer.</param>
/// <param name="Header">What it is.</param>
/// <param name="ParentId">The identifier of the message that it answers; empty when it answers none.</param>
/// <param name="Content">What it says.</param>
internal sealed record WireMessage(IReadOnlyList<byte[]> Identities, MessageHeader Header, string ParentId, JsonElement Content);
