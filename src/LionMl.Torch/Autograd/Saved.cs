namespace TorchSharp;

/// <summary>A value that a backward pass will need, with the count of writes at the time of saving.</summary>
internal sealed class Saved(Tensor tensor)
{
    private readonly Tensor _alias = tensor.Alias();
    private readonly int _version = tensor.Memory.Version;

    /// <summary>The value as it was.</summary>
    /// <exception cref="InvalidOperationException">It has been written to since.</exception>
    public Tensor Value => _alias.Memory.Version == _version
        ? _alias
        : throw new InvalidOperationException(
            "one of the variables needed for gradient computation has been modified by an inplace operation: "
            + $"{_alias.dtype.Name()} tensor {Shapes.Text(_alias.shape)} is at version {_alias.Memory.Version}; expected version "
            + $"{_version}");
}
