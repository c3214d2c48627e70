using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>All operators that only move elements: index maps, which cost no constraint.</summary>
internal static class Movement
{
    public static void Quantize(IntegerBuilder builder, Node node)
    {
        var maps = DataMovement.Map(builder.Graph, node);
        Operand[] operands = [.. node.Inputs.Select(input => input.Length == 0 ? null! : builder.Get(input))];
        for (int output = 0; output < maps.Length; output++)
        {
            if (node.HasOutput(output))
            {
                var shape = builder.Graph.ShapeOf(node.Outputs[output]);
                builder.Define(node.Outputs[output], Move(builder, node.Name, operands, maps[output], shape));
            }
        }
    }

    private static IntegerOperand Move(
        IntegerBuilder builder, string layer, Operand[] operands, ElementSource[] map, TensorShape shape)
    {
        int[] used = [.. map.Select(source => source.Input).Where(input => input >= 0).Distinct().Order()];
        int[] computed = [.. used.Where(input => operands[input] is not ConstantOperand)];
        if (computed.Length == 0)
        {
            // Only padding and constants are left of it: a constant.
            bool isStructure = used.All(input => ((ConstantOperand)operands[input]).IsStructure);
            var constant = new ConstantOperand(new Tensor(shape, [.. map.Select(source => Value(operands, source))]), isStructure);
            return builder.Round(constant, builder.Plan.ActivationBits);
        }

        var aligned = builder.Align(layer, [.. computed.Select(input => builder.Integer(operands[input]))]);
        var inputs = new List<IntegerOperand>();
        var starts = new Dictionary<int, int>();
        int length = 0;
        foreach (int input in used)
        {
            int at = Array.IndexOf(computed, input);
            var operand = at >= 0
                ? aligned[at]
                : builder.RoundAt((ConstantOperand)operands[input], aligned[0].ScaleBits, aligned[0].Factor, layer);
            starts.Add(input, length);
            inputs.Add(operand);
            length = checked(length + builder.Nodes[operand.Node].Count);
        }

        int[] sources = [.. map.Select(source => source.Input < 0 ? -1 : starts[source.Input] + source.Index)];

        // The scale is that of the computed tensors, so one of them has to be the pattern for the result.
        var result = builder.Gather(layer, inputs, sources, shape);
        return result with { ScaleBits = aligned[0].ScaleBits, Factor = aligned[0].Factor };
    }

    private static float Value(Operand[] operands, ElementSource source) =>
        source.Input < 0 ? 0 : ((ConstantOperand)operands[source.Input]).Value.ToFloats()[source.Index];
}
