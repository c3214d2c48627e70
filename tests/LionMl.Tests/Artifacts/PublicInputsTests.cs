using System.Text;
using LionMl.Algebra;
using LionMl.Artifacts;

namespace LionMl.Tests.Artifacts;

public sealed class PublicInputsTests
{
    [Fact]
    public void One_instance_is_a_flat_list()
    {
        var inputs = new PublicInputs([[Fr.One, Fr.FromInt64(5), Fr.Zero]]);
        Assert.Equal("""["1field", "5field", "0field"]""", inputs.ToJson());
        Assert.Equal(inputs.Instances[0].ToArray(), Read(inputs.ToJson()).Instances[0].ToArray());
    }

    [Fact]
    public void Several_instances_are_a_list_of_lists()
    {
        var inputs = new PublicInputs([[Fr.One, Fr.FromInt64(-1)], [Fr.One, Fr.FromInt64(7)]]);
        PublicInputs read = Read(inputs.ToJson());
        Assert.Equal(2, read.Instances.Length);
        Assert.Equal(inputs.Instances[0].ToArray(), read.Instances[0].ToArray());
        Assert.Equal(inputs.Instances[1].ToArray(), read.Instances[1].ToArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("[")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("[1]")]
    [InlineData("""["1"]""")]
    [InlineData("""["field"]""")]
    [InlineData("""["-1field"]""")]
    [InlineData("""["1field", 2]""")]
    [InlineData("""["1field", ["1field"]]""")]
    [InlineData("""[["1field"], "1field"]""")]
    [InlineData("""[[["1field"]]]""")]
    [InlineData("""["8444461749428370424248824938781546531375899335154063827935233455917409239041field"]""")]
    [InlineData("""["1Field"]""")]
    [InlineData("""[null]""")]
    public void What_is_no_list_of_field_elements_is_refused_in_one_line(string json)
    {
        LionException failure = Assert.Throws<LionException>(() => Read(json));
        Assert.Equal(FailureKind.BadInput, failure.Kind);
        Assert.StartsWith("public.json", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    private static PublicInputs Read(string json) => PublicInputs.Read("public.json", Encoding.UTF8.GetBytes(json));
}
