using System.Runtime.CompilerServices;
using LionMl.Circuits;
using LionMl.Onnx;
using LionMl.Torch;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace LionMl.Tests;

/// <summary>
/// The weights that notebooks/01-first-proof loads are those of tests/models/digits8-conv in TorchSharp's file format. To write the file
/// again, run this test with LIONML_WRITE_WEIGHTS=1.
/// </summary>
public sealed class NotebookWeightsTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(SourceFile())!, "..", ".."));

    private readonly Graph _graph = OnnxReader.Read(Path.Combine(Root, "tests", "models", "digits8-conv", "model.onnx"));

    [Fact]
    public void The_file_holds_the_weights_of_the_model()
    {
        var net = new Digits();
        net.load_state_dict(new Dictionary<string, torch.Tensor>
        {
            ["conv.weight"] = Weights("0.weight"),
            ["conv.bias"] = Weights("0.bias"),
            ["dense.weight"] = Weights("3.weight"),
            ["dense.bias"] = Weights("3.bias"),
        });
        using var stream = new MemoryStream();
        net.save(stream);
        string path = Path.Combine(Root, "notebooks", "digits8-conv.dat");
        if (Environment.GetEnvironmentVariable("LIONML_WRITE_WEIGHTS") is not null)
        {
            File.WriteAllBytes(path, stream.ToArray());
        }

        Assert.Equal(stream.ToArray(), File.ReadAllBytes(path));
    }

    [Fact]
    public void The_class_with_these_weights_has_the_circuit_of_the_model()
    {
        var net = new Digits();
        net.load(Path.Combine(Root, "notebooks", "digits8-conv.dat"));
        Graph exported = Lion.Export(net, torch.zeros(1, 1, 8, 8)).Graph;
        Assert.Equal(_graph.Nodes.Select(node => node.OpType), exported.Nodes.Select(node => node.OpType));
        Assert.Equal(Constraints(_graph), Constraints(exported));
    }

    private static long Constraints(Graph graph)
    {
        DataSource data = Path.Combine(Root, "tests", "models", "digits8-conv", "calibration.json");
        return CircuitCompiler.Compile(Quantizer.Quantize(graph, data.Read(graph)).Graph).Cost.Constraints;
    }

    private static string SourceFile([CallerFilePath] string path = "") => path;

    private torch.Tensor Weights(string name) => TorchTensors.FromOnnx(_graph.Constants[name]);

    /// <summary>As in the notebook.</summary>
    private sealed class Digits : Module<torch.Tensor, torch.Tensor>
    {
        private readonly Conv2d conv = Conv2d(1, 4, 3);
        private readonly Linear dense = Linear(4 * 6 * 6, 10);

        public Digits() : base(nameof(Digits)) => RegisterComponents();

        public override torch.Tensor forward(torch.Tensor input) => dense.call(functional.relu(conv.call(input)).flatten(1));
    }
}
