using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>LRN: x · (bias + alpha/size · Σ x²)^−beta, the sum over neighbouring channels being a product with a band of ones.</summary>
internal sealed class LrnExpansion : IExpansion
{
    public string OpType => "LRN";

    public void Expand(Expander expander, Node node)
    {
        var shape = expander.Graph.ShapeOf(node.Inputs[0]);
        int channels = shape[1];
        long size = node.Attributes.GetInt("size", 1);
        float[] band = new float[channels * channels];
        for (int to = 0; to < channels; to++)
        {
            for (int from = 0; from < channels; from++)
            {
                bool counts = from - to >= -((size - 1) / 2) && from - to <= size / 2;
                band[(from * channels) + to] = counts ? 1 : 0;
            }
        }

        string square = expander.Node("Mul", [node.Inputs[0], node.Inputs[0]]);
        string sums = AlongAxis.Multiplied(expander, square, shape.Rank, 1, channels, band);
        string scaled = expander.Node("Mul", [sums, expander.Scalar(node.Attributes.GetFloat("alpha", 1e-4f) / size)]);
        string padded = expander.Node("Add", [scaled, expander.Scalar(node.Attributes.GetFloat("bias", 1))]);
        string factor = expander.Node("Pow", [padded, expander.Scalar(-node.Attributes.GetFloat("beta", 0.75f))]);
        expander.Define(node.Outputs[0], "Mul", [node.Inputs[0], factor]);
    }
}
