using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>NumPy's rule for operands of different shapes.</summary>
internal static class Broadcast
{
    /// <summary>For each element of a shape the element of a smaller shape that is stretched over it.</summary>
    public static int[] Map(TensorShape from, TensorShape to)
    {
        int[] map = new int[to.ElementCount];
        long[] strides = from.Strides();
        for (int i = 0; i < map.Length; i++)
        {
            int rest = i;
            long index = 0;
            for (int axis = to.Rank - 1; axis >= 0; axis--)
            {
                (rest, int position) = Math.DivRem(rest, to[axis]);
                int own = axis - (to.Rank - from.Rank);
                if (own >= 0 && from[own] != 1)
                {
                    index += position * strides[own];
                }
            }

            map[i] = (int)index;
        }

        return map;
    }
}
