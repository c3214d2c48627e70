using LionMl.Circuits;
using LionMl.Varuna;

namespace LionMl;

/// <content>Exceptions of the libraries below.</content>
public sealed partial record LionFailure
{
    private static LionFailure? FromLibrary(Exception exception) => exception switch
    {
        CircuitException => new(FailureKind.BadInput, exception.Message),
        SrsException => new(FailureKind.BadInput, exception.Message),
        InvalidDataException => new(FailureKind.BadInput, exception.Message),
        UnsatisfiedConstraintException => new(FailureKind.Rejected, exception.Message),
        _ => null,
    };
}
