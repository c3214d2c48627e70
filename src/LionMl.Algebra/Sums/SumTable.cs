namespace LionMl.Algebra;

/// <summary>Rows (<see cref="G1Row"/>) for intermediate sums, some of them infinity.</summary>
internal sealed unsafe class SumTable : IDisposable
{
    private readonly AlignedMemory _memory;

    /// <summary>As many times infinity.</summary>
    public SumTable(int count)
    {
        Count = count;
        // One row more for lanes that have nowhere to go.
        long rowBytes = (count + 1L) * G1Row.SumWords * sizeof(long);
        _memory = new AlignedMemory(rowBytes + count + 1, clear: false);
        Rows = (long*)_memory.DangerousGetHandle();
        Present = (byte*)Rows + rowBytes;
        Clear();
    }

    /// <summary>The number of rows.</summary>
    public int Count { get; }

    /// <summary>The first row. The row at <see cref="Count"/> may be written and means nothing.</summary>
    public long* Rows { get; }

    /// <summary>For every row a byte: 1 if it holds a point, 0 if it is infinity.</summary>
    public byte* Present { get; }

    /// <summary>Makes every row infinity.</summary>
    public void Clear() => new Span<byte>(Present, Count + 1).Clear();

    /// <summary>The point of a row.</summary>
    public G1Affine Read(int index) => Present[index] == 0 ? G1Affine.Infinity : G1Row.Read(G1Row.Sum(Rows, index));

    /// <summary>Sets the point of a row.</summary>
    public void Write(int index, in G1Affine point)
    {
        long* row = G1Row.Sum(Rows, index);
        FqLane.Write(row, 1, point.X);
        FqLane.Write(row + G1Row.Limbs, 1, point.Y);
        Present[index] = point.IsInfinity ? (byte)0 : (byte)1;
    }

    /// <summary>Frees the memory.</summary>
    public void Dispose() => _memory.Dispose();
}
