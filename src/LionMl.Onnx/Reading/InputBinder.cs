using System.Globalization;

namespace LionMl.Onnx.Reading;

/// <summary>Gives the declared inputs static shapes and fixed values, and every NonZero its number of results.</summary>
internal static class InputBinder
{
    /// <summary>The inputs whose shape is known; the others are put among the draft's broken tensors, with a problem.</summary>
    public static List<GraphTensor> Bind(GraphDraft draft, OnnxReadOptions options)
    {
        var bound = new List<GraphTensor>();
        var missing = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var known = new HashSet<string>(StringComparer.Ordinal);
        Dictionary<string, int> stated = StatedDimensions(draft, options);
        foreach (DraftInput input in draft.Inputs)
        {
            if (options.FixedInputs.TryGetValue(input.Name, out Tensor? value))
            {
                draft.Constants[input.Name] = value;
                NoteSymbols(input, known);
            }
            else if (!input.Type.IsSupported())
            {
                draft.Problems.Add($"input '{input.Name}' has elements of type {input.Type}, which are not supported; use numbers");
                draft.Broken.Add(input.Name);
            }
            else if (BindShape(draft, input, options, stated, missing, known) is { } shape)
            {
                bound.Add(new GraphTensor(input.Name, shape, input.Type));
            }
            else
            {
                draft.Broken.Add(input.Name);
            }
        }

        if (missing.Count > 0)
        {
            string open = string.Join(", ", missing.Select(pair => $"'{pair.Key}' of input {pair.Value}"));
            string wanted = string.Join(" ", missing.Keys.Select(name => $"--dim {name}=VALUE"));
            draft.Problems.Add($"the model leaves dimensions open ({open}), but a circuit has fixed sizes: give {wanted}");
        }

        BindCounts(draft, options, stated, known);
        ReportUnknown(draft, options, known);
        return bound;
    }

    // Whether a count is needed turns out only when shapes are inferred: a constant is counted.
    private static void BindCounts(
        GraphDraft draft, OnnxReadOptions options, Dictionary<string, int> stated, HashSet<string> known)
    {
        foreach (Node node in draft.Nodes)
        {
            if (node is { OpType: "NonZero", Outputs: [{ Length: > 0 } output, ..] }
                && draft.Counts.GetValueOrDefault(output) is { Number: null } count)
            {
                string symbol = count.Symbol ?? $"{output}[1]";
                known.Add(symbol);
                bool isGiven = options.Dimensions.TryGetValue(symbol, out int given) || stated.TryGetValue(symbol, out given);
                draft.Counts[output] = new DraftCount(isGiven ? given : null, symbol);
            }

            foreach (GraphDraft body in GraphDraft.BodiesOf(node))
            {
                BindCounts(body, options, stated, known);
            }
        }
    }

    private static TensorShape? BindShape(
        GraphDraft draft,
        DraftInput input,
        OnnxReadOptions options,
        Dictionary<string, int> stated,
        SortedDictionary<string, string> missing,
        HashSet<string> known)
    {
        if ((input.Dimensions ?? UndeclaredDimensions(draft, input, options)) is not { } declared)
        {
            draft.Problems.Add(
                $"input '{input.Name}' has no shape in the file, but a circuit has fixed sizes: give --dim {input.Name}[0]=VALUE --dim "
                + $"{input.Name}[1]=VALUE and so on, one for each of its dimensions, or export the model with the shape of its input");
            return null;
        }

        if (declared.Length > TensorShape.MaxRank)
        {
            draft.Problems.Add($"input '{input.Name}' has {declared.Length} dimensions; {TensorShape.MaxRank} are the most");
            return null;
        }

        int[] dimensions = new int[declared.Length];
        bool complete = true;
        for (int axis = 0; axis < dimensions.Length; axis++)
        {
            long size = declared[axis].Size;
            if (size < 0)
            {
                string symbol = SymbolOf(input, axis);
                known.Add(symbol);
                if (!options.Dimensions.TryGetValue(symbol, out int given) && !stated.TryGetValue(symbol, out given))
                {
                    missing.TryAdd(symbol, $"'{input.Name}'");
                    complete = false;
                    continue;
                }

                size = given;
            }

            if (size is < 0 or > int.MaxValue)
            {
                draft.Problems.Add($"input '{input.Name}' has a dimension of {size}");
                complete = false;
                continue;
            }

            dimensions[axis] = (int)size;
        }

        return complete ? TensorShape.Of(dimensions) : null;
    }

    // Where not even the number of dimensions is declared, the data may state them, or the caller one by one.
    private static DraftDimension[]? UndeclaredDimensions(GraphDraft draft, DraftInput input, OnnxReadOptions options)
    {
        int count = 0;
        while (count <= TensorShape.MaxRank && options.Dimensions.ContainsKey(string.Create(
            CultureInfo.InvariantCulture, $"{input.Name}[{count}]")))
        {
            count++;
        }

        if (count > 0)
        {
            return [.. Enumerable.Repeat(new DraftDimension(-1, string.Empty), count)];
        }

        return options.InputShapes.Length == draft.Inputs.Count
            ? [.. options.InputShapes[draft.Inputs.IndexOf(input)].Dimensions.Select(size => new DraftDimension(size, string.Empty))]
            : null;
    }

    // A symbol that the data give two values stays open: then only the caller can know.
    private static Dictionary<string, int> StatedDimensions(GraphDraft draft, OnnxReadOptions options)
    {
        var stated = new Dictionary<string, int>(StringComparer.Ordinal);
        var contradictory = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; options.InputShapes.Length == draft.Inputs.Count && i < draft.Inputs.Count; i++)
        {
            DraftInput input = draft.Inputs[i];
            TensorShape shape = options.InputShapes[i];
            for (int axis = 0; input.Dimensions?.Length == shape.Rank && axis < shape.Rank; axis++)
            {
                string symbol = SymbolOf(input, axis);
                if (input.Dimensions[axis].Size < 0 && !stated.TryAdd(symbol, shape[axis]) && stated[symbol] != shape[axis])
                {
                    contradictory.Add(symbol);
                }
            }
        }

        foreach (string symbol in contradictory)
        {
            stated.Remove(symbol);
        }

        return stated;
    }

    private static string SymbolOf(DraftInput input, int axis)
    {
        string symbol = input.Dimensions?[axis].Symbol ?? string.Empty;
        return symbol.Length > 0 ? symbol : $"{input.Name}[{axis}]";
    }

    private static void NoteSymbols(DraftInput input, HashSet<string> known)
    {
        for (int axis = 0; axis < input.Dimensions?.Length; axis++)
        {
            known.Add(SymbolOf(input, axis));
        }
    }

    // A misspelt --dim must not pass in silence.
    private static void ReportUnknown(GraphDraft draft, OnnxReadOptions options, HashSet<string> known)
    {
        string[] unknown = [.. options.Dimensions.Keys.Where(name => !known.Contains(name)).Order(StringComparer.Ordinal)];
        if (unknown.Length > 0)
        {
            string has = known.Count == 0 ? "none" : string.Join(", ", known.Order(StringComparer.Ordinal).Select(n => $"'{n}'"));
            draft.Problems.Add($"the model has no open dimension {string.Join(", ", unknown.Select(n => $"'{n}'"))}; it has {has}");
        }

        foreach (string name in options.FixedInputs.Keys.Where(name => draft.Inputs.All(input => input.Name != name)))
        {
            draft.Problems.Add($"the model has no input '{name}' that could be fixed");
        }
    }
}
