using LionMl.Kernel.Display;

namespace LionMl.Kernel.Sessions;

/// <summary>What is known of a name.</summary>
/// <param name="Text">Signature and documentation.</param>
public sealed record InspectionResult(MimeBundle Text);
