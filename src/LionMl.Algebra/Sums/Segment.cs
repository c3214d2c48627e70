namespace LionMl.Algebra;

/// <summary>A sum to be formed: consecutive references and the place of the result.</summary>
/// <param name="Start">The index of the first reference.</param>
/// <param name="Count">The number of references, at least 1.</param>
/// <param name="Target">The index of the row for the sum.</param>
internal readonly record struct Segment(int Start, int Count, int Target);
