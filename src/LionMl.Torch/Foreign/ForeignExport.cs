using LionMl.Onnx;

namespace LionMl.Torch;

/// <summary>
/// Turns modules that were compiled against the real TorchSharp into graphs. The real library cannot be traced, so the module's assembly is
/// loaded a second time with this library in TorchSharp's place, its constructor runs again, and its weights and plain fields are copied
/// over. Static fields start anew, as they would in a new process.
/// </summary>
public static class ForeignExport
{
    /// <summary>Whether an object is a module of the real TorchSharp, as opposed to one of this library.</summary>
    public static bool IsForeign(object? value) => Reflected.IsTorchSharp(value, "TorchSharp.torch+nn+Module");

    /// <summary>Whether an object is a tensor of the real TorchSharp, which a sample may be.</summary>
    public static bool IsForeignTensor(object? value) => ForeignTensor.IsForeign(value);

    /// <summary>Whether an object is a tensor, of the real TorchSharp or of this library.</summary>
    public static bool IsTensor(object? value) => value is TorchSharp.torch.Tensor || IsForeignTensor(value);

    /// <summary>A tensor of either as one of this library; its own are not copied.</summary>
    /// <exception cref="ArgumentException">It is no tensor.</exception>
    /// <exception cref="NotSupportedException">The subset has no such element type.</exception>
    public static TorchSharp.torch.Tensor ToTensor(object value) => ForeignTensor.Of(value);

    /// <summary>Traces a module of the real TorchSharp. The module itself is only read.</summary>
    /// <param name="module">The module; see <see cref="IsForeign"/>.</param>
    /// <param name="samples">Its inputs: tensors of the real TorchSharp or of this library.</param>
    /// <param name="options">Images, arguments and a name, where they are needed.</param>
    /// <returns>The graph, with tensors of this library.</returns>
    /// <exception cref="ArgumentException">It is not such a module, or the arguments fit no constructor; says which there are.</exception>
    /// <exception cref="NotSupportedException">It uses something outside of the subset; names it and what to do.</exception>
    /// <exception cref="InvalidOperationException">It cannot be built again as it was: its constructor fails, its weights differ in name,
    /// shape or type, or its assembly cannot be found.</exception>
    /// <exception cref="OnnxException">The graph is not usable, for instance because weights are not numbers.</exception>
    public static TraceResult Trace(object module, IReadOnlyList<object> samples, ForeignOptions? options = null)
    {
        using var model = ForeignModel.Of(module, options);
        return model.Trace(samples);
    }

    /// <summary>Traces a module from a file, with the weights that its constructor gives it.</summary>
    /// <param name="assemblyPath">The assembly, compiled against TorchSharp; what it needs is looked for beside it.</param>
    /// <param name="typeName">The module's type, with or without its namespace.</param>
    /// <param name="samples">Its inputs: tensors of the real TorchSharp or of this library.</param>
    /// <param name="options">Images, arguments and a name, where they are needed.</param>
    /// <returns>The graph, with tensors of this library.</returns>
    /// <exception cref="InvalidDataException">The file is not an assembly, or cut off.</exception>
    /// <exception cref="ArgumentException">There is no such module in it, or the arguments fit no constructor; says which there
    /// are.</exception>
    /// <exception cref="NotSupportedException">It uses something outside of the subset; names it and what to do.</exception>
    /// <exception cref="InvalidOperationException">The constructor or <c>forward</c> fails.</exception>
    /// <exception cref="OnnxException">The graph is not usable, for instance because weights are not numbers.</exception>
    public static TraceResult Trace(
        string assemblyPath, string typeName, IReadOnlyList<object> samples, ForeignOptions? options = null)
    {
        using var model = ForeignModel.Load(assemblyPath, typeName, options);
        return model.Trace(samples);
    }
}
