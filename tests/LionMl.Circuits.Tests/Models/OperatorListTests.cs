using LionMl.Onnx.Operators;

namespace LionMl.Circuits.Tests.Models;

/// <summary>docs/operators.md against the tables.</summary>
public sealed class OperatorListTests
{
    // Folded, rewritten or unrolled while a model is read.
    private static readonly string[] GoneWhenRead =
    [
        "CastLike", "Constant", "ConstantOfShape", "EyeLike", "If", "Loop", "Range", "Scan", "Scatter", "Shape", "Size", "Upsample",
    ];

    [Fact]
    public void The_document_lists_exactly_what_has_a_circuit()
    {
        string path = Path.Combine(ModelFiles.Folder, "..", "..", "docs", "operators.md");
        string[] listed = [.. File.ReadLines(path)
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| operator", StringComparison.Ordinal))
            .Select(line => line.Split('|')[1].Trim())];
        var movements = OperatorRegistry.Names.Where(name => OperatorRegistry.TryGet(name, out var op) && op is MovementOperator);
        string[] known = [.. OperatorTable.Names.Concat(ExpansionTable.Names).Concat(movements).Concat(GoneWhenRead)
            .Distinct().Order(StringComparer.OrdinalIgnoreCase)];
        Assert.Equal(known, listed);
    }
}
