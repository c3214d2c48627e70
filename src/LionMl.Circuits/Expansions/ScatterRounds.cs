using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>
/// Scattering to constant places that combines (adds, multiplies, compares): several rounds, in each of which every place is met at most
/// once, so that each round reads places, combines, and writes them back.
/// </summary>
internal static class ScatterRounds
{
    /// <summary>Defines a node's output.</summary>
    /// <param name="expander">Receives the nodes.</param>
    /// <param name="node">The node: data, indices, updates.</param>
    /// <param name="places">For each update the flat place in the data.</param>
    public static void Define(Expander expander, Node node, long[] places)
    {
        string operation = node.Attributes.GetString("reduction", "none") switch
        {
            "add" => "Add",
            "mul" => "Mul",
            "max" => "Max",
            _ => "Min",
        };
        int count = (int)expander.Graph.ShapeOf(node.Inputs[0]).ElementCount;
        string current = expander.Reshape(node.Inputs[0], count);
        string updates = expander.Reshape(node.Inputs[2], places.Length);
        foreach (int[] round in Rounds(places))
        {
            string targets = expander.Vector([.. round.Select(i => places[i])]);
            string read = expander.Node("Gather", [current, targets]);
            string own = expander.Node("Gather", [updates, expander.Vector([.. round.Select(i => (long)i)])]);
            current = expander.Node("ScatterElements", [current, targets, expander.Node(operation, [read, own])]);
        }

        expander.Define(
            node.Outputs[0], "Reshape", [current, Shapes.Of(expander, expander.Graph.ShapeOf(node.Outputs[0]))]);
    }

    private static List<int[]> Rounds(long[] places)
    {
        var met = new Dictionary<long, int>();
        var rounds = new List<List<int>>();
        for (int i = 0; i < places.Length; i++)
        {
            int round = met.GetValueOrDefault(places[i]);
            met[places[i]] = round + 1;
            if (round == rounds.Count)
            {
                rounds.Add([]);
            }

            rounds[round].Add(i);
        }

        return [.. rounds.Select(round => round.ToArray())];
    }
}
