using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>All operators that are functions of each number, one line each: the function's domain, and what it approaches far away.</summary>
internal static class FunctionTable
{
    public static IEnumerable<IOperator> Operators { get; } =
    [
        Within("Acos", -1, 1),
        Within("Asin", -1, 1),
        Plain("Asinh"),
        Between("Atan", -Math.PI / 2, Math.PI / 2),
        Open("Atanh", -1, 1),
        Of("Celu", (f, a) => f with { LeftLimit = -a.GetFloat("alpha", 1), RightLimit = 0, RightSlope = 1 }),
        Plain("Cos"),
        Plain("Cosh"),
        Of("Elu", (f, a) => f with { LeftLimit = -a.GetFloat("alpha", 1), RightLimit = 0, RightSlope = 1 }),
        Between("Erf", -1, 1),
        Of("Exp", (f, _) => f with { LeftLimit = 0 }),
        Line("Gelu"),
        Line("HardSwish"),
        Open("Log", 0, double.PositiveInfinity),
        Line("Mish"),
        Of("Selu", (f, a) => f with { LeftLimit = -a.GetFloat("alpha", 1.67326319f) * a.GetFloat("gamma", 1.05070102f) }),
        Between("Sigmoid", 0, 1),
        Plain("Sin"),
        Plain("Sinh"),
        Line("Softplus"),
        Between("Softsign", -1, 1),
        Between("Tanh", -1, 1),
    ];

    private static FunctionOperator Of(string opType, Func<FunctionShape, NodeAttributes, FunctionShape> describe) => new(opType, describe);

    private static FunctionOperator Plain(string opType) => new(opType, (function, _) => function);

    private static FunctionOperator Between(string opType, double left, double right) =>
        new(opType, (function, _) => function with { LeftLimit = left, RightLimit = right });

    private static FunctionOperator Line(string opType) =>
        new(opType, (function, _) => function with { LeftLimit = 0, RightLimit = 0, RightSlope = 1 });

    private static FunctionOperator Within(string opType, double low, double high) =>
        new(opType, (function, _) => function with { DomainLow = low, DomainHigh = high });

    private static FunctionOperator Open(string opType, double low, double high) =>
        new(opType, (function, _) => function with { DomainLow = low, DomainHigh = high, IsOpen = true });
}
