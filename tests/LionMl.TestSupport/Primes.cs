namespace LionMl.TestSupport;

/// <summary>The prime 17.</summary>
public readonly struct P17 : IPrimeModulus
{
    /// <inheritdoc/>
    public static int Value => 17;
}

/// <summary>The prime 31.</summary>
public readonly struct P31 : IPrimeModulus
{
    /// <inheritdoc/>
    public static int Value => 31;
}

/// <summary>The prime 61.</summary>
public readonly struct P61 : IPrimeModulus
{
    /// <inheritdoc/>
    public static int Value => 61;
}

/// <summary>The prime 67.</summary>
public readonly struct P67 : IPrimeModulus
{
    /// <inheritdoc/>
    public static int Value => 67;
}

/// <summary>The prime 97.</summary>
public readonly struct P97 : IPrimeModulus
{
    /// <inheritdoc/>
    public static int Value => 97;
}

/// <summary>The prime 257.</summary>
public readonly struct P257 : IPrimeModulus
{
    /// <inheritdoc/>
    public static int Value => 257;
}

/// <summary>The prime 1009.</summary>
public readonly struct P1009 : IPrimeModulus
{
    /// <inheritdoc/>
    public static int Value => 1009;
}

/// <summary>The prime 8209.</summary>
public readonly struct P8209 : IPrimeModulus
{
    /// <inheritdoc/>
    public static int Value => 8209;
}
