using System.Text;
using LionMl.Circuits.Tests.Models;
using LionMl.Onnx;

namespace LionMl.Circuits.Tests.Data;

public sealed class TensorSamplesTests
{
    private static readonly Graph Model = new TestGraph("two").Input("x", 1, 2).Input("z", 2)
        .Node("Add", ["x", "z"], "y").Build("y");

    [Fact]
    public void Several_samples_in_an_entry_are_told_apart()
    {
        var samples = Read(
            """{"input_data": [[1, 2, 3, 4], [5, 6, 7, 8]], "input_shapes": [[1, 2], [2]], "output_data": [[6, 8, 10, 12]]}""");
        Assert.Equal(2, samples.Count);
        Assert.Equal([3f, 4f], samples.Inputs(1)["x"].ToFloats());
        Assert.Equal([5f, 6f], samples.Inputs(0)["z"].ToFloats());
        Assert.Equal([10f, 12f], samples.Outputs(1)["y"].ToFloats());
    }

    [Fact]
    public void Nested_lists_are_flattened_and_shapes_are_optional()
    {
        var samples = Read("""{"input_data": [[[1, 2]], [3, 4]]}""");
        Assert.Equal(1, samples.Count);
        Assert.False(samples.HasOutputs);
    }

    [Theory]
    [InlineData("", "not valid JSON")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("""{"input": 1}""", "no \"input_data\"")]
    [InlineData("""{"input_data": 5}""", "must be a list")]
    [InlineData("""{"input_data": [[1, 2]]}""", "must be a list of 2")]
    [InlineData("""{"input_data": [[], []]}""", "has 0 numbers")]
    [InlineData("""{"input_data": [[1, 2, 3], [1, 2]]}""", "has 3 numbers")]
    [InlineData("""{"input_data": [[1, 2, 3, 4], [1, 2]]}""", "2 samples in its first entry ('x') but 1 in entry 1 ('z')")]
    [InlineData("""{"input_data": [[1, NaN], [1, 2]]}""", "number 1 of 'x' in sample 0 is NaN")]
    [InlineData("""{"input_data": [[1, 2, 3, 4], [1, 2, -Infinity, 0]], "note": "NaN, \"Infinity"}""", "number 0 of 'z' in sample 1 is -")]
    [InlineData("""{"input_data": [[1, 2, 3], [1, 2]]}""", "'x' of shape [1, 2] takes 2")]
    [InlineData("""{"input_data": [[1, 2, 3], [1, 2]]}""", "sample 1 is not complete")]
    [InlineData("""{"input_data": [[1, 2, 3, "4"], [1, 2]]}""", "number 1 of 'x' in sample 1 is not a number")]
    [InlineData("""{"input_data": [[1, nan], [1, 2]]}""", "not valid JSON")]
    [InlineData("""{"input_data": [[1, 1e99], [1, 2]]}""", "finite")]
    [InlineData("""{"input_data": [[1, "2"], [1, 2]]}""", "not a number")]
    [InlineData("""{"input_data": [[1, null], [1, 2]]}""", "not a number")]
    [InlineData("""{"input_data": [[1, 2], [1, 2]], "input_shapes": [[2, 1], [2]]}""", "\"input_shapes\" is")]
    [InlineData("""{"input_data": [[1, 2], [1, 2]], "input_shapes": [[1, 2]]}""", "\"input_shapes\" is")]
    [InlineData("""{"input_data": [[1, 2], [1, 2]], "input_shapes": [[-1, 2], [2]]}""", "list of shapes")]
    [InlineData("""{"input_data": [[1, 2], [1, 2]], "output_data": [[1, 2, 3, 4]]}""", "1 samples in \"input_data\" but 2")]
    public void Bad_data_is_refused_with_its_reason(string json, string reason)
    {
        var error = Assert.Throws<CircuitException>(() => Read(json));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deeply_nested_data_is_refused()
    {
        string json = """{"input_data": """ + new string('[', 10_000) + new string(']', 10_000) + "}";
        Assert.Throws<CircuitException>(() => Read(json));
    }

    [Fact]
    public void Shapes_can_be_read_before_the_model()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes("""{"input_data": [[1]], "input_shapes": [[3, 1]]}"""));
        Assert.Equal([TensorShape.Of(3, 1)], TensorSamples.ReadInputShapes(stream));
    }

    [Fact]
    public void Synthetic_samples_fill_their_range_and_never_change()
    {
        var samples = TensorSamples.Synthetic(Model, -2, 3, 50);
        float[] values = [.. Enumerable.Range(0, 50).SelectMany(i => samples.Inputs(i)["x"].ToFloats())];
        Assert.All(values, value => Assert.InRange(value, -2, 3));
        Assert.True(values.Max() - values.Min() > 4);
        Assert.Equal(values, Enumerable.Range(0, 50).SelectMany(i => TensorSamples.Synthetic(Model, -2, 3, 50).Inputs(i)["x"].ToFloats()));
    }

    private static TensorSamples Read(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return TensorSamples.Read(stream, Model);
    }
}
