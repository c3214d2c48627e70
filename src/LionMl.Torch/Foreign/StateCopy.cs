using System.Collections;

namespace LionMl.Torch;

/// <summary>Carries weights and modes from a module of the real TorchSharp to the same module of this library.</summary>
internal static class StateCopy
{
    private const int MostListed = 8;

    /// <summary>Copies parameters and buffers by name, shape and type, and the mode of each module.</summary>
    /// <exception cref="InvalidOperationException">Names, shapes or types differ; lists them.</exception>
    /// <exception cref="NotSupportedException">A weight has an element type outside of the subset.</exception>
    public static void Copy(object foreign, torch.nn.Module target)
    {
        var source = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in (IDictionary)Reflected.Call(foreign, "state_dict")!)
        {
            source.Add((string)entry.Key, entry.Value!);
        }

        Dictionary<string, torch.Tensor> own = target.state_dict();
        var problems = new List<string>();
        problems.AddRange(own.Keys.Where(name => !source.ContainsKey(name)).Select(name => $"'{name}' is in the new module only"));
        problems.AddRange(source.Keys.Where(name => !own.ContainsKey(name)).Select(name => $"'{name}' is in the original only"));
        foreach ((string name, torch.Tensor to) in own)
        {
            if (source.TryGetValue(name, out object? from))
            {
                Copy(name, ForeignTensor.Read(from, $"'{name}'"), to, problems);
            }
        }

        if (problems.Count > 0)
        {
            string more = problems.Count > MostListed ? $"; and {problems.Count - MostListed} more" : string.Empty;
            throw new InvalidOperationException(
                $"{target.GetName()} was built again, but its weights are not those of the original: "
                + string.Join("; ", problems.Take(MostListed)) + more
                + ". Its constructor must give the same layers each time: give it the arguments that the original was made with");
        }

        CopyModes(foreign, target);
    }

    /// <summary>The modules below one of the real TorchSharp, and itself under the empty name.</summary>
    public static Dictionary<string, object> Modules(object foreign)
    {
        var result = new Dictionary<string, object>(StringComparer.Ordinal) { [string.Empty] = foreign };
        foreach (object entry in (IEnumerable)Reflected.Call(foreign, "named_modules")!)
        {
            var pair = (System.Runtime.CompilerServices.ITuple)entry;
            result.TryAdd((string)pair[0]!, pair[1]!);
        }

        return result;
    }

    private static void Copy(string name, torch.Tensor from, torch.Tensor to, List<string> problems)
    {
        if (!from.shape.AsSpan().SequenceEqual(to.shape))
        {
            problems.Add($"'{name}' has shape {Shapes.Text(from.shape)} in the original and {Shapes.Text(to.shape)} in the new module");
            return;
        }

        if (from.dtype != to.dtype)
        {
            // A module that was converted as a whole after it was made.
            if (!from.dtype.IsFloating() || !to.dtype.IsFloating())
            {
                problems.Add($"'{name}' has dtype {from.dtype} in the original and {to.dtype} in the new module");
                return;
            }

            to.Convert(from.dtype);
        }

        to.Overwrite(from);
    }

    private static void CopyModes(object foreign, torch.nn.Module target)
    {
        Dictionary<string, object> originals = Modules(foreign);
        foreach ((string name, torch.nn.Module module) in target.named_modules().Prepend((string.Empty, target)))
        {
            if (originals.TryGetValue(name, out object? original))
            {
                module.SetTraining((bool)Reflected.Get(original, "training")!);
            }
        }
    }
}
