using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>What the p-norms share: |x|^p before a sum, and the p-th root of it.</summary>
internal static class LpNorm
{
    public static string Powers(Expander expander, string tensor, long p) => p switch
    {
        1 => expander.Node("Abs", [tensor]),
        2 => expander.Node("Mul", [tensor, tensor]),
        _ => expander.Node("Pow", [expander.Node("Abs", [tensor]), expander.Scalar(p)]),
    };

    public static void Root(Expander expander, string output, string sum, long p)
    {
        if (p == 1)
        {
            expander.Define(output, "Identity", [sum]);
        }
        else if (p == 2)
        {
            expander.Define(output, "Sqrt", [sum]);
        }
        else
        {
            expander.Define(output, "Pow", [sum, expander.Scalar(1.0 / p)]);
        }
    }
}

/// <summary>LpPool: the p-norm of each window.</summary>
internal sealed class LpPoolExpansion : IExpansion
{
    public string OpType => "LpPool";

    public void Expand(Expander expander, Node node)
    {
        long p = node.Attributes.GetInt("p", 2);
        var window = node.Attributes.Without("p");
        int cells = window.GetInts("kernel_shape").Aggregate(1, (product, size) => product * (int)size);

        // Padding is zero, and counting it in makes every mean a sum over the same number of cells.
        string mean = expander.Node(
            "AveragePool", [LpNorm.Powers(expander, node.Inputs[0], p)], window.With("count_include_pad", 1L));
        LpNorm.Root(expander, node.Outputs[0], expander.Node("Mul", [mean, expander.Scalar(cells)]), p);
    }
}

/// <summary>GlobalLpPool: the p-norm of each channel.</summary>
internal sealed class GlobalLpPoolExpansion : IExpansion
{
    public string OpType => "GlobalLpPool";

    public void Expand(Expander expander, Node node)
    {
        int rank = expander.Graph.ShapeOf(node.Inputs[0]).Rank;
        long p = node.Attributes.GetInt("p", 2);
        long[] axes = [.. Enumerable.Range(2, rank - 2).Select(axis => (long)axis)];
        string sum = expander.Node("ReduceSum", [LpNorm.Powers(expander, node.Inputs[0], p), expander.Vector(axes)]);
        LpNorm.Root(expander, node.Outputs[0], sum, p);
    }
}

/// <summary>LpNormalization: each line along an axis divided by its norm.</summary>
internal sealed class LpNormalizationExpansion : IExpansion
{
    public string OpType => "LpNormalization";

    public void Expand(Expander expander, Node node)
    {
        long p = node.Attributes.GetInt("p", 2);
        string axis = expander.Vector(node.Attributes.GetInt("axis", -1));
        string sum = expander.Node("ReduceSum", [LpNorm.Powers(expander, node.Inputs[0], p), axis]);
        expander.Define(node.Outputs[0], "Div", [node.Inputs[0], p == 1 ? sum : expander.Node("Sqrt", [sum])]);
    }
}
