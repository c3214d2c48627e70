using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace LionMl.Onnx.Operators;

/// <summary>All operators of ONNX's own set that LionML knows, one line each.</summary>
internal static class OperatorRegistry
{
    private static readonly FrozenDictionary<string, Operator> Operators = new Operator[]
    {
        new Add(),
        new AveragePool(),
        new BatchNormalization(),
        new Cast(),
        new Clip(),
        new Concat(),
        new Constant(),
        new ConstantOfShape(),
        new Conv(),
        new Div(),
        new Dropout(),
        new Expand(),
        new Flatten(),
        new Gather(),
        new Gemm(),
        new GlobalAveragePool(),
        new GlobalMaxPool(),
        new Identity(),
        new MatMul(),
        new MaxPool(),
        new Mul(),
        new Neg(),
        new Pad(),
        new Pow(),
        new RangeOperator(),
        new Relu(),
        new Reshape(),
        new ShapeOperator(),
        new SizeOperator(),
        new Slice(),
        new Split(),
        new Squeeze(),
        new Sub(),
        new Sum(),
        new Transpose(),
        new Unsqueeze(),
    }.ToFrozenDictionary(op => op.OpType, StringComparer.Ordinal);

    /// <summary>The names of all operators, in ordinal order.</summary>
    public static IEnumerable<string> Names => Operators.Keys.Order(StringComparer.Ordinal);

    /// <summary>Finds an operator by its name.</summary>
    public static bool TryGet(string opType, [NotNullWhen(true)] out Operator? op) => Operators.TryGetValue(opType, out op);

    /// <summary>The operator of a node of a checked graph.</summary>
    public static Operator Of(Node node) => Operators[node.OpType];
}
