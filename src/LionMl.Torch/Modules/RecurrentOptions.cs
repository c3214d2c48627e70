namespace TorchSharp.Modules;

/// <summary>The arguments of a recurrent module.</summary>
internal sealed record RecurrentOptions(
    long InputSize, long HiddenSize, long Layers, bool HasBias, bool BatchFirst, double Dropout, bool Bidirectional, ScalarType? Type)
{
    public int Directions => Bidirectional ? 2 : 1;
}
