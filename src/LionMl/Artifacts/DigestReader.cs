using System.Collections.Immutable;
using LionMl.Algebra;
using LionMl.Onnx;

namespace LionMl.Artifacts;

/// <summary>Holds a statement's digests against public inputs and data.</summary>
internal static class DigestReader
{
    private const string Ending = "field";

    /// <summary>The statement's digests with their values for each instance.</summary>
    public static ImmutableArray<StatementDigest>? Complete(ImmutableArray<StatementDigest>? digests, PublicInputs publics) =>
        digests?.Select(digest => digest with { Values = [.. publics.Instances.Select(instance => $"{instance[digest.Offset]}{Ending}")] })
            .ToImmutableArray();

    /// <summary>What is wrong with the statement's digests, or null.</summary>
    /// <exception cref="LionException">The statement names places that the public inputs do not have.</exception>
    public static string? FindMismatch(StatementFile statement, PublicInputs publics)
    {
        foreach (StatementDigest digest in statement.Digests ?? [])
        {
            if (publics.Instances.Any(instance => digest.Offset >= instance.Length))
            {
                throw LionException.BadInput($"{ArtifactNames.Statement} says that the digest of '{digest.Name}' is public input "
                    + $"{digest.Offset}, which does not exist.");
            }

            if (digest.Values is not { } values || values.Length != publics.Instances.Length)
            {
                return $"the statement does not give the digest of '{digest.Name}' for each of {publics.Instances.Length} instance(s)";
            }

            for (int i = 0; i < values.Length; i++)
            {
                string proved = $"{publics.Instances[i][digest.Offset]}{Ending}";
                if (values[i] != proved)
                {
                    return $"the statement says that the digest of '{digest.Name}' is {values[i]}, but the proof is for {proved}";
                }
            }
        }

        return null;
    }

    /// <summary>Whether hashed inputs are those of the proof's digests: says which is not, or null.</summary>
    /// <param name="statement">Its digests must have been compared with the public inputs.</param>
    /// <param name="publics">The public inputs.</param>
    /// <param name="inputs">For each instance the inputs by name.</param>
    /// <param name="salts">For each instance the salts of the statement's digests, in their order.</param>
    public static string? FindOtherInput(
        StatementFile statement,
        PublicInputs publics,
        IReadOnlyList<IReadOnlyDictionary<string, Tensor>> inputs,
        Func<int, int, Fr> salts)
    {
        ImmutableArray<StatementDigest> digests = statement.Digests ?? [];
        for (int instance = 0; instance < inputs.Count; instance++)
        {
            for (int i = 0; i < digests.Length; i++)
            {
                if (digests[i].Group == "input"
                    && digests[i].Compute([inputs[instance][digests[i].Name].ToFloats()], salts(instance, i)) is var computed
                    && computed != publics.Instances[instance][digests[i].Offset])
                {
                    string which = inputs.Count == 1 ? string.Empty : $" of instance {instance}";
                    return $"the given '{digests[i].Name}'{which} is not what the digest {digests[i].Values!.Value[instance]} stands for"
                        + (digests[i].IsSalted ? ", or the salt is another one" : string.Empty);
                }
            }
        }

        return null;
    }
}
