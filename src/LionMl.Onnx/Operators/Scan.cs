using System.Globalization;
using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>A body run for each slice of tensors along an axis; the sizes say how often.</summary>
internal sealed class Scan() : ControlOperator("Scan", 0, int.MaxValue)
{
    public override void Unroll(Unrolling unrolling)
    {
        Node node = unrolling.Node;
        GraphDraft body = unrolling.Body("body");

        // Before opset 9 a first input gave lengths, and all others had a batch in front.
        bool batched = unrolling.Opset < 9;
        if (batched && node.HasInput(0))
        {
            throw new NodeProblemException("it is given lengths of sequences, which ended with opset 8: export the model with opset 17");
        }

        string[] inputs = [.. node.Inputs.Skip(batched ? 1 : 0)];
        long scanned = unrolling.Attributes.GetInt("num_scan_inputs", 0);
        int states = inputs.Length - (int)Math.Clamp(scanned, 0, int.MaxValue);
        int stacked = body.Outputs.Count - states;
        if (scanned < 1 || states < 0 || stacked < 0 || body.Inputs.Count != inputs.Length || inputs.Contains(string.Empty)
            || node.Outputs.Length > body.Outputs.Count)
        {
            throw new NodeProblemException(
                $"its body has {body.Inputs.Count} inputs and {body.Outputs.Count} outputs, which do not fit {inputs.Length} inputs, "
                + $"num_scan_inputs = {scanned} and {node.Outputs.Length} outputs");
        }

        if (batched)
        {
            UnrollBatch(unrolling, body, inputs, states, stacked);
            return;
        }

        long[] axes = Numbers(unrolling.Attributes, "scan_output_axes", stacked);
        if (Rounds(unrolling, body, inputs, states, "scan_input_directions") is not { } results)
        {
            unrolling.Break();
            return;
        }

        for (int i = 0; i < node.Outputs.Length; i++)
        {
            if (i < states)
            {
                unrolling.Bind(i, results.States[i]);
            }
            else
            {
                unrolling.BindStacked(i, results.Stacked[i - states], axes[i - states], body.DeclaredOutputs[i]);
            }
        }
    }

    private static void UnrollBatch(Unrolling unrolling, GraphDraft body, string[] inputs, int states, int stacked)
    {
        TensorShape first = unrolling.TensorOf(inputs[0]).Shape;
        if (first.Rank == 0 || first[0] == 0 || inputs.Any(input => unrolling.TensorOf(input).Shape is { } shape
            && (shape.Rank == 0 || shape[0] != first[0])))
        {
            throw new NodeProblemException("its inputs do not have one common batch in front");
        }

        var samples = new List<string>[states + stacked];
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = [];
        }

        for (int sample = 0; sample < first[0]; sample++)
        {
            string index = unrolling.Add("sample", Tensor.Scalar((long)sample));
            string[] own = Array.ConvertAll(inputs, input => unrolling.Emit("sample", "Gather", [input, index]));
            if (Rounds(unrolling, body, own, states, "directions") is not { } results)
            {
                unrolling.Break();
                return;
            }

            for (int i = 0; i < states; i++)
            {
                samples[i].Add(results.States[i]);
            }

            for (int i = 0; i < stacked; i++)
            {
                string axes = unrolling.Add("axes", Tensor.Vector(0L));
                string[] parts = [.. results.Stacked[i].Select(part => unrolling.Emit("part", "Unsqueeze", [part, axes]))];
                samples[states + i].Add(parts.Length > 0
                    ? unrolling.Emit("parts", "Concat", parts, NodeAttributes.Empty.With("axis", 0))
                    : throw new NodeProblemException("its sequences are empty"));
            }
        }

        for (int i = 0; i < unrolling.Node.Outputs.Length; i++)
        {
            unrolling.BindStacked(i, samples[i], 0, body.DeclaredOutputs[i]);
        }
    }

    private static (string[] States, List<string>[] Stacked)? Rounds(
        Unrolling unrolling, GraphDraft body, string[] inputs, int states, string directionsName)
    {
        int scanned = inputs.Length - states;
        long[] axes = Numbers(unrolling.Attributes, "scan_input_axes", scanned);
        long[] directions = Numbers(unrolling.Attributes, directionsName, scanned);
        int? rounds = null;
        for (int i = 0; i < scanned; i++)
        {
            TensorShape shape = unrolling.TensorOf(inputs[states + i]).Shape;
            int size = shape[InferContext.Axis(axes[i], shape.Rank)];
            if (rounds is not null && rounds != size)
            {
                throw new NodeProblemException($"its scanned inputs have {rounds} and {size} slices; all must have as many");
            }

            rounds = size;
        }

        string[] carried = inputs[..states];
        var stacked = new List<string>[body.Outputs.Count - states];
        for (int i = 0; i < stacked.Length; i++)
        {
            stacked[i] = [];
        }

        long[] outputDirections = Numbers(unrolling.Attributes, "scan_output_directions", stacked.Length);
        for (int round = 0; round < rounds; round++)
        {
            var slices = new string[scanned];
            for (int i = 0; i < scanned; i++)
            {
                long position = directions[i] == 0 ? round : rounds.Value - 1 - round;
                string index = unrolling.Add("index", Tensor.Scalar(position));
                slices[i] = unrolling.Emit("slice", "Gather", [inputs[states + i], index], NodeAttributes.Empty.With("axis", axes[i]));
            }

            string label = string.Create(CultureInfo.InvariantCulture, $"{unrolling.Node.Name}/{round}");
            if (unrolling.Inline(body, [.. carried, .. slices], label) is not { } results)
            {
                return null;
            }

            carried = results[..states];
            for (int i = 0; i < stacked.Length; i++)
            {
                stacked[i].Add(results[states + i]);
            }
        }

        for (int i = 0; i < stacked.Length; i++)
        {
            if (outputDirections[i] != 0)
            {
                stacked[i].Reverse();
            }
        }

        return (carried, stacked);
    }

    private static long[] Numbers(NodeAttributes attributes, string name, int count)
    {
        long[] numbers = [.. attributes.GetInts(name, [])];
        return numbers.Length == count ? numbers
            : numbers.Length == 0 ? new long[count]
            : throw new NodeProblemException($"its {name} has {numbers.Length} numbers; {count} are needed");
    }
}
