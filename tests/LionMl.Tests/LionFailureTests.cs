using LionMl.Circuits;
using LionMl.Onnx;
using LionMl.Varuna;

namespace LionMl.Tests;

public sealed class LionFailureTests
{
    public static TheoryData<Exception, FailureKind> Failures { get; } = new()
    {
        { new LionException(FailureKind.Rejected, "no"), FailureKind.Rejected },
        { new OnnxException("a cycle"), FailureKind.BadInput },
        { new CircuitException("too wide"), FailureKind.BadInput },
        { new SrsException("too small"), FailureKind.BadInput },
        { new InvalidDataException("damaged"), FailureKind.BadInput },
        { new IOException("No space left on device"), FailureKind.BadInput },
        { new UnauthorizedAccessException("denied"), FailureKind.BadInput },
        { new OutOfMemoryException(), FailureKind.BadInput },
        { new OperationCanceledException(), FailureKind.Cancelled },
        { new TaskCanceledException(), FailureKind.Cancelled },
        { new AggregateException(new OperationCanceledException(), new IOException("full")), FailureKind.BadInput },
        { new AggregateException(new OperationCanceledException()), FailureKind.Cancelled },
        { new InvalidOperationException("a bug"), FailureKind.Internal },
        { new NullReferenceException(), FailureKind.Internal },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void Every_exception_has_a_kind(Exception exception, FailureKind kind)
    {
        LionFailure failure = LionFailure.From(exception);
        Assert.Equal(kind, failure.Kind);
        Assert.DoesNotContain("   at ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bug_is_called_one() =>
        Assert.StartsWith("This is a bug in LionML", LionFailure.From(new InvalidOperationException("x")).Message, StringComparison.Ordinal);
}
