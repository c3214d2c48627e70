using System.Buffers.Binary;
using LionMl.Algebra;

namespace LionMl.Varuna;

/// <summary>Proof bytes: version, batch sizes, commitments by rounds, evaluations, sums, openings.</summary>
internal static class ProofCodec
{
    internal const string TextPrefix = "proof";

    /// <summary>More than any proof that fits a transaction: 32 circuits with 128 instances each need 613 kB.</summary>
    internal const int MaxBytes = 1 << 20;

    private const byte FormatVersion = 1;

    /// <summary>The length with <paramref name="blindings"/> of the openings carrying a blinding value.</summary>
    internal static long ByteCount(ReadOnlySpan<int> batchSizes, int blindings)
    {
        long circuits = batchSizes.Length, instances = 0;
        foreach (int size in batchSizes)
            instances += size;
        return 1 + (8 * (1 + circuits)) + (48 * (4 + instances + 1 + (3 * circuits))) + 1
            + (32 * (1 + (6 * circuits) + (3 * instances))) + 8 + (49 * OpeningPoints.Count) + (32 * blindings);
    }

    internal static byte[] Write(ProofParts proof)
    {
        int[] batchSizes = [.. proof.Witnesses.Select(witnesses => witnesses.Length)];
        var writer = new Writer((int)ByteCount(batchSizes, proof.Openings.Count(opening => opening.RandomValue is not null)));
        writer.Byte(FormatVersion);
        writer.Number(batchSizes.Length);
        foreach (int size in batchSizes)
            writer.Number(size);
        foreach (G1Affine witness in proof.Witnesses.SelectMany(points => points))
            writer.Point(witness);
        writer.Byte(1);
        writer.Point(proof.Mask);
        writer.Point(proof.H0);
        writer.Point(proof.G1);
        writer.Point(proof.H1);
        for (int matrix = 0; matrix < MatrixTriple<int>.Count; matrix++)
        {
            foreach (MatrixTriple<G1Affine> g in proof.G)
                writer.Point(g[matrix]);
        }

        writer.Point(proof.H2);
        writer.Element(proof.G1AtBeta);
        for (int matrix = 0; matrix < MatrixTriple<int>.Count; matrix++)
        {
            foreach (MatrixTriple<Fr> evaluations in proof.GAtGamma)
                writer.Element(evaluations[matrix]);
        }

        foreach (MatrixTriple<Fr> sums in proof.ThirdSums.SelectMany(sums => sums).Concat(proof.FourthSums))
        {
            writer.Element(sums.A);
            writer.Element(sums.B);
            writer.Element(sums.C);
        }

        writer.Number(proof.Openings.Length);
        foreach (Opening opening in proof.Openings)
        {
            writer.Point(opening.Witness);
            writer.Byte(opening.RandomValue is null ? (byte)0 : (byte)1);
            if (opening.RandomValue is { } value)
                writer.Element(value);
        }

        return writer.Finish();
    }

    internal static ProofParts? Read(ReadOnlySpan<byte> source, out string? reason)
    {
        var reader = new ByteReader(source);
        reader.Expect(source.Length <= MaxBytes, $"{source.Length} bytes are more than any proof has ({MaxBytes})");
        byte version = reader.Byte("the format version");
        reader.Expect(version == FormatVersion, $"format version {version} of a proof is unknown");
        int[] batchSizes = ReadBatchSizes(ref reader);
        reader.Expect(
            source.Length >= ByteCount(batchSizes, 0) && source.Length <= ByteCount(batchSizes, OpeningPoints.Count),
            $"{source.Length} bytes are not the length of a proof for {batchSizes.Length} circuits with {batchSizes.Sum()} instances");
        reason = reader.Failure;
        if (reason is not null)
            return null;
        reader.DecodeAhead([.. PointPlaces(source, reader.Position, batchSizes)]);
        ProofParts proof = ReadRest(ref reader, batchSizes);
        reader.ExpectEnd();
        reason = reader.Failure;
        return reason is null ? proof : null;
    }

    /// <summary>Where the points stand; the length of the source has been checked against the batch sizes.</summary>
    private static List<int> PointPlaces(ReadOnlySpan<byte> source, int place, int[] batchSizes)
    {
        int circuits = batchSizes.Length, instances = batchSizes.Sum();
        var places = new List<int>();
        Add(instances);
        place++;
        Add(5 + (3 * circuits));
        place += (32 * (1 + (6 * circuits) + (3 * instances))) + 8;
        for (int i = 0; i < OpeningPoints.Count && place + G1Encoding.CompressedBytes < source.Length; i++)
        {
            Add(1);
            place += source[place] == 1 ? 33 : 1;
        }

        return places;

        void Add(int count)
        {
            for (int i = 0; i < count; i++)
            {
                places.Add(place);
                place += G1Encoding.CompressedBytes;
            }
        }
    }

