namespace LionMl.Results;

/// <summary>A result whose files lie in a folder of artifacts; a notebook takes it where the command line takes DIR.</summary>
public interface IArtifactFolder
{
    /// <summary>The folder.</summary>
    string Folder { get; }
}
