using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using LionMl.Artifacts;

namespace LionMl.Tests.Artifacts;

public sealed class StatementFileTests
{
    private static readonly string Hash = new('a', 64);

    [Fact]
    public void What_was_written_is_read()
    {
        StatementFile read = Read(Sample().ToJson());
        Assert.Equal("v3", read.Varuna);
        StatementTensor tensor = Assert.Single(read.Tensors);
        Assert.Equal(("y", "output", 1, 10, 12), (tensor.Name, tensor.Group, tensor.Offset, tensor.Length, tensor.ScaleBits));
        Assert.Equal([1, 10], tensor.Shape.ToArray());
        Assert.Equal(new StatementProof(2, Hash, Hash), read.Proof);
        Assert.Equal("accuracy", read.Options["target"]);
    }

    [Fact]
    public void The_text_is_stable()
    {
        const string Expected = """
            {
              "format": "lionml-statement",
              "formatVersion": 1,
              "lionml": "0.1.0",
              "varuna": "v3",
              "srs": {
                "kind": "aleo",
                "sha256": "HASH"
              },
              "model": {
                "name": "model.onnx",
                "sha256": "HASH"
              },
              "visibility": "input=private,output=public,params=fixed",
              "circuitSha256": "HASH",
              "keySha256": "HASH",
              "tensors": [
                {
                  "name": "y",
                  "group": "output",
                  "shape": [
                    1,
                    10
                  ],
                  "offset": 1,
                  "length": 10,
                  "scaleBits": 12,
                  "low": -128,
                  "high": 127
                }
              ],
              "options": {
                "target": "accuracy"
              },
              "proof": {
                "instances": 2,
                "sha256": "HASH",
                "publicSha256": "HASH"
              }
            }
            """;
        Assert.Equal(Expected.ReplaceLineEndings("\n"), Sample().ToJson().Replace(Hash, "HASH", StringComparison.Ordinal));
    }

    [Fact]
    public void Another_version_is_named()
    {
        LionException failure = Assert.Throws<LionException>(() => Read(With(root => root["formatVersion"] = 2)));
        Assert.Contains("format version 2 and this program reads version 1", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Foreign_and_damaged_files_are_refused_in_one_line()
    {
        string good = Sample().ToJson();
        string[] bad =
        [
            "", "[]", "null", "1", "{}", good[..(good.Length / 2)], good + "}",
            With(root => root["format"] = "other"),
            With(root => root.Remove("varuna")),
            With(root => root["varuna"] = null),
            With(root => root["varuna"] = "v1"),
            With(root => root["srs"]!["kind"] = "home-made"),
            With(root => root["srs"]!["kind"] = "sandbox"),
            With(root => root["keySha256"] = "abc"),
            With(root => root["proof"]!["sha256"] = new string('g', 64)),
            With(root => root["surprise"] = 1),
            With(root => root["tensors"] = 1),
            With(root => root["tensors"] = null),
            With(root => root["tensors"]![0]!["offset"] = 0),
            With(root => root["tensors"]![0]!["length"] = 11),
            With(root => root["tensors"]![0]!["length"] = int.MaxValue),
            With(root => root["tensors"]![0]!["shape"] = new JsonArray(-1, -10)),
            With(root => root["tensors"]![0]!["shape"] = null),
            With(root => root["tensors"]![0]!["scaleBits"] = int.MinValue),
        ];
        foreach (string json in bad)
        {
            LionException failure = Assert.Throws<LionException>(() => Read(json));
            Assert.Equal(FailureKind.BadInput, failure.Kind);
            Assert.DoesNotContain('\n', failure.Message);
        }
    }

    private static StatementFile Read(string json) => StatementFile.Read("statement.json", Encoding.UTF8.GetBytes(json));

    private static string With(Action<JsonObject> change)
    {
        JsonObject root = JsonNode.Parse(Sample().ToJson())!.AsObject();
        change(root);
        return root.ToJsonString();
    }

    private static StatementFile Sample() => new()
    {
        Varuna = "v3",
        Srs = new StatementSrs { Kind = "aleo", Sha256 = Hash },
        Model = new StatementModel("model.onnx", Hash),
        Visibility = "input=private,output=public,params=fixed",
        CircuitSha256 = Hash,
        KeySha256 = Hash,
        Tensors = [new StatementTensor("y", "output", [1, 10], 1, 10, 12, -128, 127)],
        Options = ImmutableDictionary<string, string>.Empty.Add("target", "accuracy"),
        Proof = new StatementProof(2, Hash, Hash),
    };
}
