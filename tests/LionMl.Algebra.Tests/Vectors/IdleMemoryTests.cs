namespace LionMl.Algebra.Tests.Vectors;

public sealed class IdleMemoryTests
{
    [Fact]
    public void Freed_memory_is_used_again_and_cleared_when_asked()
    {
        const long Bytes = 17L << 21;
        var memory = new AlignedMemory(Bytes, clear: false);
        nint address = memory.DangerousGetHandle();
        using (AlignedLease lease = memory.Lease())
            unsafe
            {
                lease.Words[5] = 77;
            }

        memory.Dispose();
        using var again = new AlignedMemory(Bytes - 100);
        Assert.Equal(address, again.DangerousGetHandle());
        using AlignedLease cleared = again.Lease();
        unsafe
        {
            Assert.Equal(0, cleared.Words[5]);
        }
    }

    [Fact]
    public void Idle_memory_is_bounded()
    {
        for (int i = 0; i < 20; i++)
        {
            AlignedMemory[] blocks = [.. Enumerable.Range(8, 6).Select(k => new AlignedMemory((long)k << 22, clear: false))];
            foreach (AlignedMemory block in blocks)
                block.Dispose();
            Assert.InRange(IdleMemory.ByteCount, 0, IdleMemory.MaxBytes);
        }
    }

    [Fact]
    public void Idle_memory_goes_back_to_the_system()
    {
        new AlignedMemory(19L << 21, clear: false).Dispose();
        IdleMemory.Trim();
        IdleMemory.Trim();
        Assert.False(IdleMemory.TryTake(19L << 21, out _, out _));
    }

    [Fact]
    public void Small_memory_is_not_kept()
    {
        new AlignedMemory(1 << 20).Dispose();
        Assert.False(IdleMemory.TryTake(1 << 20, out _, out _));
    }
}
