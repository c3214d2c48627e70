namespace LionMl.Varuna;

/// <summary>The universal SRS holds fewer powers than a circuit needs.</summary>
public sealed class SrsTooSmallException : Exception
{
    internal SrsTooSmallException(string message)
        : base(message)
    {
    }
}
