namespace LionMl.Algebra.Tests.Vectors;

public sealed class VectorPathsTests
{
    [Fact]
    public void The_scalar_path_can_always_be_forced()
    {
        Assert.Equal(VectorPath.Scalar, VectorPaths.Choose("scalar"));
        Assert.Equal(VectorPath.Scalar, VectorPaths.Choose("Scalar"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("vector1024")]
    [InlineData("7")]
    [InlineData("-1")]
    public void Unknown_names_leave_the_widest_supported_path(string? name)
    {
        VectorPath chosen = VectorPaths.Choose(name);
        Assert.True(VectorPaths.IsSupported(chosen));
        Assert.DoesNotContain(Enum.GetValues<VectorPath>(), p => p > chosen && VectorPaths.IsSupported(p));
    }

    [Fact]
    public void Every_supported_path_can_be_forced_by_its_name()
    {
        foreach (VectorPath path in Enum.GetValues<VectorPath>().Where(VectorPaths.IsSupported))
            Assert.Equal(path, VectorPaths.Choose(path.ToString().ToLowerInvariant()));
    }
}
