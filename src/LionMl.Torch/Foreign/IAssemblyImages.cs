using System.Reflection;

namespace LionMl.Torch;

/// <summary>A load context that keeps the bytes of what it has loaded from memory, so that a model in it can be built again.</summary>
public interface IAssemblyImages
{
    /// <summary>The bytes of an assembly that was loaded from memory; null where it was not.</summary>
    byte[]? ImageOf(AssemblyName assembly);
}
