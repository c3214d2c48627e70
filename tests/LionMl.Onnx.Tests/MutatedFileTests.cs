using Google.Protobuf;
using LionMl.Onnx.Operators;
using LionMl.Onnx.Schema;

namespace LionMl.Onnx.Tests;

/// <summary>Real models with random damage, from fixed seeds: the reader ends with a graph or one clear error, in bounded memory.</summary>
public sealed class MutatedFileTests
{
    private const int ByteMutations = 10_000;
    private const int FieldMutations = 6_000;

    // Issue 5's bound; a model of some kilobytes has no reason to come near it.
    private const long AllocationLimitBytes = 1L << 30;

    private static readonly string[] Models =
        ["digits8-conv", "digits8-mlp", "mlp-20-15-10", "workshop-1-conv-relu", "heat-diffusion-step"];

    private static readonly long[] Extremes =
        [long.MinValue, -2, -1, 0, 1, 2, 3, 255, 1 << 16, 1 << 24, int.MaxValue, 1L + int.MaxValue, 1L << 40, long.MaxValue];

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

    private static void Check(byte[] bytes, string what)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            Graph graph = OnnxReader.Read(new MemoryStream(bytes));
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
        switch (random.Next(10))
        {
            case 0:
                node.OpType = Pick([.. OperatorRegistry.Names], random);
                break;
            case 1 when node.Input.Count > 0:
                node.Input[random.Next(node.Input.Count)] = AnyName(graph, random);
                break;
            case 2:
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
            case 5:
                var dims = graph.Input[0].Type.TensorType.Shape.Dim;
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
                    Name = Pick(["axis", "group", "to", "axes", "ceil_mode", "kernel_shape", "pads", "alpha", "value"], random),
                    Type = (AttributeProto.Types.AttributeType)random.Next(12),
                    I = Pick(Extremes, random),
                    Ints = { Pick(Extremes, random), Pick(Extremes, random) },
                    T = new TensorProto { DataType = random.Next(18), RawData = ByteString.CopyFrom(new byte[random.Next(9)]) },
                });
                break;
            default:
                graph.Node.Add(new NodeProto
                {
                    OpType = Pick([.. OperatorRegistry.Names], random),
                    Input = { AnyName(graph, random), AnyName(graph, random) },
                    Output = { Pick(graph.Output, random).Name },
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

        if (random.Next(4) == 0)
        {
            attribute.Type = (AttributeProto.Types.AttributeType)random.Next(12);
        }
    }

    private static string AnyName(GraphProto graph, Random random) => random.Next(3) switch
    {
        0 when graph.Initializer.Count > 0 => Pick(graph.Initializer, random).Name,
        1 => Pick(graph.Node, random).Output[0],
        _ => Pick(graph.Input, random).Name,
    };

    private static T Pick<T>(IList<T> list, Random random) => list[random.Next(list.Count)];
}
