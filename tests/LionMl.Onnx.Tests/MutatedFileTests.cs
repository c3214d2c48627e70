using System.Diagnostics;
using System.Globalization;
using Google.Protobuf;
using LionMl.Onnx.Operators;
using LionMl.Onnx.Schema;
using Xunit.Abstractions;

namespace LionMl.Onnx.Tests;

/// <summary>Real models with random damage, from fixed seeds: the reader ends with a graph or one clear error, in bounded memory.</summary>
/// <remarks>
/// By hand, for as many seconds and over all official cases: <c>LIONML_FUZZ_SECONDS=600 dotnet test --filter Damaged_models_of_all
/// --logger "console;verbosity=detailed"</c>; <c>LIONML_FUZZ_SEED</c> is the seed of the first file, to see a failure again.
/// </remarks>
public sealed class MutatedFileTests(ITestOutputHelper output)
{
    private const int DefaultMutations = 4_000;

    // Far more than any of these small files needs, also on a busy machine.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private const int ByteMutations = 10_000;
    private const int FieldMutations = 6_000;

    // Issue 5's bound; a model of some kilobytes has no reason to come near it.
    private const long AllocationLimitBytes = 1L << 30;

    private static readonly string[] Models =
        ["digits8-conv", "digits8-mlp", "mlp-20-15-10", "workshop-1-conv-relu", "heat-diffusion-step"];

    private static readonly long[] Extremes =
        [long.MinValue, -2, -1, 0, 1, 2, 3, 255, 1 << 16, 1 << 24, int.MaxValue, 1L + int.MaxValue, 1L << 40, long.MaxValue];

    private static readonly string[] Steering =
    [
        "axis", "group", "to", "axes", "ceil_mode", "kernel_shape", "pads", "alpha", "value", "batch_dims", "depth", "size", "p", "k",
        "dtype", "num_outputs", "num_groups", "num_scan_inputs", "scan_input_axes",
        "scan_output_axes", "hidden_size", "layout", "clip", "activations", "direction", "mode", "reduction", "equation", "auto_pad",
        "output_shape", "output_padding", "strides", "dilations", "coordinate_transformation_mode", "antialias", "batch_axis", "time_axis",
    ];

    private static readonly string[] Words =
    [
        "", "linear", "cubic", "nearest", "tf_crop_and_resize", "align_corners", "add", "mul", "max", "SAME_UPPER", "VALID",
        "bidirectional", "reverse", "LEFT", "ij,jk->ik", "...i,...i", "ii->", "ij", "a,b,c,d->abcd", "->", "i->ii", "reflect", "wrap", "edge", "not_smaller",
    ];

    public static TheoryData<string> Names => [.. Models];

