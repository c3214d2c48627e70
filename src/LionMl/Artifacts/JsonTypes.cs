using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LionMl.Artifacts;

/// <summary>How records become JSON. Named, since programs that may be compiled ahead of time, as scripts may, have no default for it.</summary>
internal static class JsonTypes
{
    /// <summary>Finds a type's properties by reflection.</summary>
    public static IJsonTypeInfoResolver Resolver { get; } = new DefaultJsonTypeInfoResolver();

    /// <summary>For numbers and lists of them.</summary>
    public static JsonSerializerOptions Plain { get; } = new() { TypeInfoResolver = Resolver };
}
