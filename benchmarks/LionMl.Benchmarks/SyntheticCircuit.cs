using LionMl.Algebra;
using LionMl.R1cs;

namespace LionMl.Benchmarks;

/// <summary>A satisfiable circuit of given counts whose coefficients are distributed like those of a quantised network.</summary>
internal static class SyntheticCircuit
{
    /// <summary>Row i defines private variable i as a product of combinations of earlier variables.</summary>
    public static (R1csCircuit<Fr> Circuit, R1csAssignment<Fr> Assignment) Make(int constraints, int publicCount, int entriesPerMatrix)
    {
        var random = new Random(1);
        Fr[] coefficients =
        [
            Fr.One, -Fr.One, .. Enumerable.Range(1, 20).Select(i => Fr.FromInt64(1L << i)),
            .. Enumerable.Range(0, 200).Select(_ => Fr.FromInt64(random.Next(-5000, 5000))),
        ];
        var publics = new Fr[publicCount];
        publics[0] = Fr.One;
        for (int i = 1; i < publicCount; i++)
            publics[i] = Fr.FromInt64(random.Next());
        var values = new Fr[publicCount + constraints];
        publics.CopyTo(values, 0);
        Rows a = new(entriesPerMatrix), b = new(entriesPerMatrix), c = new(entriesPerMatrix);
        for (int row = 0; row < constraints; row++)
        {
            int known = publicCount + row;
            Fr left = a.AddRow(constraints, known, random, coefficients, values);
            Fr right = b.AddRow(constraints, known, random, coefficients, values);
            Fr rest = c.AddRow(constraints, known, random, coefficients, values, defined: known);
            values[known] = (left * right) - rest;
        }

        var circuit = new R1csCircuit<Fr>(
            publicCount, constraints, a.ToMatrix(coefficients), b.ToMatrix(coefficients), c.ToMatrix(coefficients));
        return (circuit, new R1csAssignment<Fr>(publics, values[publicCount..]));
    }

    private sealed class Rows(int entries)
    {
        private readonly List<int> _starts = [0], _columns = [], _indices = [];

        public Fr AddRow(int rows, int known, Random random, Fr[] coefficients, Fr[] values, int defined = -1)
        {
            int done = _starts.Count - 1;
            int count = (int)(((long)entries * (done + 1)) / rows) - _columns.Count;
            var columns = new SortedSet<int>();
            for (int i = defined < 0 ? 0 : 1; i < count; i++)
                columns.Add(random.Next(4) == 0 ? random.Next(Math.Min(known, 8)) : Math.Max(0, known - 1 - random.Next(5000)));
            Fr sum = Fr.Zero;
            foreach (int column in columns)
            {
                int index = random.Next(10) < 6 ? random.Next(2) : random.Next(coefficients.Length);
                _columns.Add(column);
                _indices.Add(index);
                sum += coefficients[index] * values[column];
            }

            if (defined >= 0)
            {
                _columns.Add(defined);
                _indices.Add(0);
            }

            _starts.Add(_columns.Count);
            return sum;
        }

        public R1csMatrix<Fr> ToMatrix(Fr[] coefficients) => new([.. _starts], [.. _columns], [.. _indices], coefficients);
    }
}
