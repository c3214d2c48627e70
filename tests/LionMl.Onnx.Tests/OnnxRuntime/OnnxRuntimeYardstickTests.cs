using LionMl.Onnx.OnnxRuntime;
using LionMl.TestSupport;
using Xunit.Abstractions;

namespace LionMl.Onnx.Tests.OnnxRuntime;

/// <summary>ONNX Runtime, which shares no code with this project, against reader, writer and interpreter.</summary>
public sealed class OnnxRuntimeYardstickTests(ITestOutputHelper output)
{
    /// <summary>Official cases that it computes differently from their data: it rounds the resized length before it is used.</summary>
    private static readonly string[] Deviations =
        ["test_resize_downsample_scales_cubic_align_corners", "test_resize_downsample_scales_linear_align_corners"];

    public static TheoryData<string> Names => TestModels.Names();

    [OnnxRuntimeTheory]
    [MemberData(nameof(Names))]
    public void The_interpreter_agrees_on_a_model_from_its_file_and_as_it_is_written(string name)
    {
        Graph graph = OnnxReader.Read(TestModels.ModelPath(name));
        Dictionary<string, Tensor> inputs = TestModels.Inputs(graph, Path.Combine(TestModels.Folder, name));
        IReadOnlyDictionary<string, Tensor> expected = FloatInterpreter.Run(graph, inputs);
        using OnnxRuntimeSession original = NativeOnnxRuntime.Library.Open(TestModels.ModelBytes(name));
        using OnnxRuntimeSession written = NativeOnnxRuntime.Library.Open(graph);
        using OnnxRuntimeSession literal =
            NativeOnnxRuntime.Library.Open(graph, new OnnxRuntimeOptions(1, Rewrites: false, ChecksShapes: true));
        foreach (OnnxRuntimeSession session in (OnnxRuntimeSession[])[original, written, literal])
        {
            IReadOnlyDictionary<string, Tensor> actual = session.Run(inputs);
            Assert.Equal(graph.Outputs.Select(tensor => tensor.Name), session.Outputs.Select(tensor => tensor.Name));
            Assert.All(graph.Outputs, tensor => AssertClose(expected[tensor.Name], actual[tensor.Name]));
        }
    }

    [OnnxRuntimeFact(needsTestData: true)]
    public void Official_cases_give_the_expected_outputs_as_they_are_written()
    {
        var problems = new List<string>();
        int agreed = 0;
        int refused = 0;
        foreach (NodeTestCase test in NodeTestCase.All().Where(test => test.IsInScope && !NodeTestExclusions.Reasons.ContainsKey(test.Name)))
        {
            string? problem = test.Run((graph, inputs) =>
            {
                using OnnxRuntimeSession session = NativeOnnxRuntime.Library.Open(graph, new OnnxRuntimeOptions(1, ChecksShapes: true));
                return session.Run(inputs);
            });
            if (Deviations.Contains(test.Name))
            {
                output.WriteLine($"{test.Name}: {problem}");
                Assert.True(problem is not null, $"{test.Name} agrees, but is on the list of deviations");
            }
            else if (problem is null)
            {
                agreed++;
            }
            else if (problem.Contains("NOT_IMPLEMENTED", StringComparison.Ordinal)
                || problem.Contains("layout_ == 0", StringComparison.Ordinal))
            {
                // It has no code for some operators on some types of integers, and none for recurrent ones with the batch first.
                refused++;
                output.WriteLine($"{test.Name}: {problem}");
            }
            else
            {
                problems.Add($"{test.Name}: {problem}");
            }
        }

        output.WriteLine($"{agreed} cases agree, {refused} are not implemented by {NativeOnnxRuntime.Library}");
        Assert.True(problems.Count == 0, string.Join('\n', problems));
        Assert.InRange(refused, 0, agreed / 50);
    }

    private static void AssertClose(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.ToString(), actual.ToString());
        for (int i = 0; i < expected.Count; i++)
        {
            double error = Math.Abs((double)expected.Floats[i] - actual.Floats[i]) / Math.Max(1, Math.Abs(expected.Floats[i]));
            Assert.True(error <= 1e-5, $"element {i} is {actual.Floats[i]} instead of {expected.Floats[i]}");
        }
    }
}
