using System.Collections;

namespace TorchSharp.Utils;

/// <summary>The elements of a tensor, in row-major order of its shape, for reading and writing.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class TensorAccessor<T> : IDisposable, IEnumerable<T>
    where T : unmanaged
{
    private readonly Tensor _tensor;
    private readonly long[] _shape;
    private readonly bool _dense;

    internal TensorAccessor(Tensor tensor)
    {
        _tensor = tensor;
        _shape = tensor.shape;
        _dense = tensor.is_contiguous();
    }

    public long Count => _tensor.numel();

    /// <summary>An element by its position in each dimension, or by its position in order where only one is given.</summary>
    public T this[params long[] indices]
    {
        get => _tensor.Memory.As<T>()[Position(indices)];
        set
        {
            _tensor.Memory.As<T>()[Position(indices)] = value;
            _tensor.Memory.Version++;
        }
    }

    public T[] ToArray() => _tensor.Dense<T>().ToArray();

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) =>
        _tensor.Dense<T>()[(int)tensorIndex..].CopyTo(array.AsSpan(arrayIndex));

    public void CopyFrom(ReadOnlySpan<T> array)
    {
        if (array.Length > Count)
        {
            throw new ArgumentException($"{array.Length} values do not fit in a tensor of {Count}", nameof(array));
        }

        T[] all = ToArray();
        array.CopyTo(all);
        _tensor.Overwrite(Tensor.Of(all, _shape));
    }

    public void CopyFrom(T[] array, int arrayIndex = 0) => CopyFrom(array.AsSpan(arrayIndex));

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose()
    {
    }

    private int Position(long[] indices)
    {
        if (indices.Length == 1 && (_shape.Length != 1 || _dense))
        {
            long flat = indices[0];
            if (flat < 0 || flat >= Count)
            {
                throw new IndexOutOfRangeException($"index {flat} is out of bounds for a tensor with {Count} elements");
            }

            long at = _tensor.Offset;
            for (int axis = _shape.Length - 1; axis >= 0; axis--)
            {
                at += flat % _shape[axis] * _tensor.Strides[axis];
                flat /= _shape[axis];
            }

            return (int)at;
        }

        if (indices.Length != _shape.Length)
        {
            throw new ArgumentException($"{indices.Length} indices were given for a tensor of {_shape.Length} dimensions");
        }

        long position = _tensor.Offset;
        for (int axis = 0; axis < indices.Length; axis++)
        {
            if (indices[axis] < 0 || indices[axis] >= _shape[axis])
            {
                throw new IndexOutOfRangeException(
                    $"index {indices[axis]} is out of bounds for dimension {axis} with size {_shape[axis]}");
            }

            position += indices[axis] * _tensor.Strides[axis];
        }

        return (int)position;
    }
}
