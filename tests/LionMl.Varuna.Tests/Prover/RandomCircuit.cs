using LionMl.Algebra;
using LionMl.R1cs;

namespace LionMl.Varuna.Tests;

/// <summary>Small satisfiable circuits of every shape.</summary>
internal static class RandomCircuit
{
    /// <summary>Constraint i defines private variable i as a product; some rows stay empty, and the matrices differ in size.</summary>
    internal static (R1csCircuit<Fr> Circuit, Func<int, R1csAssignment<Fr>> Assign) Make(
        int publicCount, int constraints, int density, int seed)
    {
        var random = new Random(seed);
        var rows = new List<(int, Fr)[]>[] { [], [], [] };
        for (int i = 0; i < constraints; i++)
        {
            bool isEmpty = constraints > 3 && random.Next(5) == 0;
            rows[0].Add(isEmpty ? [] : Row(publicCount + i, density));
            rows[1].Add(Row(publicCount + i, 1));
            rows[2].Add([(publicCount + i, Fr.One)]);
        }

        R1csMatrix<Fr>[] matrices = [.. rows.Select(r => R1csMatrix<Fr>.FromRows(r))];
        var circuit = new R1csCircuit<Fr>(publicCount, constraints, matrices[0], matrices[1], matrices[2], [new R1csScope("layer", 0)]);
        return (circuit, Assign);

        (int, Fr)[] Row(int known, int entries) =>
        [
            .. Enumerable.Range(0, random.Next(1, entries + 1)).Select(_ => random.Next(known)).Distinct()
                .Select(column => (column, Fr.FromInt64(random.Next(-3, 4) is var c && c == 0 ? 12345 : c))),
        ];

        R1csAssignment<Fr> Assign(int instance)
        {
            var values = new Fr[publicCount + constraints];
            values[0] = Fr.One;
            for (int i = 1; i < publicCount; i++)
                values[i] = Fr.FromInt64((instance * 100) + i);
            for (int i = 0; i < constraints; i++)
                values[publicCount + i] = matrices[0].RowValue(i, values) * matrices[1].RowValue(i, values);
            return new R1csAssignment<Fr>(values[..publicCount], values[publicCount..]);
        }
    }
}
