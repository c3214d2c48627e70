using System.Collections.Immutable;

namespace LionMl.Circuits;

/// <summary>How a kernel moves over its input: tap k of output position o reads o·stride + k·dilation − pad along each axis.</summary>
internal sealed record ConvolutionWindow(
    int Groups, ImmutableArray<int> Kernel, ImmutableArray<int> Strides, ImmutableArray<int> Dilations, ImmutableArray<int> PadsBegin)
{
    private const int MaxExtent = 1 << 20;

    public int SpatialRank => Kernel.Length;

    public int Taps
    {
        get
        {
            int taps = 1;
            foreach (int extent in Kernel)
            {
                taps = checked(taps * extent);
            }

            return taps;
        }
    }

    public long InputPosition(int axis, int output, int tap) =>
        ((long)output * Strides[axis]) + ((long)tap * Dilations[axis]) - PadsBegin[axis];

    public void Write(ArtifactWriter writer)
    {
        writer.Integer(Groups);
        writer.Integer(SpatialRank);
        for (int axis = 0; axis < SpatialRank; axis++)
        {
            writer.Integer(Kernel[axis]);
            writer.Integer(Strides[axis]);
            writer.Integer(Dilations[axis]);
            writer.Integer(PadsBegin[axis]);
        }
    }

    public static ConvolutionWindow Read(ArtifactReader reader)
    {
        int groups = reader.Integer(1, MaxExtent, "the number of groups");
        int rank = reader.Integer(1, 8, "the number of spatial axes");
        int[][] parts = new int[4][];
        for (int part = 0; part < 4; part++)
        {
            parts[part] = new int[rank];
        }

        long taps = 1;
        for (int axis = 0; axis < rank; axis++)
        {
            parts[0][axis] = reader.Integer(1, MaxExtent, "a kernel's size");
            parts[1][axis] = reader.Integer(1, MaxExtent, "a stride");
            parts[2][axis] = reader.Integer(1, MaxExtent, "a dilation");
            parts[3][axis] = reader.Integer(-MaxExtent, MaxExtent, "a padding");
            taps *= parts[0][axis];
            if (taps > MaxExtent)
            {
                throw ArtifactReader.Corrupt("a kernel is impossibly large");
            }
        }

        return new ConvolutionWindow(groups, [.. parts[0]], [.. parts[1]], [.. parts[2]], [.. parts[3]]);
    }
}
