using LionMl.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;
using Tensor = TorchSharp.torch.Tensor;

namespace LionMl.Torch.Tests;

/// <summary>Traces: names, warnings, what is refused, and that nothing stays behind.</summary>
public sealed class TraceTests
{
    [Fact]
    public void Names_are_module_paths_and_layers_are_single_nodes()
    {
        TraceResult result = OnnxExport.Trace(new Net(), randn([1, 1, 8, 8]));
        Assert.Equal(
            ["/conv1/Conv", "/act/Relu", "/pool/MaxPool", "/Flatten", "/head/0/Gemm", "/head/1/Softmax"],
            result.Graph.Nodes.Select(node => node.Name));
        Assert.Equal(
            ["conv1.bias", "conv1.weight", "head.0.bias", "head.0.weight"], result.Graph.Constants.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["input"], result.Graph.Inputs.Select(input => input.Name));
        Assert.Equal(["output"], result.Graph.Outputs.Select(output => output.Name));
        Assert.Equal(17, result.Graph.Opset);
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void A_module_in_training_is_traced_for_evaluation_and_left_as_it_was()
    {
        var model = Sequential(Linear(3, 3), Dropout(), BatchNorm1d(3));
        model[1].eval();
        TraceResult result = OnnxExport.Trace(model, randn(2, 3));
        Assert.Contains("training mode", Assert.Single(result.Warnings));
        Assert.Equal(["Gemm", "BatchNormalization"], result.Graph.Nodes.Select(node => node.OpType));
        Assert.True(model.training);
        Assert.False(model[1].training);
        Assert.True(model[2].training);
    }

    [Fact]
    public void Reading_a_value_is_a_warning_that_names_the_place()
    {
        TraceResult result = OnnxExport.Trace(null, x => [x[0].sum().item<float>() > 0 ? x[0] * 2 : x[0] * 3], [ones(3)]);
        string warning = Assert.Single(result.Warnings);
        Assert.Contains("item()", warning);
        Assert.Contains("TraceTests", warning);
    }

    [Fact]
    public void A_constant_output_is_a_warning()
    {
        TraceResult result = OnnxExport.Trace(null, _ => [ones(2)], [ones(3)]);
        Assert.Contains("does not depend on the input", Assert.Single(result.Warnings));
        Assert.Single(result.Graph.Outputs);
    }

    [Fact]
    public void What_does_not_depend_on_the_input_becomes_a_constant()
    {
        Tensor weight = randn(3, 3);
        TraceResult result = OnnxExport.Trace(null, x => [x[0].matmul((weight * 2).t() + 1)], [randn(2, 3)]);
        Assert.Equal(["MatMul"], result.Graph.Nodes.Select(node => node.OpType));
    }

    [Fact]
    public void Control_flow_of_CSharp_is_unrolled_and_names_stay_unique()
    {
        var layer = Linear(3, 3);
        TraceResult result = OnnxExport.Trace(layer, inputs =>
        {
            Tensor x = inputs[0];
            for (int i = 0; i < 3; i++)
            {
                x = layer.call(x).relu();
            }

            return [x, x];
        }, [randn(2, 3)]);
        Assert.Equal(7, result.Graph.Nodes.Count);
        Assert.Equal(["output_0", "output_1"], result.Graph.Outputs.Select(output => output.Name));
        Assert.Contains("/Gemm_2", result.Graph.Nodes.Select(node => node.Name));
    }

    [Fact]
    public void An_exception_discards_the_trace_and_the_next_call_works()
    {
        var model = new Throwing();
        Assert.Throws<InvalidOperationException>(() => OnnxExport.Trace(model, ones(2)));
        Assert.Null(TorchSharp.Trace.Current);
        Assert.True(model.training);
        model.Calm = true;
        Assert.Single(OnnxExport.Trace(model, ones(2)).Graph.Nodes);
    }

    [Fact]
    public void What_a_graph_cannot_hold_names_itself_and_its_replacement()
    {
        Assert.Contains("torch.where", Refused(x => x[x > 0]));
        Assert.Contains("nonzero", Refused(x => x.nonzero()));
        Assert.Contains("num_classes", Refused(x => functional.one_hot(x.to(int64))));
        Assert.Contains("fill_", Refused(x => x.fill_(1)));
        Assert.Contains("dropout", Refused(x => functional.dropout(x)));

        static string Refused(Func<Tensor, Tensor> body) =>
            Assert.Throws<NotSupportedException>(() => OnnxExport.Trace(null, x => [body(x[0])], [ones(3)])).Message;
    }

    [Fact]
    public void Masks_of_infinity_are_finite_in_the_graph_and_do_the_same()
    {
        TraceResult result = OnnxExport.Trace(
            null, x => [functional.scaled_dot_product_attention(x[0], x[0], x[0], is_casual: true)], [randn([1, 4, 3])]);
        Tensor actual = OnnxValues.To(FloatInterpreter.Run(result.Graph, ExportTests.GraphInputs(result)).Values.Single());
        Assert.True(Cases.CaseErrors.Distance(result.Outputs[0], actual) < 1e-5);
    }

    [Fact]
    public void In_place_activations_are_nodes_and_leave_the_sample_alone()
    {
        Tensor sample = tensor(new[] { -1f, 2 });
        TraceResult result = OnnxExport.Trace(Sequential(ReLU(inplace: true), Tanh()), sample);
        Assert.Equal(["Relu", "Tanh"], result.Graph.Nodes.Select(node => node.OpType));
        Assert.Equal([-1f, 2], sample.data<float>().ToArray());
        Assert.Equal([-1f, 2], result.Inputs[0].data<float>().ToArray());
    }

    [Fact]
    public void Constants_may_be_made_by_writing_but_computed_values_may_not_be_written()
    {
        TraceResult result = OnnxExport.Trace(null, x =>
        {
            Tensor mask = zeros(3);
            mask[1] = ones([]);
            return [x[0] * mask];
        }, [ones(3)]);
        Assert.Equal([0f, 1, 0], Assert.Single(result.Graph.Constants).Value.Floats.ToArray());
        Assert.Contains("index_put_", Assert.Throws<NotSupportedException>(() => OnnxExport.Trace(null, x =>
        {
            Tensor target = zeros(3);
            target[0] = x[0][0];
            return [target];
        }, [ones(3)])).Message);
        TraceResult random = OnnxExport.Trace(null, x => [x[0] + rand(3)], [ones(3)]);
        Assert.Contains("random numbers", Assert.Single(random.Warnings));
    }

    [Fact]
    public void Two_traces_at_once_do_not_mix()
    {
        Parallel.For(0, 8, i =>
        {
            var model = Sequential([.. Enumerable.Range(0, i + 1).Select(_ => ReLU())]);
            Assert.Equal(i + 1, OnnxExport.Trace(model, ones(2)).Graph.Nodes.Count);
        });
    }

    private sealed class Net : Module<Tensor, Tensor>
    {
        private readonly Conv2d conv1 = Conv2d(1, 4, 3, padding: 1);
        private readonly ReLU act = ReLU();
        private readonly MaxPool2d pool = MaxPool2d(2);
        private readonly Sequential head = Sequential(Linear(64, 10), Softmax(1));

        public Net()
            : base("Net") => RegisterComponents();

        public override Tensor forward(Tensor x)
        {
            // Both ways of calling a layer give its name.
            x = pool.forward(act.call(conv1.forward(x)));
            return head.call(x.flatten(1));
        }
    }

    private sealed class Throwing() : Module<Tensor, Tensor>("Throwing")
    {
        public bool Calm { get; set; }

        public override Tensor forward(Tensor x) => Calm ? x.exp() : throw new InvalidOperationException("not today");
    }
}
