using System.Collections.Immutable;
using LionMl.Algebra;
using LionMl.Artifacts;

namespace LionMl.Tests.Artifacts;

public sealed class PublicTensorReaderTests
{
    private static readonly string Hash = new('a', 64);

    [Fact]
    public void Integers_become_real_numbers_and_large_elements_are_negative()
    {
        var inputs = new PublicInputs([[Fr.One, Fr.FromInt64(5), Fr.FromInt64(-6), Fr.Zero]]);
        var tensors = PublicTensorReader.Read(Statement(new StatementTensor("y", "output", [2], 1, 2, 2, -128, 127)), inputs);
        Assert.Equal([1.25f, -1.5f], tensors[0]["y"].ToFloats());
        Assert.Equal("[2]", tensors[0]["y"].Shape.ToString());
    }

    [Fact]
    public void Places_that_the_inputs_do_not_have_are_refused()
    {
        var inputs = new PublicInputs([[Fr.One, Fr.One]]);
        foreach ((int offset, int length) in ((int, int)[])[(1, 2), (2, 1), (int.MaxValue, 1)])
        {
            var tensor = new StatementTensor("y", "output", [length], offset, length, 0, 0, 1);
            Assert.Throws<LionException>(() => PublicTensorReader.Read(Statement(tensor), inputs));
        }
    }

    private static StatementFile Statement(StatementTensor tensor) => new()
    {
        Varuna = "v3",
        Srs = new StatementSrs { Kind = "aleo", Sha256 = Hash },
        Model = new StatementModel("model.onnx", Hash),
        Visibility = "input=private,output=public,params=fixed",
        CircuitSha256 = Hash,
        KeySha256 = Hash,
        Tensors = [tensor],
    };
}
