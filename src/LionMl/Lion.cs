namespace LionMl;

/// <summary>
/// The workflow, one call for each verb: <c>Quantize → Setup → Prove → Verify</c>. The command line, the notebook's magic commands
/// and scripts all go through these methods.
/// </summary>
/// <remarks>
/// Every method takes its files' folder, a request whose null properties mean the defaults, a progress receiver and a cancellation
/// token; it throws <see cref="LionException"/> for what the caller can repair and leaves no half-written file behind.
/// </remarks>
public static partial class Lion
{
    /// <summary>Runs a verb; whatever the caller can repair leaves as a <see cref="LionException"/>.</summary>
    private static T Guard<T>(Func<T> verb)
    {
        try
        {
            return verb();
        }
        catch (Exception failure) when (failure is not LionException and not OperationCanceledException)
        {
            LionFailure sorted = LionFailure.From(failure);
            switch (sorted.Kind)
            {
                case FailureKind.Cancelled:
                    throw new OperationCanceledException(sorted.Message, failure);
                case FailureKind.Internal:
                    throw;
                default:
                    throw new LionException(sorted.Kind, sorted.Message, failure);
            }
        }
    }
}