    [Theory]
    [MemberData(nameof(Names))]
    public void Damaged_bytes_give_a_graph_or_one_clear_error(string name)
    {
        byte[] original = TestModels.ModelBytes(name);
        for (int seed = 0; seed < ByteMutations; seed++)
        {
            var random = new Random(seed);
            byte[] bytes = [.. original];
            for (int i = random.Next(4); i >= 0; i--)
            {
                bytes = Damage(bytes, random);
            }

            Check(bytes, $"{name}, bytes, seed {seed}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Damaged_fields_give_a_graph_or_one_clear_error(string name)
    {
        ModelProto original = ModelProto.Parser.ParseFrom(TestModels.ModelBytes(name));
        for (int seed = 0; seed < FieldMutations; seed++)
        {
            var random = new Random(seed);
            ModelProto model = original.Clone();
            for (int i = random.Next(4); i >= 0; i--)
            {
                Damage(model, random);
            }

            Check(model.ToByteArray(), $"{name}, fields, seed {seed}");
        }
    }

    [Fact]
    public void Damaged_models_of_all_operators_give_a_graph_or_one_clear_error()
    {
        (string Name, byte[] Bytes)[] originals =
        [
            .. Models.Select(name => (name, TestModels.ModelBytes(name))),
            .. NodeTestCase.IsInstalled
                ? NodeTestCase.All().Where(test => test.IsInScope)
                    .SelectMany(test => new[] { test.Model, WithFixedInputs(test, 1), WithFixedInputs(test, 0) }.Select(
                        (model, i) => ($"{test.Name}/{i}", model.ToByteArray())))
                    .Where(pair => pair.Item2.Length < 1 << 16)
                : [],
        ];
        string? given = Environment.GetEnvironmentVariable("LIONML_FUZZ_SECONDS");
        TimeSpan? budget = string.IsNullOrEmpty(given) ? null : TimeSpan.FromSeconds(double.Parse(given, CultureInfo.InvariantCulture));
        var clock = Stopwatch.StartNew();
        string? seedGiven = Environment.GetEnvironmentVariable("LIONML_FUZZ_SEED");
        int first = string.IsNullOrEmpty(seedGiven)
            ? budget is null ? 0 : Environment.TickCount
            : int.Parse(seedGiven, CultureInfo.InvariantCulture);
        int count = 0;
        int graphs = 0;
        long mostAllocated = 0;
        TimeSpan longest = TimeSpan.Zero;
        var failures = new Dictionary<string, string>(StringComparer.Ordinal);
        for (; budget is null ? count < DefaultMutations : clock.Elapsed < budget; count++)
        {
            int seed = unchecked(first + count);
            var random = new Random(seed);
            (string name, byte[] bytes) = originals[random.Next(originals.Length)];
            if (random.Next(3) == 0)
            {
                bytes = Damage([.. bytes], random);
            }
            else
            {
                ModelProto model = ModelProto.Parser.ParseFrom(bytes);
                for (int i = random.Next(4); i >= 0; i--)
                {
                    Damage(model, random);
                }

                bytes = model.ToByteArray();
            }

            TimeSpan start = clock.Elapsed;
            bool isGraph = false;
            long allocated = 0;
            try
            {
                (isGraph, allocated) = Check(bytes, $"{name}, seed {seed}");
            }
            catch (Xunit.Sdk.XunitException problem)
            {
                // The others are of use, too; one line for each place.
                string[] lines = problem.Message.Split('\n');
                string place = lines.FirstOrDefault(line => line.Contains("LionMl.Onnx/", StringComparison.Ordinal)) ?? string.Empty;
                failures.TryAdd(place.Trim(), string.Join('\n', lines.Take(6)));
            }

            TimeSpan taken = clock.Elapsed - start;
            if (taken >= Longest)
            {
                failures.TryAdd($"{name}, {taken}", $"{name}, seed {seed}: took {taken}");
            }

            graphs += isGraph ? 1 : 0;
            mostAllocated = Math.Max(mostAllocated, allocated);
            longest = taken > longest ? taken : longest;
        }

        output.WriteLine(
            $"{count} files from {originals.Length} models in {clock.Elapsed.TotalSeconds:F0} s: {graphs} are graphs; one took at most "
            + $"{longest.TotalMilliseconds:F0} ms and {mostAllocated >> 20} MB");
        Assert.True(failures.Count == 0, string.Join('\n', failures.Values));
    }

    // Many cases take as inputs what steers them; as constants they get further.
    private static ModelProto WithFixedInputs(NodeTestCase test, int first)
    {
        ModelProto model = test.Model.Clone();
        for (int i = first; i < model.Graph.Input.Count; i++)
        {
            string path = Path.Combine(test.Folder, "test_data_set_0", $"input_{i}.pb");
            if (File.Exists(path))
            {
                TensorProto value = TensorProto.Parser.ParseFrom(File.ReadAllBytes(path));
                value.Name = model.Graph.Input[i].Name;
                model.Graph.Initializer.Add(value);
            }
        }

        return model;
    }

    private static (bool IsGraph, long Allocated) Check(byte[] bytes, string what)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool isGraph = false;
        try
        {
            Graph graph = OnnxReader.Read(new MemoryStream(bytes));
            isGraph = true;
            OnnxWriter.Write(graph);
            RunIfSmall(graph);
        }
        catch (OnnxException problem)
        {
            Assert.NotEmpty(problem.Problems);
        }
        catch (Exception problem)
        {
            Assert.Fail($"{what}: {problem}");
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < AllocationLimitBytes, $"{what}: {allocated} bytes were allocated");
        return (isGraph, allocated);
    }

    private static void RunIfSmall(Graph graph)
    {
        if (graph.Nodes.SelectMany(node => node.Outputs).Concat(graph.Inputs.Select(input => input.Name)).Where(tensor => tensor.Length > 0)
            .Sum(tensor => graph.ShapeOf(tensor).ElementCount) > 1 << 16)
        {
            return;
        }

        FloatInterpreter.Run(graph, graph.Inputs.ToDictionary(input => input.Name, Zeros), new InterpreterOptions(1));
        foreach (Node node in graph.Nodes.Where(node => DataMovement.IsMovement(graph, node)))
        {
            DataMovement.Map(graph, node);
        }
    }

    private static Tensor Zeros(GraphTensor tensor)
    {
        int count = (int)tensor.Shape.ElementCount;
        return tensor.ElementType.IsFloating()
            ? new Tensor(tensor.Shape, new float[count], tensor.ElementType)
            : tensor.ElementType.IsInteger()
                ? new Tensor(tensor.Shape, new long[count], tensor.ElementType)
                : new Tensor(tensor.Shape, new bool[count]);
    }

    private static byte[] Damage(byte[] bytes, Random random)
    {
        if (bytes.Length == 0)
        {
            return bytes;
        }

        int position = random.Next(bytes.Length);
        int length = Math.Min(random.Next(1, 16), bytes.Length - position);
        switch (random.Next(5))
        {
            case 0:
                bytes[position] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1:
                bytes[position] = (byte)random.Next(256);
                return bytes;
            case 2:
                return bytes[..position];
            case 3:
                return [.. bytes[..position], .. bytes[(position + length)..]];
            default:
                return [.. bytes[..position], .. bytes.AsSpan(random.Next(bytes.Length - length + 1), length), .. bytes[position..]];
        }
    }

    private static void Damage(ModelProto model, Random random)
    {
        GraphProto graph = model.Graph;
        NodeProto node = Pick(graph.Node, random);

        // Bodies of branches and loops are damaged as well.
        while (random.Next(3) > 0 && node.Attribute.FirstOrDefault(attribute => attribute.G is { Node.Count: > 0 }) is { } body)
        {
            graph = body.G;
            node = Pick(graph.Node, random);
        }

        switch (random.Next(12))
        {
            case 0:
                node.OpType = Pick([.. OperatorRegistry.Names], random);
                break;
            case 1 when node.Input.Count > 0:
                node.Input[random.Next(node.Input.Count)] = AnyName(graph, random);
                break;
            case 2 when node.Output.Count > 0:
                node.Output[random.Next(node.Output.Count)] = AnyName(graph, random);
                break;
            case 3 when node.Attribute.Count > 0:
                DamageAttribute(Pick(node.Attribute, random), random);
                break;
            case 4 when graph.Initializer.Count > 0:
                TensorProto tensor = Pick(graph.Initializer, random);
                if (tensor.Dims.Count > 0)
                {
                    tensor.Dims[random.Next(tensor.Dims.Count)] = Pick(Extremes, random);
                }

                break;
            case 5 when graph.Input.Count > 0 && Pick(graph.Input, random).Type?.TensorType?.Shape?.Dim is { Count: > 0 } dims:
                dims[random.Next(dims.Count)] = new TensorShapeProto.Types.Dimension { DimValue = Pick(Extremes, random) };
                break;
            case 6:
                model.OpsetImport[0].Version = random.Next(1, 22);
                break;
            case 7:
                node.Input.Add(AnyName(graph, random));
                break;
            case 8:
                node.Attribute.Add(new AttributeProto
                {
                    Name = Pick(Steering, random),
                    Type = (AttributeProto.Types.AttributeType)random.Next(12),
                    I = Pick(Extremes, random),
                    S = ByteString.CopyFromUtf8(Pick(Words, random)),
                    Ints = { Pick(Extremes, random), Pick(Extremes, random) },
                    T = new TensorProto { DataType = random.Next(18), RawData = ByteString.CopyFrom(new byte[random.Next(9)]) },
                });
                break;
            case 9 when graph.Input.Count > 0 && Pick(graph.Input, random).Type?.TensorType is { } type:
                type.ElemType = random.Next(18);
                break;
            case 10 when graph.Initializer.Count > 0:
                DamageData(Pick(graph.Initializer, random), random);
                break;
            case 11 when graph.Input.Count > 0:
                // What was an input becomes a constant, which may then steer.
                ValueInfoProto input = Pick(graph.Input, random);
                long[] sizes = [.. (input.Type?.TensorType?.Shape?.Dim ?? []).Select(dim => Math.Clamp(dim.DimValue, 0, 8))];
                int elements = (int)Math.Min(sizes.Aggregate(1L, (product, size) => product * size), 1 << 12);
                int kind = random.Next(2) == 0 ? 7 : input.Type?.TensorType?.ElemType ?? 1;
                var constant = new TensorProto { Name = input.Name, DataType = kind };
                constant.Dims.AddRange(sizes);
                switch (constant.DataType)
                {
                    case 1:
                        constant.FloatData.AddRange(Enumerable.Range(0, elements).Select(_ => (float)random.Next(-3, 4)));
                        break;
                    case 7:
                        constant.Int64Data.AddRange(Enumerable.Range(0, elements).Select(
                            _ => random.Next(8) == 0 ? Pick(Extremes, random) : random.Next(-3, 9)));
                        break;
                    default:
                        constant.Int32Data.AddRange(Enumerable.Range(0, elements).Select(_ => random.Next(2)));
                        break;
                }

                graph.Initializer.Add(constant);
                break;
            default:
                graph.Node.Add(new NodeProto
                {
                    OpType = Pick([.. OperatorRegistry.Names], random),
                    Input = { AnyName(graph, random), AnyName(graph, random) },
                    Output = { graph.Output.Count > 0 ? Pick(graph.Output, random).Name : "extra" },
                });
                break;
        }
    }

    private static void DamageAttribute(AttributeProto attribute, Random random)
    {
        attribute.I = Pick(Extremes, random);
        attribute.F = random.Next(2) == 0 ? float.NaN : float.MaxValue;
        if (attribute.Ints.Count > 0)
        {
            attribute.Ints[random.Next(attribute.Ints.Count)] = Pick(Extremes, random);
        }

        if (attribute.Floats.Count > 0)
        {
            attribute.Floats[random.Next(attribute.Floats.Count)] = random.Next(2) == 0 ? float.NaN : float.MaxValue;
        }

        if (random.Next(2) == 0)
        {
            attribute.S = ByteString.CopyFromUtf8(Pick(Words, random));
        }

        if (random.Next(4) == 0)
        {
            attribute.Type = (AttributeProto.Types.AttributeType)random.Next(12);
        }
    }

    private static void DamageData(TensorProto tensor, Random random)
    {
        if (tensor.Int64Data.Count > 0)
        {
            tensor.Int64Data[random.Next(tensor.Int64Data.Count)] = Pick(Extremes, random);
        }
        else if (tensor.RawData.Length > 0)
        {
            byte[] raw = tensor.RawData.ToByteArray();
            raw[random.Next(raw.Length)] = (byte)random.Next(256);
            tensor.RawData = ByteString.CopyFrom(raw);
        }
        else
        {
            tensor.DataType = random.Next(18);
        }
    }

    private static string AnyName(GraphProto graph, Random random) => random.Next(3) switch
    {
        0 when graph.Initializer.Count > 0 => Pick(graph.Initializer, random).Name,
        1 when Pick(graph.Node, random).Output is { Count: > 0 } outputs => outputs[0],
        2 when graph.Input.Count > 0 => Pick(graph.Input, random).Name,
        _ => string.Empty,
    };

    private static T Pick<T>(IList<T> list, Random random) => list[random.Next(list.Count)];
}
