using System.Collections.Immutable;
using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>What every node of a quantised graph has.</summary>
/// <param name="Layer">The name of the model's node that this one comes from; costs and errors are told by it.</param>
/// <param name="Inputs">Positions of the nodes whose values are read; each smaller than this node's own position.</param>
/// <param name="Shape">The shape of the result.</param>
/// <param name="ScaleBits">real value = integer / 2^ScaleBits.</param>
internal sealed record NodeHeader(string Layer, ImmutableArray<int> Inputs, TensorShape Shape, int ScaleBits)
{
    /// <summary>Scales beyond this are never meant, and would overflow powers of two.</summary>
    public const int MaxScaleBits = 120;

    // A tensor of more elements cannot be proved by any machine that could hold its graph.
    private const int MaxElements = 1 << 28;

    public void Write(ArtifactWriter writer)
    {
        writer.Text(Layer);
        writer.Integers([.. Inputs]);
        writer.Integers([.. Shape.Dimensions]);
        writer.Integer(ScaleBits);
    }

    public static NodeHeader Read(ArtifactReader reader, int position)
    {
        string layer = reader.Text("a layer's name");
        int[] inputs = reader.SmallIntegers("a node's inputs");
        if (inputs.Any(input => input < 0 || input >= position))
        {
            throw ArtifactReader.Corrupt($"node {position} reads a node that does not come before it");
        }

        int[] dimensions = reader.SmallIntegers("a node's shape");
        long count = 1;
        foreach (int dimension in dimensions)
        {
            count = dimension is < 0 or > MaxElements ? -1 : count * dimension;
            if (count is < 0 or > MaxElements)
            {
                throw ArtifactReader.Corrupt($"node {position} has an impossible shape");
            }
        }

        int scaleBits = reader.Integer(-MaxScaleBits, MaxScaleBits, "a scale");
        return new NodeHeader(layer, [.. inputs], TensorShape.Of(dimensions), scaleBits);
    }
}
