using System.Runtime.InteropServices;
using LionMl.Onnx.Reading;

namespace LionMl.Onnx.OnnxRuntime;

/// <summary>A tensor in the library's hands, and the memory of its elements where that is ours.</summary>
internal sealed unsafe class OnnxRuntimeValue : IDisposable
{
    // What vector instructions like best.
    private const nuint Alignment = 64;

    private readonly OnnxRuntimeApi _api;
    private void* _memory;

    private OnnxRuntimeValue(OnnxRuntimeApi api) => _api = api;

    /// <summary>The library's value; 0 after disposal.</summary>
    public nint Handle { get; private set; }

    /// <summary>Copies a tensor.</summary>
    public static OnnxRuntimeValue From(OnnxRuntimeApi api, Tensor tensor)
    {
        nuint bytes = (nuint)tensor.Count * (nuint)tensor.Type.ElementBytes();
        if (bytes > int.MaxValue)
        {
            throw new OnnxException($"a tensor of {bytes} bytes is too large to be handed to ONNX Runtime; 2 GiB are the most");
        }

        var value = new OnnxRuntimeValue(api) { _memory = NativeMemory.AlignedAlloc(Math.Max(bytes, 1), Alignment) };
        try
        {
            RawElements.Write(tensor, new Span<byte>(value._memory, (int)bytes));
            value.Handle = api.CreateTensor(value._memory, bytes, tensor.Shape, tensor.Type);
            return value;
        }
        catch
        {
            value.Dispose();
            throw;
        }
    }

    /// <summary>Copies a value of the library's into a tensor; the value stays the caller's.</summary>
    /// <param name="api">The library.</param>
    /// <param name="handle">The value, or 0.</param>
    /// <param name="name">The output's name, for messages.</param>
    /// <exception cref="OnnxException">It is not a tensor, or none that can be held.</exception>
    public static Tensor Read(OnnxRuntimeApi api, nint handle, string name)
    {
        if (handle == 0 || !api.IsTensor(handle))
        {
            throw new OnnxException($"output '{name}' is not a tensor; only tensors can be taken from ONNX Runtime");
        }

        (ElementType type, long[] dimensions) = api.TensorType(handle);
        if (!type.IsSupported())
        {
            throw new OnnxException($"output '{name}' is of type {type}, which is not supported; add a Cast to the model");
        }

        // The product may not overflow: the library has allocated it.
        long bytes = dimensions.Aggregate(1L, (count, size) => count * size) * type.ElementBytes();
        if (bytes > int.MaxValue || dimensions.Any(size => size > int.MaxValue))
        {
            throw new OnnxException($"output '{name}' has {bytes} bytes, which is too large; 2 GiB are the most");
        }

        var shape = TensorShape.Of([.. dimensions.Select(size => (int)size)]);
        return RawElements.Read(shape, type, new ReadOnlySpan<byte>(bytes == 0 ? null : api.TensorData(handle), (int)bytes));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The value first: it refers to the memory.
        if (Handle != 0)
        {
            _api.ReleaseValue(Handle);
            Handle = 0;
        }

        NativeMemory.AlignedFree(_memory);
        _memory = null;
    }
}
