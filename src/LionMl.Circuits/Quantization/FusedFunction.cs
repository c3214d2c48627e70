namespace LionMl.Circuits;

/// <summary>A tensor that is a function of each element of another, through several nodes of the model.</summary>
/// <param name="Source">The other tensor.</param>
/// <param name="Shape">The function.</param>
internal sealed record FusedFunction(string Source, FunctionShape Shape);
