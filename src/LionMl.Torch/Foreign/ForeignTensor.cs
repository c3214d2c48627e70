using System.Globalization;

namespace LionMl.Torch;

/// <summary>Values of tensors of the real TorchSharp.</summary>
internal static class ForeignTensor
{
    public static bool IsForeign(object? value) => Reflected.IsTorchSharp(value, "TorchSharp.torch+Tensor");

    /// <summary>A sample input as a tensor of this library.</summary>
    /// <exception cref="ArgumentException">It is no tensor at all.</exception>
    public static torch.Tensor Of(object? value) => value switch
    {
        torch.Tensor own => own,
        _ when IsForeign(value) => Read(value!, "the sample input"),
        _ => throw new ArgumentException($"a sample input must be a tensor; this is {value?.GetType().Name ?? "null"}"),
    };

    /// <summary>Copies a tensor.</summary>
    /// <param name="foreign">The tensor.</param>
    /// <param name="what">What to call it in messages.</param>
    /// <exception cref="NotSupportedException">The subset has no such element type.</exception>
    public static torch.Tensor Read(object foreign, string what)
    {
        long[] shape = (long[])Reflected.Get(foreign, "shape")!;
        return Type(foreign) switch
        {
            ScalarType.Float32 => torch.Tensor.Of(Values<float>(foreign, shape), shape),
            ScalarType.Float64 => torch.Tensor.Of(Values<double>(foreign, shape), shape),
            ScalarType.Int32 => torch.Tensor.Of(Values<int>(foreign, shape), shape),
            ScalarType.Int64 => torch.Tensor.Of(Values<long>(foreign, shape), shape),
            ScalarType.Bool => torch.Tensor.Of(Values<bool>(foreign, shape), shape),
            ScalarType.Float16 or ScalarType.BFloat16 => throw new NotSupportedException(
                $"{what} has dtype {Type(foreign)}, which is outside of the subset; convert it with .to(ScalarType.Float32) first"),
            ScalarType other => throw new NotSupportedException(
                $"{what} has dtype {other}, which is outside of the subset; use Float32, Float64, Int32, Int64 or Bool"),
        };
    }

    // The numbers of the two enumerations are the same: they are libtorch's.
    private static ScalarType Type(object foreign) =>
        (ScalarType)Convert.ToInt32(Reflected.Get(foreign, "dtype"), CultureInfo.InvariantCulture);

    /// <summary>
    /// The elements in order, by data&lt;T&gt;().ToArray(): <c>bytes</c> is a span, which reflection cannot hand over; the accessor's
    /// CopyTo knows no truth values; and ToArray refuses tensors without elements, so that these are not asked.
    /// </summary>
    private static T[] Values<T>(object foreign, long[] shape)
        where T : unmanaged
    {
        if (shape.Contains(0))
        {
            return [];
        }

        // Each is another handle to native memory, to be given back at once.
        var handles = new List<object>();
        try
        {
            object tensor = foreign;
            foreach (string step in (string[])["detach", "cpu", "contiguous"])
            {
                tensor = Reflected.Call(tensor, step)!;
                if (!ReferenceEquals(tensor, foreign))
                {
                    handles.Add(tensor);
                }
            }

            object accessor = Reflected.Call(tensor, "data", typeof(T))!;
            handles.Add(accessor);
            return (T[])Reflected.Call(accessor, "ToArray")!;
        }
        finally
        {
            handles.Reverse();
            handles.ForEach(handle => (handle as IDisposable)?.Dispose());
        }
    }
}
