namespace TorchSharp;

/// <summary>Kinds of devices; only <see cref="CPU"/> exists here.</summary>
public enum DeviceType
{
    CPU = 0,
    CUDA = 1,
    MPS = 13,
    META = 14,
}

/// <summary>How a tensor is continued beyond its border. The numbers are TorchSharp's: compiled models hold them, not the names.</summary>
public enum PaddingModes
{
    Zeros = 0,
    Reflect = 1,
    Replicate = 2,
    Circular = 3,
    Constant = 4,
}

/// <summary>Padding of a convolution that is given by what the result should be.</summary>
public enum Padding
{
    Valid = 0,
    Same = 1,
}

/// <summary>How much <c>ToString</c> writes.</summary>
public enum TensorStringStyle
{
    Metadata,
    Julia,
    Numpy,
    CSharp,
    Default,
}
