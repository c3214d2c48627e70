using LionMl.Onnx;
using LionMl.Onnx.OnnxRuntime;
using LionMl.TestSupport;
using OnnxTensor = LionMl.Onnx.Tensor;

namespace LionMl.Torch.Tests.Cases;

/// <summary>How far ONNX Runtime's run of an exported case is from the eager run.</summary>
internal static class OnnxRuntimeError
{
    /// <summary>The largest |difference| / max(1, |eager|) over all outputs.</summary>
    public static double Of(TorchCase item)
    {
        Golden golden = Golden.Of(item.Name);
        nn.Module? module = item.Create?.Invoke();
        module?.load_state_dict(golden.State);
        TraceResult result = OnnxExport.Trace(module, inputs => item.Run(module, inputs), golden.Inputs);

        // One thread: the models are tiny, and sums are then formed in the same order everywhere.
        using OnnxRuntimeSession session =
            NativeOnnxRuntime.Library.Open(OnnxWriter.Write(result.Graph), new OnnxRuntimeOptions(1, ChecksShapes: true));
        IReadOnlyDictionary<string, OnnxTensor> outputs = session.Run(ExportTests.GraphInputs(result));
        double worst = 0;
        for (int i = 0; i < result.Outputs.Count; i++)
        {
            GraphTensor declared = result.Graph.Outputs[i];
            OnnxTensor output = outputs[declared.Name];
            Assert.Equal(declared.ElementType, output.Type);
            Assert.Equal(declared.Shape, output.Shape);
            torch.Tensor actual = OnnxValues.To(output);
            worst = Math.Max(worst, CaseErrors.Distance(result.Outputs[i].to(actual.dtype), actual));
        }

        return worst;
    }
}
