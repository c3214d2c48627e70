using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Convolutions with computed weights, as products of matrices over what each position reads.</summary>
internal static class WindowProduct
{
    /// <summary>Defines a node's output [batch, outputs, positions…] from its input [batch, channels, positions…].</summary>
    /// <param name="expander">Receives the nodes.</param>
    /// <param name="node">The node; its third input is the bias.</param>
    /// <param name="groups">The groups of channels.</param>
    /// <param name="taps">The taps of the kernel.</param>
    /// <param name="weights">[1, groups, outputs of a group, channels of a group · taps].</param>
    /// <param name="sourceOf">The place in a plane of the input that a position reads by a tap; −1 for padding.</param>
    public static void Define(
        Expander expander, Node node, int groups, int taps, string weights, Func<int, int, long> sourceOf)
    {
        var input = expander.Graph.ShapeOf(node.Inputs[0]);
        var output = expander.Graph.ShapeOf(node.Outputs[0]);
        int plane = (int)input.Product(2, input.Rank), places = (int)output.Product(2, output.Rank);

        // A column of zeros behind each plane stands for the padding.
        string flat = expander.Reshape(node.Inputs[0], input[0] * input[1], plane);
        string padded = expander.Node("Pad", [flat, expander.Vector(0, 0, 0, 1)]);
        long[] windows = new long[taps * places];
        for (int i = 0; i < windows.Length; i++)
        {
            long source = sourceOf(i % places, i / places);
            windows[i] = source < 0 ? plane : source;
        }

        string columns = expander.Node("Gather", [padded, expander.Vector(windows)], NodeAttributes.Empty.With("axis", 1L));
        string right = expander.Reshape(columns, input[0], groups, input[1] / groups * taps, places);
        string product = expander.Node("MatMul", [weights, right]);
        string shape = Shapes.Of(expander, output);
        if (!node.HasInput(2))
        {
            expander.Define(node.Outputs[0], "Reshape", [product, shape]);
            return;
        }

        int[] column = [1, output[1], .. Enumerable.Repeat(1, output.Rank - 2)];
        expander.Define(
            node.Outputs[0], "Add", [expander.Node("Reshape", [product, shape]), expander.Reshape(node.Inputs[2], column)]);
    }
}
