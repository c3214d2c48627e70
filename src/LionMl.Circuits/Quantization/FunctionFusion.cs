using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>
/// Finds tensors that are a function of each element of one other tensor, through several nodes: x·sigmoid(x), a GELU written with Erf or
/// Tanh, and the like. One table then stands for all of them, instead of a table, a product and a rescaling.
/// </summary>
internal sealed class FunctionFusion
{
    // Smooth functions on all numbers: what is composed of them and of polynomials needs no care for poles.
    private static readonly HashSet<string> Smooth = new(StringComparer.Ordinal)
    {
        "Celu", "Elu", "Erf", "Gelu", "HardSigmoid", "HardSwish", "LeakyRelu", "Mish", "Relu", "Selu", "Sigmoid", "Softplus", "Softsign",
        "Tanh",
    };

    private readonly Graph _graph;
    private readonly Dictionary<string, Composition> _compositions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FusedFunction> _fused = new(StringComparer.Ordinal);

    private FunctionFusion(Graph graph) => _graph = graph;

    /// <summary>The fused functions of a model, by the tensor that they give.</summary>
    public static IReadOnlyDictionary<string, FusedFunction> Of(Graph graph)
    {
        var fusion = new FunctionFusion(graph);
        foreach (var node in graph.Nodes)
        {
            if (node.Outputs.Length == 1 && node.Domain.Length == 0 && fusion.Compose(node) is { } composition)
            {
                fusion._compositions[node.Outputs[0]] = composition;
            }
        }

        fusion.Choose();
        return fusion._fused;
    }

    /// <summary>Takes the longest compositions: those that no other takes in.</summary>
    private void Choose()
    {
        var outputs = _graph.Outputs.Select(output => output.Name).ToHashSet(StringComparer.Ordinal);
        var readersOf = _graph.Nodes.SelectMany(node => node.Inputs.Distinct(), (node, input) => (Node: node, Input: input))
            .ToLookup(pair => pair.Input, pair => pair.Node, StringComparer.Ordinal);
        foreach (var (tensor, composition) in _compositions)
        {
            bool ends = outputs.Contains(tensor)
                || readersOf[tensor].Any(reader => !_compositions.TryGetValue(reader.Outputs[0], out var next) || next.Source != composition.Source);
            if (ends && composition.Functions > 0 && composition.Functions + composition.Products > 1)
            {
                _fused[tensor] = new FusedFunction(composition.Source, new FunctionShape(composition.Value).WithTails());
            }
        }
    }

    private Composition? Compose(Node node)
    {
        if (!_graph.TensorOf(node.Outputs[0]).ElementType.IsFloating())
        {
            return null;
        }

        return node.OpType switch
        {
            "Relu" => Applied(node, x => Math.Max(0, x), isFunction: false),
            "Neg" => Applied(node, x => -x, isFunction: false),
            "Identity" => Applied(node, x => x, isFunction: false),
            "Add" => Combined(node, (a, b) => a + b, isProduct: false),
            "Sub" => Combined(node, (a, b) => a - b, isProduct: false),
            "Mul" => Combined(node, (a, b) => a * b, isProduct: true),
            "Div" => Number(node.Inputs[1]) is { } divisor && divisor != 0
                ? Applied(node, x => x / divisor, isFunction: false)
                : null,
            "Pow" => Number(node.Inputs[1]) is { } exponent && exponent % 1 == 0 && exponent is >= 1 and <= 4
                ? Applied(node, x => Math.Pow(x, exponent), isFunction: false) is { } power ? power with { Products = power.Products + 1 } : null
                : null,
            _ => Smooth.Contains(node.OpType) && ElementwiseFunction.TryOf(node, out var function)
                ? Applied(node, function, isFunction: node.OpType != "LeakyRelu")
                : null,
        };
    }

    private Composition? Applied(Node node, Func<double, double> function, bool isFunction)
    {
        if (Of(node.Inputs[0]) is not { } inner || !SameShape(inner.Source, node.Outputs[0]))
        {
            return null;
        }

        return inner with { Value = x => function(inner.Value(x)), Functions = inner.Functions + (isFunction ? 1 : 0) };
    }

    private Composition? Combined(Node node, Func<double, double, double> operation, bool isProduct)
    {
        var (left, right) = (Of(node.Inputs[0]), Of(node.Inputs[1]));
        if (Number(node.Inputs[0]) is { } first && right is not null && SameShape(right.Source, node.Outputs[0]))
        {
            return right with { Value = x => operation(first, right.Value(x)) };
        }

        if (Number(node.Inputs[1]) is { } second && left is not null && SameShape(left.Source, node.Outputs[0]))
        {
            return left with { Value = x => operation(left.Value(x), second) };
        }

        return left is not null && right is not null && left.Source == right.Source && SameShape(left.Source, node.Outputs[0])
            ? new Composition(
                left.Source,
                x => operation(left.Value(x), right.Value(x)),
                left.Functions + right.Functions,
                left.Products + right.Products + (isProduct ? 1 : 0))
            : null;
    }

    // A tensor that is no composition itself is one's source.
    private Composition? Of(string tensor)
    {
        if (_compositions.TryGetValue(tensor, out var known))
        {
            return known;
        }

        return _graph.TryGetConstant(tensor, out _) || tensor.Length == 0 ? null : new Composition(tensor, x => x, 0, 0);
    }

    private double? Number(string tensor) =>
        _graph.TryGetConstant(tensor, out var constant) && constant!.Count == 1 ? constant.ToFloats()[0] : null;

    private bool SameShape(string source, string result) => _graph.ShapeOf(source).Equals(_graph.ShapeOf(result));

    /// <summary>A tensor as a function of the elements of another.</summary>
    /// <param name="Source">The other tensor.</param>
    /// <param name="Value">The function.</param>
    /// <param name="Functions">How many functions that need a table it is made of.</param>
    /// <param name="Products">How many products.</param>
    private sealed record Composition(string Source, Func<double, double> Value, int Functions, int Products);
}
