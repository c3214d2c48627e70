using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>
/// Resize by weighing neighbours (linear, cubic): a product with a constant matrix along each axis that changes. The matrix is what the
/// float run gives for one axis alone.
/// </summary>
internal sealed class ResizeExpansion : IExpansion
{
    public string OpType => "Resize";

    public bool Applies(Graph graph, Node node) => !DataMovement.IsMovement(graph, node);

    public (string Reason, string Hint)? Refuse(Graph graph, Node node)
    {
        if (Enumerable.Range(1, 3).Any(input => node.HasInput(input) && !graph.TryGetConstant(node.Inputs[input], out _)))
        {
            return ("its sizes or scales are computed.", "Only constant ones can be proved.");
        }

        return node.Attributes.GetString("coordinate_transformation_mode", "half_pixel") == "tf_crop_and_resize"
            ? ("it crops regions while it resizes.", "Use Slice, then Resize.")
            : null;
    }

    public void Expand(Expander expander, Node node)
    {
        var input = expander.Graph.ShapeOf(node.Inputs[0]);
        var output = expander.Graph.ShapeOf(node.Outputs[0]);
        string current = node.Inputs[0];
        for (int axis = 0; axis < input.Rank; axis++)
        {
            if (input[axis] != output[axis] || !IsIdentity(expander.Graph, node, axis, input[axis]))
            {
                float[] matrix = Matrix(expander.Graph, node, axis, input[axis], output[axis]);
                current = AlongAxis.Multiplied(expander, current, input.Rank, axis, input[axis], matrix);
            }
        }

        expander.Define(node.Outputs[0], "Identity", [current]);
    }

    // A scale of 1 moves nothing; another one may round to the same size.
    private static bool IsIdentity(Graph graph, Node node, int axis, int size) =>
        !node.HasInput(2) || !graph.TryGetConstant(node.Inputs[2], out var scales) || scales!.Count == 0
            || scales.ToFloats()[axis] == 1 || size == 0;

    /// <summary>[old size, new size]: each row is what becomes of one element of the axis.</summary>
    private static float[] Matrix(Graph graph, Node node, int axis, int from, int to)
    {
        float[] unit = new float[from * from];
        for (int i = 0; i < from; i++)
        {
            unit[(i * from) + i] = 1;
        }

        var builder = new GraphBuilder("axis").Input("x", TensorShape.Of(from, from));
        string scales = string.Empty, sizes = string.Empty;
        if (node.HasInput(2) && graph.TryGetConstant(node.Inputs[2], out var given) && given!.Count > 0)
        {
            scales = "scales";
            builder.Constant(scales, Tensor.Vector(1f, given.ToFloats()[axis]));
        }
        else
        {
            sizes = "sizes";
            builder.Constant(sizes, Tensor.Vector((long)from, to));
        }

        var alone = builder.Node("Resize", ["x", string.Empty, scales, sizes], ["y"], node.Attributes).Output("y").Build();
        var inputs = new Dictionary<string, Tensor> { ["x"] = new(TensorShape.Of(from, from), unit) };
        return FloatInterpreter.Run(alone, inputs)["y"].ToFloats();
    }
}
