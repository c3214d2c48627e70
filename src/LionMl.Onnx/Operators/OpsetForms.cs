using System.Collections.Immutable;

namespace LionMl.Onnx.Operators;

/// <summary>The rewriting that several operators share when a node comes from another opset.</summary>
internal static class OpsetForms
{
    /// <summary>Turns a list of integers from an attribute into a constant input at a position; absent attributes change nothing.</summary>
    public static Node IntsToInput(Node node, string attribute, int position, OpsetContext context)
    {
        if (!node.Attributes.Has(attribute))
        {
            return node;
        }

        Tensor value = Tensor.Vector([.. node.Attributes.GetInts(attribute)]);
        return WithInput(node, position, context.Add(node, attribute, value)) with { Attributes = node.Attributes.Without(attribute) };
    }

    /// <summary>
    /// Turns a constant input into a list of integers in an attribute, the other way round; an absent input changes nothing.
    /// </summary>
    /// <returns>The node, unchanged also where the input is not constant: shape inference then says what is missing.</returns>
    public static Node InputToInts(Node node, int position, string attribute, OpsetContext context)
    {
        if (!node.HasInput(position) || context.Constant(node.Inputs[position]) is not { } value || !value.Type.IsInteger())
        {
            return node;
        }

        return node with
        {
            Inputs = node.Inputs.RemoveRange(position, node.Inputs.Length - position),
            Attributes = node.Attributes.With(attribute, value.Integers),
        };
    }

    /// <summary>The node with an input set at a position; positions before it that do not exist become absent.</summary>
    public static Node WithInput(Node node, int position, string name)
    {
        ImmutableArray<string> inputs = node.Inputs;
        while (inputs.Length <= position)
        {
            inputs = inputs.Add(string.Empty);
        }

        return node with { Inputs = inputs.SetItem(position, name) };
    }
}
