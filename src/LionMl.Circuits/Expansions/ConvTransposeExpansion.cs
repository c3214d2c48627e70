using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>ConvTranspose with computed weights: what each position reads as columns of a matrix, and a product of matrices.</summary>
internal sealed class ConvTransposeExpansion : IExpansion
{
    public string OpType => "ConvTranspose";

    public bool Applies(Graph graph, Node node) =>
        !graph.TryGetConstant(node.Inputs[1], out _) || (node.HasInput(2) && !graph.TryGetConstant(node.Inputs[2], out _));

    public void Expand(Expander expander, Node node)
    {
        var graph = expander.Graph;
        var input = graph.ShapeOf(node.Inputs[0]);
        var weights = graph.ShapeOf(node.Inputs[1]);
        var output = graph.ShapeOf(node.Outputs[0]);
        int groups = (int)node.Attributes.GetInt("group", 1), spatial = output.Rank - 2;
        int taps = (int)weights.Product(2, weights.Rank), inputs = input[1] / groups, outputs = weights[1];
        int[] kernel = [.. weights.Dimensions.Skip(2)];
        int[] strides = ConvTransposeOperator.Numbers(node, "strides", spatial, 1);
        int[] dilations = ConvTransposeOperator.Numbers(node, "dilations", spatial, 1);
        int[] pads = ConvTransposeOperator.PadsBegin(node, input, output, kernel, strides, dilations);

        // [group, input, output, tap] → [group, output, input · tap]
        string parts = expander.Reshape(node.Inputs[1], groups, inputs, outputs, taps);
        string left = expander.Reshape(expander.Transpose(parts, 0, 2, 1, 3), 1, groups, outputs, inputs * taps);
        WindowProduct.Define(expander, node, groups, taps, left, (place, tap) => Source(place, tap));

        long Source(int place, int tap)
        {
            long source = 0, size = 1;
            for (int axis = spatial - 1; axis >= 0; axis--)
            {
                (place, int position) = Math.DivRem(place, output[axis + 2]);
                (tap, int at) = Math.DivRem(tap, kernel[axis]);
                var (from, rest) = Math.DivRem(position + pads[axis] - (at * dilations[axis]), strides[axis]);
                if (rest != 0 || from < 0 || from >= input[axis + 2])
                {
                    return -1;
                }

                source += from * size;
                size *= input[axis + 2];
            }

            return source;
        }
    }
}
