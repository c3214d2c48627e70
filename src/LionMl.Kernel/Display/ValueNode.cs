namespace LionMl.Kernel.Display;

/// <summary>
/// A bounded copy of a value, taken once: a sequence may be enumerated only once, and getters may have effects, so text and HTML are both
/// drawn from the copy.
/// </summary>
/// <param name="Shape">The layout.</param>
/// <param name="Text">The text of a scalar or string; the type's name of <see cref="ValueShape.Members"/>.</param>
/// <param name="Children">Items, entries or members by name; items have empty names.</param>
/// <param name="Rest">What was left out after the children, e.g. <c>… 900 more</c>; empty for nothing.</param>
internal sealed record ValueNode(ValueShape Shape, string Text, IReadOnlyList<(string Name, ValueNode Value)> Children, string Rest)
{
    /// <summary>One piece of text.</summary>
    public static ValueNode Scalar(string text) => new(ValueShape.Scalar, text, [], "");

    /// <summary>Whether it has no parts.</summary>
    public bool IsLeaf => Shape is ValueShape.Scalar or ValueShape.Quoted;
}
