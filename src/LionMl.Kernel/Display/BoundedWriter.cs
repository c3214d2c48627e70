namespace LionMl.Kernel.Display;

/// <summary>Collects text and refuses more than a limit, so that a formatter cannot fill the memory.</summary>
internal sealed class BoundedWriter(int maxChars) : StringWriter(System.Globalization.CultureInfo.InvariantCulture)
{
    public override void Write(char value)
    {
        Check(1);
        base.Write(value);
    }

    public override void Write(char[] buffer, int index, int count)
    {
        Check(count);
        base.Write(buffer, index, count);
    }

    public override void Write(ReadOnlySpan<char> buffer)
    {
        Check(buffer.Length);
        base.Write(buffer);
    }

    public override void Write(string? value)
    {
        Check(value?.Length ?? 0);
        base.Write(value);
    }

    private void Check(int count)
    {
        if (GetStringBuilder().Length + (long)count > maxChars)
            throw new InvalidOperationException("The formatter wrote too much.");
    }
}
