using LionMl.Onnx;
using LionMl.TestSupport;
using TorchSharp;

namespace LionMl.Tests;

public sealed class DataSourceTests
{
    private static readonly Graph Model = SmallModels.Dense();

    public static TheoryData<object> Forms => new()
    {
        SmallModels.DenseInputs(1)[0],
        Tensor.Vector(1, 2, 3, 4).Reshape(TensorShape.Of(4)),
        new float[] { 1, 2, 3, 4 },
        new double[] { 1, 2, 3, 4 },
        new[] { 1, 2, 3, 4 },
        new float[,] { { 1, 2, 3, 4 } },
        new double[,] { { 1, 2, 3, 4 } },
        (DataSource)new float[] { 1, 2, 3, 4 },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Values_of_many_forms_are_one_sample(object value)
    {
        Assert.True(DataSource.TryFrom(value, out DataSource? source));
        Assert.Equal(1, source.Read(Model).Count);
        Assert.Equal(4, source.Read(Model).Inputs(0)["x"].Count);
    }

    [Fact]
    public void Lists_rows_and_batches_are_several_samples()
    {
        object[] forms =
        [
            SmallModels.DenseInputs(3),
            new List<float[]> { new float[4], new float[4], new float[4] },
            new double[][] { new double[4], new double[4], new double[4] },
            new float[12],
            new float[3, 4],
            new Tensor(TensorShape.Of(3, 1, 4), new float[12]),
            DataSource.FromSamples(SmallModels.DenseInputs(3)),
            DataSource.FromSamples([torch.zeros(1, 4), torch.ones(1, 4), torch.ones(4)]),
            new[] { torch.zeros(1, 4), torch.ones(1, 4), torch.ones(4) },
        ];
        Assert.All(forms, form =>
        {
            Assert.True(DataSource.TryFrom(form, out DataSource? source));
            Assert.Equal(3, source.Read(Model).Count);
        });
    }

    [Theory]
    [InlineData("a string is a path")]
    public void Text_is_a_path_and_a_missing_file_is_told(string path)
    {
        LionException failure = Assert.Throws<LionException>(() => ((DataSource)path).Read(Model));
        Assert.Contains($"{path} does not exist", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_that_do_not_fit_are_refused_by_name_and_shape()
    {
        (DataSource Source, string Words)[] wrong =
        [
            (new float[5], "has 5 numbers"),
            (new Tensor(TensorShape.Of(4, 1, 3), new float[12]), "A tensor of shape [4, 1, 3] is given for 'x' of shape [1, 4]."),
            (new float[] { 1, float.NaN, 3, 4 }, "number 1 of 'x' in sample 0 is NaN"),
            (DataSource.FromInputs(new Tensor(TensorShape.Of(1, 4), new float[4]), Tensor.Scalar(1f)), "2 inputs are given, but the model takes 1"),
        ];
        Assert.All(wrong, pair =>
        {
            LionException failure = Assert.Throws<LionException>(() => pair.Source.Named("sample").Read(Model));
            Assert.StartsWith("sample: ", failure.Message, StringComparison.Ordinal);
            Assert.Contains(pair.Words, failure.Message, StringComparison.Ordinal);
        });
        Assert.False(DataSource.TryFrom(new object(), out _));
        Assert.Throws<LionException>(() => DataSource.FromSamples());
    }
}
