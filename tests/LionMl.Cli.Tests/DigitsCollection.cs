namespace LionMl.Cli.Tests;

/// <summary>Tests that share the fixture run one after the other: it sets an environment variable.</summary>
[CollectionDefinition(Name)]
public sealed class DigitsCollection : ICollectionFixture<DigitsFixture>
{
    public const string Name = "digits";
}
