using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>The larger or smaller of tensors, element by element.</summary>
internal static class Extremum
{
    /// <summary>The extremum of operands that are stretched to one shape; min(a, b) = −max(−a, −b).</summary>
    public static IntegerOperand Of(
        IntegerBuilder builder, string layer, IReadOnlyList<Operand> operands, bool larger, TensorShape shape) =>
        Tree(builder, layer, builder.Together(layer, operands, shape), larger);

    /// <summary>The extremum of tensors of one shape and scale, by halves: few nodes, one comparison each.</summary>
    public static IntegerOperand Tree(IntegerBuilder builder, string layer, IReadOnlyList<IntegerOperand> operands, bool larger)
    {
        IntegerOperand[] current = larger ? [.. operands] : [.. operands.Select(operand => builder.Negated(layer, operand))];
        while (current.Length > 1)
        {
            var next = new IntegerOperand[(current.Length + 1) / 2];
            for (int i = 0; i < next.Length; i++)
            {
                next[i] = (2 * i) + 1 < current.Length
                    ? builder.Maximum(layer, current[2 * i], current[(2 * i) + 1])
                    : current[2 * i];
            }

            current = next;
        }

        return larger ? current[0] : builder.Negated(layer, current[0]);
    }
}
