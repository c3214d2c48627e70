using LionMl.Onnx;

namespace LionMl.Interactive.Formatting;

/// <summary>A tensor's elements as real numbers, without a copy of all of them.</summary>
internal readonly struct TensorReader
{
    private readonly Tensor _tensor;
    private readonly int _kind;

    /// <summary>Wraps a tensor.</summary>
    public TensorReader(Tensor tensor)
    {
        _tensor = tensor;
        _kind = tensor.Type switch
        {
            ElementType.Bool => 2,
            ElementType.UInt64 => 3,
            _ when tensor.Type.IsFloating() => 0,
            _ => 1,
        };
    }

    /// <summary>The number of elements.</summary>
    public int Count => _tensor.Count;

    /// <summary>One element.</summary>
    /// <param name="index">Row-major, in [0, <see cref="Count"/>).</param>
    public double this[int index] => _kind switch
    {
        0 => _tensor.Floats[index],
        1 => _tensor.Integers[index],
        2 => _tensor.Booleans[index] ? 1 : 0,
        _ => (ulong)_tensor.Integers[index],
    };

    /// <summary>One element as text; whole numbers exactly.</summary>
    /// <param name="index">Row-major, in [0, <see cref="Count"/>).</param>
    public string Text(int index) => _kind switch
    {
        0 => NumberText.Short(_tensor.Floats[index]),
        1 => _tensor.Integers[index].ToString(System.Globalization.CultureInfo.InvariantCulture),
        2 => _tensor.Booleans[index] ? "true" : "false",
        _ => ((ulong)_tensor.Integers[index]).ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}
