using LionMl.Onnx;
using LionMl.Torch.Tests.Cases;
using Tensor = TorchSharp.torch.Tensor;

namespace LionMl.Torch.Tests.Foreign;

/// <summary>Models compiled against TorchSharp become the graphs that the same text compiled against this library becomes.</summary>
public sealed class ForeignExportTests
{
    private static readonly Lazy<System.Reflection.Assembly> Native = new(() =>
    {
        byte[] library = File.ReadAllBytes(typeof(torch).Assembly.Location);
        byte[] layers = World.Compile("LayersHere", World.Source("Layers.cs"), [library]);
        byte[] models = World.Compile("ModelsHere", World.Source("Models.cs"), [library, layers]);
        var context = new System.Runtime.Loader.AssemblyLoadContext("native models");
        context.LoadFromStream(new MemoryStream(layers));
        return context.LoadFromStream(new MemoryStream(models));
    });

    public static TheoryData<string, long[][]> Shapes => new()
    {
        { "Conv", [[2, 1, 8, 8]] },
        { "Sequence", [[3, 6]] },
        { "Functional", [[3, 4], [3, 4]] },
        { "Padded", [[1, 1, 4, 4]] },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_model_compiled_against_TorchSharp_exports_as_one_of_this_library(string name, long[][] shapes)
    {
        using var world = new World();
        object foreign = world.New($"Models.{name}");
        Tensor[] samples = [.. shapes.Select((shape, i) => LawTests.Input(i + 1, shape))];
        TraceResult actual = ForeignExport.Trace(foreign, samples, world.Options);
        var native = (nn.Module)World.Make(Native.Value.GetType($"Models.{name}", true)!);
        StateCopy.Copy(foreign, native);
        TraceResult expected = OnnxExport.Trace(native, inputs => ModuleCall.Run(native, inputs), samples);
        Same(expected, actual);
        Dictionary<string, Tensor> state = native.state_dict();
        Assert.All(state.Where(entry => actual.Graph.Constants.ContainsKey(entry.Key)), entry =>
            Assert.Equal(OnnxValues.From(entry.Value).Floats.ToArray(), actual.Graph.Constants[entry.Key].Floats.ToArray()));
        Assert.Contains(state.Keys, actual.Graph.Constants.ContainsKey);
    }

    [Fact]
    public void Arguments_and_fields_are_carried_over_and_a_second_library_comes_along()
    {
        using var world = new World();
        object foreign = world.New("Models.Residual", 3, 0.5);
        foreign.GetType().GetProperty("Times")!.SetValue(foreign, 2);
        foreign.GetType().GetMethod("Lift")!.Invoke(foreign, [1.5f]);
        System.Reflection.FieldInfo style = foreign.GetType().GetField("Style")!;
        style.SetValue(foreign, Enum.ToObject(style.FieldType, 1));
        Tensor sample = LawTests.Input(4, [2, 3]);

        // The scale is given wrongly, and put right by the copy of its field.
        TraceResult actual = ForeignExport.Trace(foreign, [sample], world.Options with { ConstructorArguments = [3] });
        Tensor weight = ForeignTensor.Read(
            ((System.Collections.IDictionary)Reflected.Call(foreign, "state_dict")!)["inner.weight"]!, "weight");
        Tensor x = sample;
        for (int i = 0; i < 2; i++)
        {
            x = (-x.matmul(weight.t()) * 0.5) + (x / 3);
        }

        Assert.True(CaseErrors.Distance(((x * sigmoid(x)) + 1.5 + 1).tanh(), actual.Outputs[0]) < 1e-6);
    }

    [Fact]
    public void Constructor_arguments_may_be_text_lists_enumerations_and_tensors()
    {
        using var world = new World();
        object style = Enum.ToObject(world.TypeOf("Layers", "Layers.Style"), 1);
        object shift = world.Torch("TorchSharp.torch", "tensor", new[] { 1f, 2 });
        object foreign = world.New("Models.Given", "named", new long[] { 3, 2 }, style, shift, null);
        TraceResult result = ForeignExport.Trace(
            foreign, [ones(1, 3)], world.Options with { ConstructorArguments = ["named", new[] { 3, 2 }, style, shift] });
        Assert.Equal("named", result.Graph.Name);
        Assert.Equal([1f, 2], result.Graph.Constants["shift"].Floats.ToArray());
        string message = Assert.Throws<ArgumentException>(() => ForeignExport.Trace(foreign, [ones(1, 3)], world.Options)).Message;
        Assert.Contains("Given(String name, Int64[] sizes, Style style, Tensor shift, Double? slope = …)", message);
        Assert.Contains("ConstructorArguments", message);
        Assert.Contains("(Int32)", Assert.Throws<ArgumentException>(
            () => ForeignExport.Trace(foreign, [ones(1, 3)], world.Options with { ConstructorArguments = [7] })).Message);
    }

    [Fact]
    public void Generic_models_and_samples_of_TorchSharp_work()
    {
        using var world = new World();
        object foreign = Activator.CreateInstance(
            world.TypeOf("Models", "Models.Generic`1").MakeGenericType(world.TypeOf("Models", "Models.Sequence")))!;
        object sample = world.Torch("TorchSharp.torch", "ones", new long[] { 2, 6 });
        TraceResult result = ForeignExport.Trace(foreign, [sample], world.Options with { GraphName = "mine" });
        Assert.Equal("mine", result.Graph.Name);
        Assert.Equal([2L, 6], result.Inputs[0].shape);
        Assert.Contains("part.body.first.weight", result.Graph.Constants.Keys);
        Assert.Contains("/part/body/first/Gemm", result.Graph.Nodes.Select(node => node.Name));
    }

    [Fact]
    public void Modes_and_element_types_are_those_of_the_original()
    {
        using var world = new World();
        object foreign = world.New("Models.Conv");
        foreign.GetType().GetMethod("eval")!.Invoke(foreign, null);
        Assert.Empty(ForeignExport.Trace(foreign, [ones([1, 1, 8, 8])], world.Options).Warnings);
        foreign.GetType().GetMethod("train")!.Invoke(foreign, [true]);
        Assert.Contains("training mode", Assert.Single(ForeignExport.Trace(foreign, [ones([1, 1, 8, 8])], world.Options).Warnings));
        To(world, foreign, 7);
        using (var model = ForeignModel.Of(foreign, world.Options))
        {
            Assert.Equal(ScalarType.Float64, model.Module.state_dict()["fc.weight"].dtype);
            Assert.True(model.Module.training);
        }

        To(world, foreign, 5);
        Assert.Contains("Float16", Assert.Throws<NotSupportedException>(() => ForeignModel.Of(foreign, world.Options)).Message);
    }

    [Fact]
    public void A_Sequential_without_a_class_is_built_from_its_properties()
    {
        using var world = new World();
        Type module = world.TypeOf("TorchSharp", "TorchSharp.torch+nn+Module`2").MakeGenericType(
            world.TypeOf("TorchSharp", "TorchSharp.torch+Tensor"), world.TypeOf("TorchSharp", "TorchSharp.torch+Tensor"));
        object Nn(string name, params object?[] arguments) => world.Torch("TorchSharp.torch+nn", name, arguments);
        object Sequence(params object[] parts)
        {
            var array = Array.CreateInstance(module, parts.Length);
            parts.CopyTo(array, 0);
            return Nn("Sequential", array);
        }

        object foreign = Sequence(
            Nn("Conv2d", 1L, 2L, 3L, 2L, 1L), Nn("BatchNorm2d", 2L, 0.5), Nn("ReLU", true), Nn("MaxPool2d", 2L, 1L), Nn("Flatten", 1L),
            Nn("Dropout", 0.25), Sequence(Nn("Linear", 18L, 6L, false)), world.New("Models.Sequence"));
        TraceResult result = ForeignExport.Trace(foreign, [LawTests.Input(1, [1, 1, 8, 8])], world.Options);
        Assert.Equal(
            ["Conv", "BatchNormalization", "Relu", "MaxPool", "Flatten", "Gemm", "Gemm", "Tanh", "Gemm", "Relu"],
            result.Graph.Nodes.Select(node => node.OpType));
        Assert.Equal(0.5f, result.Graph.Nodes[1].Attributes.GetFloat("epsilon", 0));
        Assert.Contains("7.body.first.weight", result.Graph.Constants.Keys);
        object same = Sequence(Nn("Conv2d", 1L, 2L, 3L, Enum.ToObject(world.TypeOf("TorchSharp", "TorchSharp.Padding"), 1)));
        Assert.Equal([1L, 2, 5, 5], ForeignExport.Trace(same, [ones([1, 1, 5, 5])], world.Options).Outputs[0].shape);
        Assert.Contains("class of your own", Assert.Throws<NotSupportedException>(
            () => ForeignExport.Trace(Sequence(Nn("Softmax", 1L)), [ones(1, 2)], world.Options)).Message);
        Assert.Contains("CELU is outside", Assert.Throws<NotSupportedException>(
            () => ForeignExport.Trace(Nn("CELU", 1.0), [ones(1, 2)], world.Options)).Message);
    }

    [Fact]
    public void Only_modules_of_another_TorchSharp_are_foreign()
    {
        using var world = new World();
        Assert.True(ForeignExport.IsForeign(world.New("Models.Sequence")));
        Assert.True(ForeignExport.IsForeign(world.Torch("TorchSharp.torch+nn", "ReLU")));
        Assert.False(ForeignExport.IsForeign(world.Torch("TorchSharp.torch", "ones", new long[] { 2 })));
        Assert.True(ForeignExport.IsForeignTensor(world.Torch("TorchSharp.torch", "ones", new long[] { 2 })));
        Assert.False(ForeignExport.IsForeignTensor(ones(2)));
        Assert.False(ForeignExport.IsForeign(world.New("Models.NotAModule")));
        Assert.False(ForeignExport.IsForeign(nn.ReLU()));
        Assert.False(ForeignExport.IsForeign(null));
        Assert.Contains("export it directly", Assert.Throws<ArgumentException>(() => ForeignExport.Trace(nn.ReLU(), [ones(1)])).Message);
    }

    private static void To(World world, object module, int type)
    {
        System.Reflection.MethodInfo to = world.TypeOf("TorchSharp", "TorchSharp.ModuleExtensionMethods").GetMethods()
            .First(method => method.Name == "to" && method.GetParameters()[1].ParameterType.IsEnum);
        Type scalars = to.GetParameters()[1].ParameterType;
        to.MakeGenericMethod(module.GetType()).Invoke(null, [module, Enum.ToObject(scalars, type), false]);
    }

    private static void Same(TraceResult expected, TraceResult actual)
    {
        Assert.Equal(
            expected.Graph.Nodes.Select(node => (node.Name, node.OpType)), actual.Graph.Nodes.Select(node => (node.Name, node.OpType)));
        Assert.Equal(expected.Outputs.Count, actual.Outputs.Count);
        IReadOnlyDictionary<string, LionMl.Onnx.Tensor> run = FloatInterpreter.Run(actual.Graph, ExportTests.GraphInputs(actual));
        for (int i = 0; i < expected.Outputs.Count; i++)
        {
            Assert.Equal(0, CaseErrors.Distance(expected.Outputs[i], actual.Outputs[i]));
            Assert.True(CaseErrors.Distance(expected.Outputs[i], OnnxValues.To(run[actual.Graph.Outputs[i].Name])) < 1e-5);
        }
    }
}
