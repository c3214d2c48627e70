namespace LionMl.Varuna;

/// <summary>One value for each of the matrices A, B and C.</summary>
internal readonly record struct MatrixTriple<T>(T A, T B, T C)
{
    internal const int Count = 3;

    internal T this[int matrix] => matrix switch
    {
        0 => A,
        1 => B,
        2 => C,
        _ => throw new ArgumentOutOfRangeException(nameof(matrix)),
    };

    internal T[] ToArray() => [A, B, C];

    internal static MatrixTriple<T> From(ReadOnlySpan<T> values) => new(values[0], values[1], values[2]);

    internal static MatrixTriple<T> From(Func<int, T> make) => new(make(0), make(1), make(2));
}
