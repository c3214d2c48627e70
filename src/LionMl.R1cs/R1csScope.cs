namespace LionMl.R1cs;

/// <summary>A run of constraints with one name; it ends where the next begins.</summary>
/// <param name="Path">The names of the scopes, outermost first, joined by slashes; empty outside of all scopes.</param>
/// <param name="FirstConstraint">The number of its first constraint.</param>
public readonly record struct R1csScope(string Path, int FirstConstraint);
