namespace LionMl.Kernel.Specs;

/// <summary>A place where Jupyter finds the kernel.</summary>
/// <param name="Folder">The folder of its files.</param>
/// <param name="Command">What Jupyter starts.</param>
/// <param name="Problem">Why that does not work; null when all files exist.</param>
public sealed record InstalledKernel(string Folder, string Command, string? Problem);
