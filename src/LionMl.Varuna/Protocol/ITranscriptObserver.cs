using LionMl.Algebra;

namespace LionMl.Varuna;

/// <summary>Sees what goes into and comes out of the transcript, in order; tests compare it with the reference's log.</summary>
internal interface ITranscriptObserver
{
    void AbsorbedBytes(ReadOnlySpan<byte> bytes);

    void AbsorbedForeign(ReadOnlySpan<Fr> elements);

    void AbsorbedPoints(ReadOnlySpan<G1Affine> points);

    void Squeezed(ReadOnlySpan<Fr> challenges, bool isShort);
}
