using LionMl.Onnx.Kernels;

namespace LionMl.Onnx.Tests;

/// <summary>The fast kernels against loops that say what they mean.</summary>
public sealed class KernelTests
{
    [Fact]
    public void Matrix_products_agree_with_the_definition_for_every_small_size()
    {
        var random = new Random(1);
        foreach (int rows in (int[])[0, 1, 2, 3, 4, 5, 9])
        {
            foreach (int columns in (int[])[0, 1, 7, 8, 15, 16, 17, 31, 32, 33, 70])
            {
                foreach (int inner in (int[])[0, 1, 2, 9])
                {
                    float[] left = Randoms(rows * inner, random);
                    float[] right = Randoms(inner * columns, random);
                    float[] result = new float[rows * columns];
                    MatrixProduct.Multiply(left, 0, right, 0, result, 0, rows, inner, columns, new Threads(2, CancellationToken.None));
                    float[] transposed = new float[rows * columns];
                    MatrixProduct.MultiplyTransposed(
                        left, MatrixProduct.Transpose(right, inner, columns), transposed, rows, inner, columns, Threads.One);
                    for (int row = 0; row < rows; row++)
                    {
                        for (int column = 0; column < columns; column++)
                        {
                            double sum = 0;
                            for (int k = 0; k < inner; k++)
                            {
                                sum += (double)left[(row * inner) + k] * right[(k * columns) + column];
                            }

                            Assert.Equal(sum, result[(row * columns) + column], 1e-5);
                            Assert.Equal(sum, transposed[(row * columns) + column], 1e-5);
                        }
                    }
                }
            }
        }
    }

    [Fact]
    public void Stretched_operands_agree_with_the_definition()
    {
        var random = new Random(2);
        for (int round = 0; round < 300; round++)
        {
            int[] dimensions = [.. Enumerable.Range(0, random.Next(5)).Select(_ => random.Next(1, 5))];
            TensorShape left = Shrunk(dimensions, random);
            TensorShape right = Shrunk(dimensions, random);
            Assert.True(TensorShape.TryBroadcast(left, right, out TensorShape? shape));
            float[] l = Randoms((int)left.ElementCount, random);
            float[] r = Randoms((int)right.ElementCount, random);
            float[] result = Broadcast.Apply<float, float>(l, left, r, right, shape!, Subtract, Threads.One);
            long[] leftStrides = Broadcast.StretchedStrides(left, shape!);
            long[] rightStrides = Broadcast.StretchedStrides(right, shape!);
            long[] strides = shape!.Strides();
            for (int i = 0; i < result.Length; i++)
            {
                long li = 0;
                long ri = 0;
                for (int axis = 0; axis < shape.Rank; axis++)
                {
                    long position = i / strides[axis] % shape[axis];
                    li += position * leftStrides[axis];
                    ri += position * rightStrides[axis];
                }

                Assert.Equal(l[li] - r[ri], result[i]);
            }
        }

        static void Subtract(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> d)
        {
            for (int i = 0; i < d.Length; i++)
            {
                d[i] = x[i] - y[i];
            }
        }
    }

