using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using LionMl.Algebra;
using LionMl.R1cs;

namespace LionMl.Varuna;

internal static partial class ProvingKeyFile
{
    internal static ProvingKey Read(Stream source)
    {
        Span<byte> preamble = stackalloc byte[PreambleBytes];
        int got = source.ReadAtLeast(preamble, PreambleBytes, throwOnEndOfStream: false);
        if (got < Magic.Length || !preamble[..Magic.Length].SequenceEqual(Magic))
            throw Bad("this is not a proving key");
        if (got < PreambleBytes)
            throw Bad("the file is cut short");
        uint version = BinaryPrimitives.ReadUInt32LittleEndian(preamble[8..]);
        if (version != FormatVersion)
            throw Bad($"format version {version} is unknown; this program reads version {FormatVersion}, so run the setup again");
        long length = BinaryPrimitives.ReadInt64LittleEndian(preamble[16..]);
        if (source.CanSeek && source.Length - source.Position < length)
            throw Bad("the file is cut short");
        if (preamble[12..16].ContainsAnyExcept((byte)0) || preamble[56..].ContainsAnyExcept((byte)0))
            throw Bad("the preamble is damaged");
        using var reader = new SectionReader(source, length);
        try
        {
            (IndexedCircuit index, VerifyingKey key, byte[] identity) = ReadBody(reader);
            reader.ExpectEnd(preamble.Slice(24, 32));
            return new ProvingKey(index, key, identity);
        }
        catch (ArgumentException e)
        {
            // The circuit's own checks refuse contradictory arrays.
            throw Bad(e.Message);
        }
    }

    private static (IndexedCircuit Index, VerifyingKey Key, byte[] Identity) ReadBody(SectionReader reader)
    {
        byte[] head = reader.Bytes(FixedBytes);
        if (!VerifyingKey.TryRead(head.AsSpan(IdentityBytes, VerifyingKey.ByteCount), out VerifyingKey? key, out string? reason))
            throw Bad($"its verifying key is damaged: {reason}");
        var counts = new long[CountFields];
        for (int i = 0; i < counts.Length; i++)
            counts[i] = BinaryPrimitives.ReadInt64LittleEndian(head.AsSpan(FixedBytes - (8 * CountFields) + (8 * i)));
        CircuitInfo info = key.Info;
        bool agree = counts[0] >= 1 && counts[0] <= info.PublicCount && counts[1] >= 0 && counts[1] <= info.VariableCount
            && counts[2] == info.ConstraintCount - 1 && counts[9] >= 0 && counts[9] <= MaxScopeBytes;
        for (int matrix = 0; matrix < MatrixTriple<int>.Count; matrix++)
        {
            agree &= counts[3 + matrix] == info.NonZeroCount(matrix) - 1;
            agree &= counts[6 + matrix] >= 0 && counts[6 + matrix] <= counts[3 + matrix];
        }

        if (!agree)
            throw Bad("its counts contradict its verifying key");
        var matrices = new R1csMatrix<Fr>[MatrixTriple<int>.Count];
        for (int matrix = 0; matrix < matrices.Length; matrix++)
        {
            int[] starts = reader.Numbers((int)counts[2] + 1), columns = reader.Numbers((int)counts[3 + matrix]);
            int[] indices = reader.Numbers((int)counts[3 + matrix]);
            matrices[matrix] = new R1csMatrix<Fr>(starts, columns, indices, reader.Elements((int)counts[6 + matrix]));
        }

        reader.Align();
        List<R1csScope> scopes = DecodeScopes(reader.Bytes((int)counts[9]));
        var circuit = new R1csCircuit<Fr>((int)counts[0], (int)counts[1], matrices[0], matrices[1], matrices[2], scopes);
        var index = new IndexedCircuit(circuit);
        if (index.Info != info)
            throw Bad("its constraints contradict its verifying key");
        return (index, key, head[..IdentityBytes]);
    }

    private static List<R1csScope> DecodeScopes(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        var scopes = new List<R1csScope>();
        try
        {
            int count = reader.ReadInt32();
            for (int i = 0; i < count; i++)
            {
                int first = reader.ReadInt32();
                scopes.Add(new R1csScope(reader.ReadString(), first));
            }
        }
        catch (Exception e) when (e is IOException or FormatException)
        {
            throw Bad("its scope names are damaged");
        }

        return scopes;
    }

    private static InvalidDataException Bad(string reason) => new($"Cannot read the proving key: {reason}.");

    /// <summary>Reads sections, hashes them, and never allocates much more than the stream has delivered.</summary>
    private sealed class SectionReader(Stream source, long length) : IDisposable
    {
        private const int FirstAllocation = 1 << 20;

        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private long _position;

        public void Dispose() => _hash.Dispose();

        internal byte[] Bytes(int count) => Array<byte>(count);

        internal int[] Numbers(int count)
        {
            Align();
            int[] numbers = Array<int>(count);
            if (!BitConverter.IsLittleEndian)
                BinaryPrimitives.ReverseEndianness(numbers, numbers);
            return numbers;
        }

        internal Fr[] Elements(int count)
        {
            Align();
            var elements = new List<Fr>(Math.Min(count, 1 << 12));
            for (int i = 0; i < count; i++)
            {
                if (!Fr.TryReadLittleEndian(Bytes(Fr.ByteCount), out Fr element))
                    throw Bad("a coefficient is not canonical");
                elements.Add(element);
            }

            return [.. elements];
        }

        internal void Align()
        {
            if (Bytes(Padding(_position)).AsSpan().ContainsAnyExcept((byte)0))
                throw Bad("the padding between its sections is not zero");
        }

        internal void ExpectEnd(ReadOnlySpan<byte> checksum)
        {
            if (_position != length)
                throw Bad("its length contradicts its counts");
            if (!_hash.GetHashAndReset().AsSpan().SequenceEqual(checksum))
                throw Bad("the checksum is wrong: the file is damaged");
        }

        private T[] Array<T>(int count)
            where T : unmanaged
        {
            int size = Marshal.SizeOf<T>();
            if ((long)count * size > length - _position)
                throw Bad("its length contradicts its counts");
            var items = new T[Math.Min(count, FirstAllocation)];
            int done = 0;
            while (done < count)
            {
                if (done == items.Length)
                    System.Array.Resize(ref items, (int)Math.Min(count, 2L * items.Length));
                Span<byte> target = MemoryMarshal.AsBytes(items.AsSpan(done));
                if (source.ReadAtLeast(target, target.Length, throwOnEndOfStream: false) < target.Length)
                    throw Bad("the file is cut short");
                _hash.AppendData(target);
                _position += target.Length;
                done = items.Length;
            }

            return items;
        }
    }
}
