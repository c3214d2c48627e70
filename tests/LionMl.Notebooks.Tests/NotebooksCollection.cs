using LionMl.Notebooks.Tests.Hosting;

namespace LionMl.Notebooks.Tests;

/// <summary>All tests: they start whole programs, so that one at a time is enough for a small machine.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class NotebooksCollection : ICollectionFixture<JupyterHome>
{
    public const string Name = "notebooks";
}
