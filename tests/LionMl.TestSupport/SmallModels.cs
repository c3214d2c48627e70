using LionMl.Onnx;

namespace LionMl.TestSupport;

/// <summary>Models that are small enough to be proved many times in a test.</summary>
public static class SmallModels
{
    /// <summary>y = relu(x·W + b) once or several times, from 4 numbers to 3; the weights are fixed and dull.</summary>
    public static Graph Dense(int layers = 1, string name = "dense")
    {
        var builder = new GraphBuilder(name);
        builder.Input("x", TensorShape.Of(1, 4));
        string from = "x";
        for (int layer = 1; layer <= layers; layer++)
        {
            int inputs = layer == 1 ? 4 : 3;
            float[] weights = [.. Enumerable.Range(0, inputs * 3).Select(i => (((i * 7) + layer) % 11 - 5) / 5f)];
            builder.Constant($"w{layer}", new Tensor(TensorShape.Of(inputs, 3), weights));
            builder.Constant($"b{layer}", Tensor.Vector(0.1f, -0.2f, 0.3f));
            builder.Node("Gemm", [from, $"w{layer}", $"b{layer}"], [$"s{layer}"]);
            builder.Node("Relu", [$"s{layer}"], [$"y{layer}"]);
            from = $"y{layer}";
        }

        return builder.Output(from).Build();
    }

    /// <summary>Samples for <see cref="Dense"/> in [-1, 1], the same every time.</summary>
    public static Tensor[] DenseInputs(int count) =>
    [
        .. Enumerable.Range(0, count).Select(i =>
            new Tensor(TensorShape.Of(1, 4), [.. Enumerable.Range(0, 4).Select(j => MathF.Sin((i * 4) + j + 1))])),
    ];
}
