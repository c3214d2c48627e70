namespace LionMl.Algebra;

public sealed unsafe partial class G1Bases
{
    /// <summary>The points [first · ratio^i]generator for i below <paramref name="count"/>.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static G1Bases Powers(G1Affine generator, Fr first, Fr ratio, int count, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(workers);
        var bases = new G1Bases(count);
        using FrVector scalars = FrVector.Powers(first, ratio, count, workers);
        var table = new G1Affine[64 * 16];
        var multiples = new G1Projective[table.Length];
        G1Projective power = G1Projective.FromAffine(generator);
        for (int window = 0; window < 64; window++)
        {
            for (int digit = 1; digit < 16; digit++)
                multiples[(16 * window) + digit] = multiples[(16 * window) + digit - 1] + power;
            power = multiples[(16 * window) + 15] + power;
        }

        G1Projective.ToAffine(multiples, table);
        workers.For(count, 64, (start, end) =>
        {
            var values = new Fr[end - start];
            scalars.CopyTo(start, values);
            var sums = new G1Projective[64];
            var points = new G1Affine[64];
            byte[] bytes = new byte[32];
            for (int i = 0; i < values.Length; i += 64)
            {
                workers.Cancellation.ThrowIfCancellationRequested();
                int size = Math.Min(64, values.Length - i);
                for (int k = 0; k < size; k++)
                {
                    values[i + k].WriteLittleEndian(bytes);
                    G1Projective sum = default;
                    for (int window = 0; window < 64; window++)
                        sum += table[(16 * window) + ((bytes[window >> 1] >> (4 * (window & 1))) & 15)];
                    sums[k] = sum;
                }

                G1Projective.ToAffine(sums, points);
                bases.CopyFrom(points.AsSpan(0, size), start + i);
            }
        });
        return bases;
    }
}
