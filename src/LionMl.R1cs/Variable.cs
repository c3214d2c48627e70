using System.Globalization;

namespace LionMl.R1cs;

/// <summary>One variable of a constraint system: public input i (0 is the constant one) or private variable j.</summary>
/// <remarks>The default value is private variable 0.</remarks>
public readonly record struct Variable
{
    // Private variables count up from 0, public ones from the most negative number: ascending codes are ascending columns.
    internal readonly int Code;

    internal Variable(int code) => Code = code;

    /// <summary>The constant one, public input 0 of every system.</summary>
    public static Variable One => Public(0);

    /// <summary>Whether the variable is a public input.</summary>
    public bool IsPublic => Code < 0;

    /// <summary>The number among the public inputs (the constant one is 0) or among the private variables.</summary>
    public int Index => Code & int.MaxValue;

    /// <summary>Public input number <paramref name="index"/>.</summary>
    internal static Variable Public(int index) => new(index | int.MinValue);

    /// <summary>The column in a circuit with <paramref name="publicCount"/> public inputs (the constant one included).</summary>
    public int Column(int publicCount) => IsPublic ? Index : publicCount + Index;

    /// <summary><c>one</c>, <c>public 3</c> or <c>private 7</c>.</summary>
    public override string ToString() => Code == One.Code
        ? "one"
        : string.Create(CultureInfo.InvariantCulture, $"{(IsPublic ? "public" : "private")} {Index}");
}
