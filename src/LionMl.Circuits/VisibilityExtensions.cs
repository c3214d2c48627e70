namespace LionMl.Circuits;

/// <summary>What a visibility means.</summary>
public static class VisibilityExtensions
{
    /// <summary>Whether a hash of the values is public, and not the values.</summary>
    public static bool IsHashed(this Visibility visibility) => visibility is Visibility.Hashed or Visibility.HashedLeo;

    /// <summary>How hashed values become field elements.</summary>
    public static HashForm HashForm(this Visibility visibility) =>
        visibility == Visibility.HashedLeo ? Circuits.HashForm.Leo : Circuits.HashForm.Raw;
}
