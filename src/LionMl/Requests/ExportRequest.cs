using System.Collections.Immutable;
using System.Reflection;
using LionMl.Onnx;

namespace LionMl;

/// <summary>What <see cref="Lion.Export(ModuleSource, ExportRequest, IProgress{LionProgress}?, CancellationToken)"/> may be told.
/// Either <see cref="Samples"/> or <see cref="Shapes"/> is needed: the circuit is for inputs of just that size.</summary>
public sealed record ExportRequest : LionRequest
{
    /// <summary>An input for each of the module's parameters: tensors of TorchSharp's, whichever its library.</summary>
    public ImmutableArray<object> Samples { get; init; } = [];

    /// <summary>Shapes of float inputs instead of samples; the module runs on numbers in [−1, 1), the same each time.</summary>
    public ImmutableArray<TensorShape> Shapes { get; init; } = [];

    /// <summary>An ONNX file to write, with the sample beside it under the ending .sample.json; null writes nothing.</summary>
    public string? OnnxFile { get; init; }

    /// <summary>The graph's name; null for the class's.</summary>
    public string? Name { get; init; }

    /// <summary>Arguments of the constructor of a class that was compiled against the real TorchSharp; null for the defaults.</summary>
    public ImmutableArray<object?>? ConstructorArguments { get; init; }

    /// <summary>Bytes of libraries that exist in memory only, such as a notebook's cells; null where all are files.</summary>
    public Func<AssemblyName, byte[]?>? Images { get; init; }
}
