using System.Text.Json;
using LionMl.Algebra;
using LionMl.R1cs;

namespace LionMl.Varuna.Tests;

/// <summary>Turns a circuit of the reference's vectors, which holds the indexer's padding and last row, back into its R1CS.</summary>
internal static class ReferenceCircuit
{
    /// <param name="json">A circuit with circuit_info and matrices.</param>
    /// <param name="publicCount">The public inputs in use, the leading one included; the padded ones have no entries.</param>
    internal static R1csCircuit<Fr> Read(JsonElement json, int publicCount)
    {
        int[] info = [.. json.GetProperty("circuit_info").EnumerateArray().Select(count => count.GetInt32())];
        JsonElement matrices = json.GetProperty("matrices");
        int padding = info[0] - publicCount;
        return new R1csCircuit<Fr>(publicCount, info[1] - info[0] - 3, Matrix("a"), Matrix("b"), Matrix("c"), [new R1csScope("vector", 0)]);

        R1csMatrix<Fr> Matrix(string name) => R1csMatrix<Fr>.FromRows(
            matrices.GetProperty(name).EnumerateArray().SkipLast(1).Select(row => row.EnumerateArray().Select(Entry)));

        (int Column, Fr Coefficient) Entry(JsonElement entry)
        {
            int column = entry[1].GetInt32();
            return (column < publicCount ? column : column - padding, ReferenceVector.Element(entry[0]));
        }
    }

    /// <summary>The assignment before padding and randomisation.</summary>
    internal static R1csAssignment<Fr> Assignment(Fr[] padded, int paddedPublicCount, int publicCount) =>
        new(padded[..publicCount], padded[paddedPublicCount..^3]);
}
