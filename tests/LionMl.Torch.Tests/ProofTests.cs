using LionMl.Torch.Tests.Cases;

namespace LionMl.Torch.Tests;

/// <summary>Every exported module and function on its way to a proof: proved and accepted, or told what the compiler lacks.</summary>
public sealed class ProofTests
{
    public static TheoryData<string> Names => TorchCases.ExportNames;

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_exported_is_proved_or_told_what_is_missing(string name) =>
        Assert.Equal(ErrorTableTests.Row(name)[^1], ProofOutcome.Of(TorchCases.Of(name)).Text);
}
