namespace LionMl.Circuits;

/// <summary>What the search for scales aims at. Both take the cheapest proof that meets a bound on the error.</summary>
public enum QuantizeTarget
{
    /// <summary>A relative error of at most 0.5 %.</summary>
    Accuracy,

    /// <summary>A relative error of at most 2.5 %, where that makes the proof cheaper.</summary>
    Resources,
}
