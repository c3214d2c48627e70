using System.Text.Json;
using LionMl.Algebra;

namespace LionMl.Varuna.Tests;

/// <summary>A proof of the slow reference with everything between the R1CS and the proof's bytes.</summary>
internal sealed class ReferenceVector
{
    private ReferenceVector(string name) => Root = Read(name);

    internal JsonElement Root { get; }

    internal VarunaVersion Version => (VarunaVersion)Root.GetProperty("version").GetInt32();

    internal byte[] ProofBytes => Convert.FromHexString(Root.GetProperty("proof").GetString()!);

    internal JsonElement Challenges => Root.GetProperty("challenges");

    internal VerifyingKey[] Keys =>
        [.. Root.GetProperty("verifying_keys").EnumerateArray().Select(key => KeyOf(key.GetProperty("bytes").GetString()!))];

    internal Statement Statement
    {
        get
        {
            StatementCircuit[] circuits =
            [
                .. Keys.Zip(
                    Root.GetProperty("padded_public_inputs").EnumerateArray(),
                    (key, instances) => new StatementCircuit(key, [.. instances.EnumerateArray().Select(Elements)])),
            ];
            Statement? statement = Statement.TryCreate(Version, circuits, out _, out string? reason);
            return statement ?? throw new InvalidOperationException(reason);
        }
    }

    internal static ReferenceVector Load(string name) => new(name);

    internal static JsonElement Read(string name) =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Vectors", name + ".json"))).RootElement;

    internal static VerifyingKey KeyOf(string hex)
    {
        Assert.True(VerifyingKey.TryRead(Convert.FromHexString(hex), out VerifyingKey? key, out string? reason), reason);
        return key!;
    }

    internal static Fr[] Elements(JsonElement list) => [.. list.EnumerateArray().Select(Element)];

    internal static Fr Element(JsonElement text) =>
        Fr.TryParse(text.GetString(), out Fr value) ? value : throw new FormatException(text.GetString());
}
