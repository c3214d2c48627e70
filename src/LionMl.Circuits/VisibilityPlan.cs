namespace LionMl.Circuits;

/// <summary>Who sees what of a model.</summary>
/// <param name="Input">Of the model's inputs: private, public or hashed (in either form).</param>
/// <param name="Output">Of the model's outputs: public, private or hashed (in either form).</param>
/// <param name="Params">Of the weights: fixed, private or hashed.</param>
public sealed record VisibilityPlan(
    Visibility Input = Visibility.Private, Visibility Output = Visibility.Public, Visibility Params = Visibility.Fixed)
{
    /// <summary>Private input, public output, fixed weights.</summary>
    public static VisibilityPlan Default { get; } = new();

    /// <summary>The visibility of one group.</summary>
    public Visibility this[TensorGroup group] => group switch
    {
        TensorGroup.Input => Input,
        TensorGroup.Output => Output,
        TensorGroup.Params => Params,
        _ => throw new ArgumentOutOfRangeException(nameof(group)),
    };

    /// <summary>Reads <c>input=private,output=public,params=fixed</c>; groups that are not named keep their default.</summary>
    /// <exception cref="CircuitException">A name or value is unknown, or named twice.</exception>
    public static VisibilityPlan Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plan = Default;
        var seen = new HashSet<TensorGroup>();
        foreach (string part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] sides = part.Split('=', StringSplitOptions.TrimEntries);
            if (sides.Length != 2 || !TryName(sides[0], out TensorGroup group) || !TryName(sides[1], out Visibility value))
            {
                throw new CircuitException(
                    $"Visibility '{part}' is not understood; write for example input=private,output=public,params=fixed "
                    + "(values: private, public, hashed, hashed-leo, fixed).");
            }

            if (!seen.Add(group))
            {
                throw new CircuitException($"Visibility of '{sides[0]}' is given twice.");
            }

            plan = group switch
            {
                TensorGroup.Input => plan with { Input = value },
                TensorGroup.Output => plan with { Output = value },
                _ => plan with { Params = value },
            };
        }

        return plan;
    }

    /// <summary>Refuses what makes no sense.</summary>
    /// <exception cref="CircuitException">A group has such a visibility; the message lists all.</exception>
    public void Check()
    {
        var problems = new List<string>();
        foreach (var group in Enum.GetValues<TensorGroup>())
        {
            var value = this[group];
            if (!MakesSense(group, value))
            {
                problems.Add($"{Name(group)}={Name(value)} makes no sense: "
                    + (group == TensorGroup.Params ? "weights are fixed, private or hashed." : "use private, public, hashed or hashed-leo."));
            }
        }

        if (problems.Count > 0)
        {
            throw new CircuitException("Visibility: " + string.Join(' ', problems));
        }
    }

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public override string ToString() => $"input={Name(Input)},output={Name(Output)},params={Name(Params)}";

    private static bool MakesSense(TensorGroup group, Visibility value) =>
        group == TensorGroup.Params ? value is not (Visibility.Public or Visibility.HashedLeo) : value != Visibility.Fixed;

    private static bool TryName<T>(string text, out T value)
        where T : struct, Enum =>
        Enum.TryParse(text.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out value)
        && string.Equals(Name(value), text, StringComparison.OrdinalIgnoreCase);

    private static string Name<T>(T value)
        where T : struct, Enum => value is Visibility.HashedLeo ? "hashed-leo" : value.ToString().ToLowerInvariant();
}
