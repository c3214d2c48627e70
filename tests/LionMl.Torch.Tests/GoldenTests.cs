using LionMl.Torch.Tests.Cases;

namespace LionMl.Torch.Tests;

/// <summary>Every module and function against PyTorch.</summary>
public sealed class GoldenTests
{
    public static TheoryData<string> Names => TorchCases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_and_gradients_are_those_of_PyTorch(string name)
    {
        CaseErrors errors = CaseErrors.Of(TorchCases.Of(name));
        Assert.True(errors.Forward <= 1e-5, $"forward error {errors.Forward}");
        Assert.True((errors.Gradient ?? 0) <= 1e-4, $"gradient error {errors.Gradient}");
    }

    [Fact]
    public void Goldens_and_cases_have_the_same_names() =>
        Assert.Equal(Golden.Names.Order(StringComparer.Ordinal), TorchCases.All.Select(item => item.Name).Order(StringComparer.Ordinal));
}
