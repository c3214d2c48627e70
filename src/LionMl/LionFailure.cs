using System.Text.Json;
using LionMl.Onnx;

namespace LionMl;

/// <summary>An exception as a person should see it. Every front end reports failures through this one table.</summary>
/// <param name="Kind">Who can repair it; the number is the exit code.</param>
/// <param name="Message">What to show: no stack trace, no type names.</param>
public sealed partial record LionFailure(FailureKind Kind, string Message)
{
    /// <summary>Sorts an exception.</summary>
    public static LionFailure From(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        switch (exception)
        {
            case AggregateException { InnerExceptions: { Count: > 0 } inner }:
                // Parallel loops wrap; a cancellation beside a real failure is only its echo.
                return From(inner.FirstOrDefault(one => one is not OperationCanceledException) ?? inner[0]);
            case LionException lion:
                return new(lion.Kind, lion.Message);
            case OperationCanceledException:
                return new(FailureKind.Cancelled, "Cancelled; nothing was changed.");
            case OnnxException onnx:
                return new(FailureKind.BadInput, onnx.Message);
            case JsonException json:
                return new(FailureKind.BadInput, $"A file is not valid JSON: {json.Message}");
            case IOException or UnauthorizedAccessException:
                return new(FailureKind.BadInput, exception.Message);
            case OutOfMemoryException:
                return new(FailureKind.BadInput, "There is not enough memory; 'lion estimate DIR' says how much a circuit needs.");
            default:
                return FromLibrary(exception) ?? new(FailureKind.Internal, Internal(exception));
        }
    }

    private static string Internal(Exception exception) =>
        $"This is a bug in LionML: {exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")}";
}
