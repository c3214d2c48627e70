using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>GroupNormalization: groups of channels of each sample over all their positions; parameters for each channel.</summary>
internal sealed class GroupNormalizationExpansion : IExpansion
{
    public string OpType => "GroupNormalization";

    public void Expand(Expander expander, Node node)
    {
        var shape = expander.Graph.ShapeOf(node.Inputs[0]);
        int groups = (int)node.Attributes.GetInt("num_groups", 1);
        int count = (int)(shape.ElementCount / shape[0] / groups);
        string grouped = expander.Reshape(node.Inputs[0], shape[0], groups, count);
        var (normalized, _, _) = Normalization.Write(expander, grouped, [2], count, node.Attributes.GetFloat("epsilon", 1e-5f));
        string back = expander.Reshape(normalized, [.. shape.Dimensions]);
        Normalization.Finish(expander, node.Outputs[0], back, Parameter(1), Parameter(2));

        // Opset 18 has a parameter for each group, opset 21 for each channel.
        string Parameter(int input)
        {
            int[] channels = new int[shape.Rank - 1];
            Array.Fill(channels, 1);
            channels[0] = shape[1];
            string tensor = node.Inputs[input];
            if (expander.Graph.ShapeOf(tensor).ElementCount != shape[1])
            {
                string column = expander.Reshape(tensor, groups, 1);
                tensor = expander.Node("Expand", [column, expander.Vector(groups, shape[1] / groups)]);
            }

            return expander.Reshape(tensor, channels);
        }
    }
}