    [Fact]
    public void Operands_of_equal_shapes_stretch_to_a_larger_one()
    {
        Assert.Equal([7f, 7f, 7f], Broadcast.Stretch([7f], TensorShape.Scalar, TensorShape.Of(3), Threads.One));
        Assert.Equal([1f, 2f, 1f, 2f], Broadcast.Stretch([1f, 2f], TensorShape.Of(2), TensorShape.Of(2, 2), Threads.One));
        Assert.Equal([1f, 1f, 2f, 2f], Broadcast.Stretch([1f, 2f], TensorShape.Of(2, 1), TensorShape.Of(2, 2), Threads.One));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.5, 0.5204998778130465)]
    [InlineData(-1, -0.8427007929497149)]
    [InlineData(2.4999, 0.9995928300996666)]
    [InlineData(2.5, 0.999593047982555)]
    [InlineData(3, 0.9999779095030014)]
    [InlineData(-7, -1)]
    public void The_error_function_agrees_with_tables(double x, double expected) => Assert.Equal(expected, SpecialFunctions.Erf(x), 1e-9);

    [Fact]
    public void Convolutions_agree_with_the_definition_in_one_to_three_dimensions()
    {
        var random = new Random(3);
        for (int round = 0; round < 200; round++)
        {
            int spatial = random.Next(1, 4);
            int groups = random.Next(1, 4);
            int groupInputs = random.Next(1, 4);
            int groupOutputs = random.Next(1, 6);
            int[] sizes = [.. Enumerable.Range(0, spatial).Select(_ => random.Next(1, 9))];
            int[] kernel = [.. sizes.Select(_ => random.Next(1, 4))];
            NodeAttributes attributes = RandomWindow(spatial, random).With("group", groups);
            var builder = new GraphBuilder("test")
                .Input("x", TensorShape.Of([2, groups * groupInputs, .. sizes]))
                .Input("w", TensorShape.Of([groups * groupOutputs, groupInputs, .. kernel]))
                .Input("b", TensorShape.Of(groups * groupOutputs))
                .Node("Conv", ["x", "w", "b"], ["y"], attributes)
                .Output("y");
            if (!TryBuild(builder, out Graph? graph))
            {
                continue;
            }

            var inputs = graph!.Inputs.ToDictionary(
                input => input.Name, input => new Tensor(input.Shape, Randoms((int)input.Shape.ElementCount, random)));
            float[] actual = FloatInterpreter.Run(graph, inputs)["y"].ToFloats();
            WindowGeometry window = WindowGeometry.Of(graph, graph.Nodes[0]);
            int outputs = window.OutputSizes.Aggregate(1, (a, b) => a * b);
            for (int i = 0; i < actual.Length; i++)
            {
                int channel = i / outputs % (groups * groupOutputs);
                int sample = i / outputs / (groups * groupOutputs);
                double sum = inputs["b"].Floats[channel];
                for (int c = 0; c < groupInputs; c++)
                {
                    int plane = (sample * groups * groupInputs) + (channel / groupOutputs * groupInputs) + c;
                    foreach ((int tap, int position) in Taps(window, i % outputs))
                    {
                        int taps = window.KernelSizes.Aggregate(1, (a, b) => a * b);
                        int size = window.InputSizes.Aggregate(1, (a, b) => a * b);
                        double weight = inputs["w"].Floats[(((channel * groupInputs) + c) * taps) + tap];
                        sum += weight * inputs["x"].Floats[(plane * size) + position];
                    }
                }

                Assert.Equal(sum, actual[i], 1e-4);
            }
        }
    }

    [Fact]
    public void Pooling_agrees_with_the_definition_in_one_to_three_dimensions()
    {
        var random = new Random(4);
        for (int round = 0; round < 300; round++)
        {
            int spatial = random.Next(1, 4);
            bool maximum = random.Next(2) == 0;
            bool countPadding = random.Next(2) == 0;
            int[] sizes = [.. Enumerable.Range(0, spatial).Select(_ => random.Next(1, 9))];
            NodeAttributes attributes = RandomWindow(spatial, random)
                .With("kernel_shape", [.. sizes.Select(_ => (long)random.Next(1, 4))])
                .With("ceil_mode", random.Next(2));
            attributes = maximum ? attributes : attributes.With("count_include_pad", countPadding ? 1 : 0);
            var builder = new GraphBuilder("test")
                .Input("x", TensorShape.Of([2, 3, .. sizes]))
                .Node(maximum ? "MaxPool" : "AveragePool", ["x"], ["y"], attributes)
                .Output("y");
            if (!TryBuild(builder, out Graph? graph))
            {
                continue;
            }

            var input = new Tensor(graph!.Inputs[0].Shape, Randoms((int)graph.Inputs[0].Shape.ElementCount, random));
            float[] actual = FloatInterpreter.Run(graph, new Dictionary<string, Tensor> { ["x"] = input })["y"].ToFloats();
            WindowGeometry window = WindowGeometry.Of(graph, graph.Nodes[0]);
            int outputs = window.OutputSizes.Aggregate(1, (a, b) => a * b);
            int size = window.InputSizes.Aggregate(1, (a, b) => a * b);
            for (int i = 0; i < actual.Length; i++)
            {
                float[] under = [.. Taps(window, i % outputs).Select(tap => input.Floats[(i / outputs * size) + tap.Position])];
                int count = countPadding ? CountWithPadding(window, i % outputs) : under.Length;
                double expected = maximum
                    ? under.DefaultIfEmpty(float.NegativeInfinity).Max()
                    : count == 0 ? 0 : under.Sum(value => (double)value) / count;
                Assert.Equal(expected, actual[i], 1e-5);
            }
        }
    }

    private static NodeAttributes RandomWindow(int spatial, Random random)
    {
        NodeAttributes attributes = NodeAttributes.Empty
            .With("strides", [.. Enumerable.Range(0, spatial).Select(_ => (long)random.Next(1, 4))])
            .With("dilations", [.. Enumerable.Range(0, spatial).Select(_ => (long)random.Next(1, 3))]);
        string automatic = new[] { "NOTSET", "VALID", "SAME_UPPER", "SAME_LOWER" }[random.Next(4)];
        return automatic == "NOTSET"
            ? attributes.With("pads", [.. Enumerable.Range(0, 2 * spatial).Select(_ => (long)random.Next(3))])
            : attributes.With("auto_pad", automatic);
    }

    private static bool TryBuild(GraphBuilder builder, out Graph? graph)
    {
        try
        {
            graph = builder.Build();
            return true;
        }
        catch (OnnxException problem)
        {
            Assert.Contains("window reaches over", problem.Message, StringComparison.Ordinal);
            graph = null;
            return false;
        }
    }

    // All taps of a window that lie on the input, with the flat position that each reads.
    private static IEnumerable<(int Tap, int Position)> Taps(WindowGeometry window, int output)
    {
        int taps = window.KernelSizes.Aggregate(1, (a, b) => a * b);
        for (int tap = 0; tap < taps; tap++)
        {
            int position = 0;
            bool inside = true;
            int tapRest = tap;
            int outputRest = output;
            int stride = 1;
            for (int axis = window.SpatialRank - 1; axis >= 0; axis--)
            {
                (tapRest, int t) = Math.DivRem(tapRest, window.KernelSizes[axis]);
                (outputRest, int o) = Math.DivRem(outputRest, window.OutputSizes[axis]);
                int p = window.InputPosition(axis, o, t);
                inside &= p >= 0 && p < window.InputSizes[axis];
                position += p * stride;
                stride *= window.InputSizes[axis];
            }

            if (inside)
            {
                yield return (tap, position);
            }
        }
    }

    private static int CountWithPadding(WindowGeometry window, int output)
    {
        int count = 1;
        for (int axis = window.SpatialRank - 1; axis >= 0; axis--)
        {
            (output, int o) = Math.DivRem(output, window.OutputSizes[axis]);
            count *= Enumerable.Range(0, window.KernelSizes[axis])
                .Count(tap => window.InputPosition(axis, o, tap) < window.InputSizes[axis] + window.PadsEnd[axis]);
        }

        return count;
    }

    private static TensorShape Shrunk(int[] dimensions, Random random)
    {
        int dropped = random.Next(dimensions.Length + 1);
        return TensorShape.Of([.. dimensions.Skip(random.Next(2) * dropped).Select(size => random.Next(3) == 0 ? 1 : size)]);
    }

    private static float[] Randoms(int count, Random random) => [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];
}
