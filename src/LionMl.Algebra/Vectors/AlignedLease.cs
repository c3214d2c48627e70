namespace LionMl.Algebra;

/// <summary>The address of an <see cref="AlignedMemory"/>, valid until disposed.</summary>
internal readonly unsafe ref struct AlignedLease
{
    private readonly AlignedMemory _memory;

    public AlignedLease(AlignedMemory memory)
    {
        bool added = false;
        memory.DangerousAddRef(ref added);
        _memory = memory;
    }

    public long* Words => (long*)_memory.DangerousGetHandle();

    public void Dispose() => _memory.DangerousRelease();
}
