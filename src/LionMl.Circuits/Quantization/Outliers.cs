namespace LionMl.Circuits;

/// <summary>What becomes of an activation that is further from zero than calibration saw, margin included.</summary>
public enum Outliers
{
    /// <summary>There is no proof: the input is refused. Whoever sees the refusal learns that some activation was large.</summary>
    Refuse,

    /// <summary>
    /// It becomes the nearest number that calibration allows for, so that every input has a proof. Each such activation costs two more
    /// constraints and as many as the worst case has more bits than the calibration's.
    /// </summary>
    Saturate,
}
