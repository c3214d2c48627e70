using LionMl.Onnx.Operators;

namespace LionMl.Onnx.Reading;

/// <content>What is refused although it could be computed: too large, or not finite.</content>
internal sealed partial class GraphResolver
{
    private bool Fits(GraphTensor tensor)
    {
        // A dimension of zero must not hide others that no index could count.
        long bound = 1;
        foreach (int dimension in tensor.Shape.Dimensions)
        {
            bound = checked(bound * Math.Max(1, dimension));
        }

        return bound <= int.MaxValue / 2 && tensor.Shape.ElementCount <= _options.MemoryLimitBytes / HeldBytes(tensor.ElementType);
    }

    private static int HeldBytes(ElementType type) =>
        type.IsInteger() ? sizeof(long) : type == ElementType.Bool ? sizeof(bool) : sizeof(float);

    private void CheckFinite(List<Node> nodes, HashSet<string> used)
    {
        var allowed = new HashSet<string>(StringComparer.Ordinal);
        foreach (Node node in nodes)
        {
            Operator op = OperatorRegistry.Of(node);
            for (int i = 0; i < node.Inputs.Length; i++)
            {
                if (op.AllowsInfinity(i))
                {
                    allowed.Add(node.Inputs[i]);
                }
            }
        }

        foreach ((string name, Tensor value) in _constants.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (!used.Contains(name) || !value.Type.IsFloating())
            {
                continue;
            }

            int nans = 0;
            int infinities = 0;
            foreach (float element in value.Floats)
            {
                nans += float.IsNaN(element) ? 1 : 0;
                infinities += float.IsInfinity(element) ? 1 : 0;
            }

            if (nans > 0 || (infinities > 0 && !allowed.Contains(name)))
            {
                _draft.Problems.Add(
                    $"constant '{name}' ({value}) has {nans} elements that are not a number and {infinities} infinite ones, "
                    + "which no circuit can hold; was the training stable?");
            }
        }
    }

    // Whoever computes the elements of a NonZero checks how many there are; whoever takes the size alone would take it on trust.
    private void CheckStatedNumbers(HashSet<string> used)
    {
        foreach (Node node in Needed(_measured).Nodes.Where(node => node.OpType == "NonZero" && !_constants.ContainsKey(node.Inputs[0])))
        {
            if (used.Contains(node.Outputs[0]))
            {
                continue;
            }

            _draft.Problems.Add(
                $"{node}: only the size of its result is used, which nothing would check then: count by ReduceSum of ones and zeros instead");
        }
    }

    private void CheckMemory(List<Node> nodes, HashSet<string> used)
    {
        double bytes = _tensors.Values.Where(tensor => used.Contains(tensor.Name))
            .Sum(tensor => (double)tensor.Shape.ElementCount * HeldBytes(tensor.ElementType));
        if (bytes > _options.MemoryLimitBytes)
        {
            GraphTensor largest = _tensors.Values.Where(tensor => used.Contains(tensor.Name)).MaxBy(tensor => tensor.Shape.ElementCount)!;
            _draft.Problems.Add(
                $"the model's {nodes.Count} nodes need {bytes / (1 << 20):N0} MB for one run, over the memory limit of "
                + $"{_options.MemoryLimitBytes >> 20} MB; the largest tensor is '{largest.Name}' of shape {largest.Shape}");
        }
    }
}
