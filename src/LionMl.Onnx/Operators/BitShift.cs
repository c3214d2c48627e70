using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>The bits of unsigned integers moved up or down by as many places as another tensor says; what leaves is lost.</summary>
internal sealed class BitShift() : IntegerOperator("BitShift")
{
    protected override Func<long, long, long> Function(NodeAttributes attributes, ElementType type)
    {
        if (type is not (ElementType.UInt8 or ElementType.UInt16 or ElementType.UInt32 or ElementType.UInt64))
        {
            throw new NodeProblemException($"its inputs are of type {type}; unsigned integers are needed");
        }

        return attributes.GetString("direction", string.Empty) switch
        {
            "LEFT" => (value, places) => (ulong)places < 64 ? value << (int)places : 0,
            "RIGHT" => (value, places) => (ulong)places < 64 ? (long)((ulong)value >> (int)places) : 0,
            var other => throw new NodeProblemException($"its direction '{other}' is not one of LEFT, RIGHT"),
        };
    }
}
