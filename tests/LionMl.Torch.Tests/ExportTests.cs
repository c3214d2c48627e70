using LionMl.Onnx;
using LionMl.Torch.Tests.Cases;

namespace LionMl.Torch.Tests;

/// <summary>Every module and function as a graph, run by the reference interpreter and by ONNX Runtime.</summary>
public sealed class ExportTests
{
    public static TheoryData<string> Names => TorchCases.ExportNames;

    [Theory]
    [MemberData(nameof(Names))]
    public void The_traced_graph_gives_what_the_module_gives(string name)
    {
        TorchCase item = TorchCases.Of(name);
        Golden golden = Golden.Of(name);
        nn.Module? module = item.Create?.Invoke();
        module?.load_state_dict(golden.State);
        TraceResult result = OnnxExport.Trace(module, inputs => item.Run(module, inputs), golden.Inputs);
        IReadOnlyDictionary<string, LionMl.Onnx.Tensor> outputs = FloatInterpreter.Run(result.Graph, GraphInputs(result));
        for (int i = 0; i < result.Outputs.Count; i++)
        {
            torch.Tensor actual = OnnxValues.To(outputs[result.Graph.Outputs[i].Name]);
            double distance = CaseErrors.Distance(result.Outputs[i].to(actual.dtype), actual);
            Assert.True(distance <= 1e-5, $"output {i} is off by {distance}");
            Assert.True(CaseErrors.Distance(golden.Outputs[i], result.Outputs[i]) <= 1e-5);
        }

        // The file must be readable again, and mean the same.
        Graph read = OnnxReader.Read(new MemoryStream(OnnxWriter.Write(result.Graph)));
        Assert.Equal(result.Graph.Nodes.Count, read.Nodes.Count);
    }

    [OnnxRuntimeTheory]
    [MemberData(nameof(Names))]
    public void ONNX_Runtime_gives_what_the_module_gives(string name)
    {
        double error = OnnxRuntimeError.Of(TorchCases.Of(name));
        Assert.True(error <= 1e-5, $"off by {error}");
    }

    internal static Dictionary<string, LionMl.Onnx.Tensor> GraphInputs(TraceResult result) => result.Graph.Inputs
        .Select((input, i) => (input.Name, Value: OnnxValues.From(result.Inputs[i])))
        .ToDictionary(pair => pair.Name, pair => pair.Value);
}
