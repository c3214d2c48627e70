namespace LionMl.Onnx.Reading;

/// <summary>An input as declared, before its symbolic dimensions have values.</summary>
/// <param name="Name">The tensor's name.</param>
/// <param name="Type">The element type.</param>
/// <param name="Dimensions">The dimensions; null where the file does not even give their number.</param>
internal sealed record DraftInput(string Name, ElementType Type, DraftDimension[]? Dimensions);

/// <summary>A dimension as declared.</summary>
/// <param name="Size">The size, or −1 where it is not known.</param>
/// <param name="Symbol">The name of an unknown size; may be empty.</param>
internal readonly record struct DraftDimension(long Size, string Symbol);

/// <summary>How many results a node gives whose input alone does not say it: a NonZero.</summary>
/// <param name="Number">The number, or null where nobody has stated it.</param>
/// <param name="Symbol">The name under which it may be stated; null where it stands in the file.</param>
internal readonly record struct DraftCount(long? Number, string? Symbol);
