using System.Text;
using static TorchSharp.torch.nn;

namespace LionMl.Torch.Tests;

/// <summary>Weight files: TorchSharp's format, and what is refused.</summary>
public sealed class SerializationTests
{
    [Fact]
    public void State_survives_a_file()
    {
        using var stream = new MemoryStream();
        var first = Model();
        first.save(stream);
        stream.Position = 0;
        var second = Model();
        second.load(stream);
        foreach ((string name, Tensor value) in first.state_dict())
        {
            Assert.Equal(0, Cases.CaseErrors.Distance(value, second.state_dict()[name]));
        }
    }

    [Fact]
    public void The_bytes_are_those_of_TorchSharp()
    {
        using var stream = new MemoryStream();
        Sequential(("fc", Linear(Parameter(tensor(new[] { 1f, 2f }, [1, 2]))))).save(stream);
        byte[] expected =
        [
            1, 9, .. Encoding.ASCII.GetBytes("fc.weight"), 6, 2, 1, 2, .. BitConverter.GetBytes(1f), .. BitConverter.GetBytes(2f),
        ];
        Assert.Equal(expected, stream.ToArray());
    }

    [Fact]
    public void Every_cut_is_refused_with_a_clear_error_and_changes_nothing()
    {
        using var stream = new MemoryStream();
        Model().save(stream);
        byte[] bytes = stream.ToArray();
        var model = Model();
        string before = model.parameters().First().str();
        for (int length = 0; length < bytes.Length; length += 7)
        {
            var problem = Assert.Throws<InvalidDataException>(() => model.load(new MemoryStream(bytes[..length])));
            Assert.Contains("weight file", problem.Message);
        }

        Assert.Equal(before, model.parameters().First().str());
    }

    [Fact]
    public void Hostile_bytes_end_in_an_error_of_the_right_kind()
    {
        using var stream = new MemoryStream();
        Model().save(stream);
        byte[] bytes = stream.ToArray();
        for (int seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            byte[] mutated = [.. bytes];
            for (int i = 0; i < 3; i++)
            {
                mutated[random.Next(Math.Min(60, mutated.Length))] = (byte)random.Next(256);
            }

            Exception? problem = Record.Exception(() => Model().load(new MemoryStream(mutated)));
            Assert.True(problem is null or InvalidDataException or InvalidOperationException, $"seed {seed}: {problem}");
        }
    }

    [Fact]
    public void A_huge_claim_allocates_nothing()
    {
        byte[] bytes = [1, 1, (byte)'w', 6, 2, 255, 255, 255, 127, 100];
        Assert.Throws<InvalidDataException>(() => Model().load(new MemoryStream(bytes)));
    }

    [Fact]
    public void Keys_must_agree_unless_that_is_waived()
    {
        var model = Model();
        Dictionary<string, Tensor> state = model.state_dict();
        state.Remove("0.bias");
        state["extra"] = ones(1);
        string message = Assert.Throws<InvalidOperationException>(() => model.load_state_dict(state)).Message;
        Assert.Contains("Missing key(s) in state_dict: \"0.bias\"", message);
        Assert.Contains("Unexpected key(s) in state_dict: \"extra\"", message);
        (IList<string> missing, IList<string> unexpected) = model.load_state_dict(state, strict: false);
        Assert.Equal(["0.bias"], missing);
        Assert.Equal(["extra"], unexpected);
        state = model.state_dict();
        state["0.weight"] = ones(7, 7);
        Assert.Contains(
            "size mismatch for 0.weight: copying a param with shape [7, 7] from checkpoint, the shape in current model is [4, 3].",
            Assert.Throws<InvalidOperationException>(() => model.load_state_dict(state)).Message);
    }

    [Fact]
    public void One_tensor_survives_a_file()
    {
        string path = Path.GetTempFileName();
        try
        {
            Tensor value = arange(6).reshape(2, 3).t();
            save(value, path);
            Assert.Equal(0, Cases.CaseErrors.Distance(value, load(path)));
            File.WriteAllBytes(path, File.ReadAllBytes(path)[..9]);
            Assert.Throws<InvalidDataException>(() => load(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static TorchSharp.Modules.Sequential Model() => Sequential(Linear(3, 4), BatchNorm1d(4), Linear(4, 2));
}