    private static int[] ReadBatchSizes(ref ByteReader reader)
    {
        // Every circuit and every instance needs more than 144 further bytes, so that these limits keep all sums small.
        ulong circuits = reader.Number("the number of circuits");
        int limit = reader.Remaining / 144;
        reader.Expect(circuits >= 1 && circuits <= (ulong)limit, $"a proof of this length cannot be for {circuits} circuits");
        if (reader.Failure is not null)
            return [];
        var batchSizes = new int[(int)circuits];
        for (int i = 0; i < batchSizes.Length; i++)
        {
            ulong size = reader.Number("the batch sizes");
            reader.Expect(size >= 1 && size <= (ulong)limit, $"a proof of this length cannot have {size} instances of circuit {i}");
            batchSizes[i] = reader.Failure is null ? (int)size : 0;
        }

        return batchSizes;
    }

    private static ProofParts ReadRest(ref ByteReader reader, int[] batchSizes)
    {
        int circuits = batchSizes.Length;
        var witnesses = new G1Affine[circuits][];
        for (int i = 0; i < circuits; i++)
            witnesses[i] = ReadPoints(ref reader, batchSizes[i], "a witness commitment");
        reader.Expect(reader.Byte("the mask's mark") == 1, "the proof has no mask commitment; proofs without hiding are not supported");
        G1Affine mask = reader.Point("the mask commitment");
        G1Affine h0 = reader.Point("h_0"), g1 = reader.Point("g_1"), h1 = reader.Point("h_1");
        G1Affine[] ga = ReadPoints(ref reader, circuits, "g_a");
        G1Affine[] gb = ReadPoints(ref reader, circuits, "g_b");
        G1Affine[] gc = ReadPoints(ref reader, circuits, "g_c");
        G1Affine h2 = reader.Point("h_2");
        Fr g1AtBeta = reader.Element("g_1(beta)");
        Fr[] gaAtGamma = ReadElements(ref reader, circuits, "g_a(gamma)");
        Fr[] gbAtGamma = ReadElements(ref reader, circuits, "g_b(gamma)");
        Fr[] gcAtGamma = ReadElements(ref reader, circuits, "g_c(gamma)");
        var thirdSums = new MatrixTriple<Fr>[circuits][];
        for (int i = 0; i < circuits; i++)
            thirdSums[i] = ReadTriples(ref reader, batchSizes[i], "a sum of the third message");
        MatrixTriple<Fr>[] fourthSums = ReadTriples(ref reader, circuits, "a sum of the fourth message");
        ulong openingCount = reader.Number("the number of openings");
        reader.Expect(openingCount == OpeningPoints.Count, $"a proof has {OpeningPoints.Count} openings, not {openingCount}");
        var openings = new Opening[OpeningPoints.Count];
        for (int i = 0; i < openings.Length; i++)
        {
            G1Affine witness = reader.Point("an opening");
            byte mark = reader.Byte("an opening's mark");
            reader.Expect(mark <= 1, $"an opening has the unknown mark {mark}");
            openings[i] = new Opening(witness, mark == 1 ? reader.Element("an opening's blinding value") : null);
        }

        return new ProofParts
        {
            Witnesses = witnesses,
            Mask = mask,
            H0 = h0,
            G1 = g1,
            H1 = h1,
            G = Zip(ga, gb, gc),
            H2 = h2,
            G1AtBeta = g1AtBeta,
            GAtGamma = Zip(gaAtGamma, gbAtGamma, gcAtGamma),
            ThirdSums = thirdSums,
            FourthSums = fourthSums,
            Openings = openings,
        };
    }

    private static MatrixTriple<T>[] Zip<T>(T[] a, T[] b, T[] c) =>
        [.. Enumerable.Range(0, a.Length).Select(i => new MatrixTriple<T>(a[i], b[i], c[i]))];

    private static G1Affine[] ReadPoints(ref ByteReader reader, int count, string what)
    {
        var points = new G1Affine[count];
        for (int i = 0; i < count && reader.Failure is null; i++)
            points[i] = reader.Point(what);
        return points;
    }

    private static Fr[] ReadElements(ref ByteReader reader, int count, string what)
    {
        var elements = new Fr[count];
        for (int i = 0; i < count && reader.Failure is null; i++)
            elements[i] = reader.Element(what);
        return elements;
    }

    private static MatrixTriple<Fr>[] ReadTriples(ref ByteReader reader, int count, string what)
    {
        var triples = new MatrixTriple<Fr>[count];
        for (int i = 0; i < count && reader.Failure is null; i++)
            triples[i] = reader.Elements(what);
        return triples;
    }

    private sealed class Writer(int byteCount)
    {
        private readonly byte[] _bytes = new byte[byteCount];
        private int _position;

        internal void Byte(byte value) => _bytes[_position++] = value;

        internal void Number(int value)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(_bytes.AsSpan(_position), (ulong)value);
            _position += 8;
        }

        internal void Element(Fr value)
        {
            value.WriteLittleEndian(_bytes.AsSpan(_position));
            _position += 32;
        }

        internal void Point(G1Affine value)
        {
            G1Encoding.WriteCompressed(value, _bytes.AsSpan(_position));
            _position += G1Encoding.CompressedBytes;
        }

        internal byte[] Finish() =>
            _position == _bytes.Length ? _bytes : throw new InvalidOperationException("The proof's length is wrong.");
    }
}
