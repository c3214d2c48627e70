namespace LionMl.Torch.Tests.Foreign;

/// <summary>Models in assemblies on disk, with what they need beside them.</summary>
public sealed class ForeignFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("foreign").FullName;

    [Fact]
    public void A_model_is_traced_from_its_file()
    {
        string path = Write("Models.dll", World.Models);
        Write("Layers.dll", World.Layers);
        Assert.Equal(4, ForeignExport.Trace(path, "Models.Sequence", [ones(1, 6)]).Graph.Nodes.Count);
        Assert.NotEmpty(ForeignExport.Trace(
            path, "Residual", [ones(1, 3)], new ForeignOptions { ConstructorArguments = [3] }).Graph.Nodes);
        string missing = Assert.Throws<ArgumentException>(() => ForeignExport.Trace(path, "Nothing", [ones(1)])).Message;
        Assert.Contains("no type 'Nothing'", missing);
        Assert.Contains("Models.Conv, Models.Sequence", missing);
        Assert.Contains(
            "is not a module", Assert.Throws<ArgumentException>(() => ForeignExport.Trace(path, "NotAModule", [ones(1)])).Message);
        Assert.Contains("is abstract", Assert.Throws<ArgumentException>(
            () => ForeignExport.Trace(Path.Combine(_folder, "Layers.dll"), "Block", [ones(1)])).Message);
        Assert.Contains("no constructor without arguments", Assert.Throws<ArgumentException>(
            () => ForeignExport.Trace(path, "Residual", [ones(1, 3)])).Message);
    }

    [Fact]
    public void An_object_whose_assembly_is_a_file_needs_no_images()
    {
        using var world = new World();
        Write("Private.dll", World.Compile(
            "Private",
            "using static TorchSharp.torch; public static class Private { public static Tensor Act(Tensor x) => x.tanh(); }",
            [World.TorchSharp]));
        world.Open(Write("OnDisk.dll", World.Compile(
            "OnDisk",
            "using static TorchSharp.torch; public class Net : nn.Module<Tensor, Tensor> { public Net() : base(\"n\") { } "
            + "public override Tensor forward(Tensor x) => Private.Act(x); }",
            [World.TorchSharp, File.ReadAllBytes(Path.Combine(_folder, "Private.dll"))])));
        TraceResult result = ForeignExport.Trace(world.New("OnDisk.Net"), [ones(2)]);
        Assert.Equal("Tanh", Assert.Single(result.Graph.Nodes).OpType);
    }

    [Fact]
    public void A_model_compiled_against_this_library_is_traced_from_its_file_too()
    {
        string path = Write("Own.dll", World.Compile(
            "Own",
            "using static TorchSharp.torch; public class Net : nn.Module<Tensor, Tensor> { public Net() : base(\"n\") { } "
            + "public override Tensor forward(Tensor x) => x.tanh(); }",
            [File.ReadAllBytes(typeof(torch).Assembly.Location)]));
        Assert.Single(ForeignExport.Trace(path, "Net", [ones(2)]).Graph.Nodes);
    }

    [Fact]
    public void Files_that_hold_no_model_are_refused()
    {
        Assert.Contains("not a .NET assembly", Refused([77, 90, 1]));
        Assert.Contains("not a .NET assembly", Refused("#!/bin/sh"u8.ToArray()));
        Assert.Contains("'x.dll'", Refused(World.Models[..(World.Models.Length / 2)]));
        Assert.Contains("does not use TorchSharp", Refused(World.Compile("Plain", "public class Net { }", [])));
        Assert.Throws<FileNotFoundException>(() => ForeignExport.Trace(Path.Combine(_folder, "none.dll"), "Net", [ones(1)]));
    }

    [Fact]
    public void Headers_that_are_changed_never_do_more_than_fail()
    {
        // Not the code: an assembly that loads is run, and may do what it likes.
        var random = new Random(11);
        for (int round = 0; round < 60; round++)
        {
            byte[] image = [.. World.Outside];
            image[random.Next(512)] ^= (byte)random.Next(1, 256);
            string path = Write($"fuzz{round}.dll", image);
            Exception? problem = Record.Exception(() => ForeignExport.Trace(path, "Spectral", [ones(1, 6)]));
            Assert.True(problem is InvalidDataException or NotSupportedException or ArgumentException, problem?.ToString());
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Refused(byte[] image) => Assert.Throws<InvalidDataException>(
        () => ForeignExport.Trace(Write("x.dll", image), "Net", [ones(1)])).Message;

    private string Write(string name, byte[] image)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, image);
        return path;
    }
}
