using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>The axes that a reduction takes away, and a tensor laid out so that each result's elements lie side by side.</summary>
/// <param name="Groups">Results.</param>
/// <param name="Length">Elements of each.</param>
/// <param name="Sources">For each result its elements, one after the other, as flat indices of the input.</param>
internal sealed record Reduction(int Groups, int Length, int[] Sources)
{
    /// <summary>The reduction of a node whose axes are its second input (or an attribute), all axes where there is none.</summary>
    public static Reduction Of(Graph graph, Node node)
    {
        var shape = graph.ShapeOf(node.Inputs[0]);
        long[] axes = node.HasInput(1) && graph.TryGetConstant(node.Inputs[1], out var given)
            ? given!.Integers.ToArray()
            : [.. node.Attributes.GetInts("axes")];
        bool nothing = axes.Length == 0 && node.Attributes.GetInt("noop_with_empty_axes", 0) != 0;
        bool[] reduced = new bool[shape.Rank];
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            reduced[axis] = !nothing && (axes.Length == 0 || axes.Contains(axis) || axes.Contains(axis - shape.Rank));
        }

        return Over(shape, reduced);
    }

    /// <summary>The reduction along one axis.</summary>
    public static Reduction Along(TensorShape shape, int axis)
    {
        bool[] reduced = new bool[shape.Rank];
        reduced[Shapes.Axis(axis, shape.Rank)] = true;
        return Over(shape, reduced);
    }

    /// <summary>The elements of a tensor at one place of each group.</summary>
    public int[] At(int place)
    {
        int[] sources = new int[Groups];
        for (int group = 0; group < Groups; group++)
        {
            sources[group] = Sources[(group * Length) + place];
        }

        return sources;
    }

    private static Reduction Over(TensorShape shape, bool[] reduced)
    {
        int length = 1;
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            length *= reduced[axis] ? shape[axis] : 1;
        }

        int count = (int)shape.ElementCount;
        int groups = length == 0 ? 0 : count / length;
        int[] sources = new int[count];
        for (int i = 0; i < count; i++)
        {
            int rest = i, group = 0, groupStride = 1, place = 0, placeStride = 1;
            for (int axis = shape.Rank - 1; axis >= 0; axis--)
            {
                (rest, int position) = Math.DivRem(rest, shape[axis]);
                if (reduced[axis])
                {
                    place += position * placeStride;
                    placeStride *= shape[axis];
                }
                else
                {
                    group += position * groupStride;
                    groupStride *= shape[axis];
                }
            }

            sources[(group * length) + place] = i;
        }

        return new Reduction(groups, length, sources);
    }
}
