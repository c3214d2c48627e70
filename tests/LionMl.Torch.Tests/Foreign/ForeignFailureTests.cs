using System.Runtime.CompilerServices;

namespace LionMl.Torch.Tests.Foreign;

/// <summary>What goes wrong with foreign models ends in one message that names it, and leaves nothing behind.</summary>
public sealed class ForeignFailureTests
{
    [Theory]
    [InlineData("Spectral", "torch.fft.rfft")]
    [InlineData("Window", "torch.hann_window")]
    [InlineData("Celu", "torch.nn.CELU")]
    [InlineData("Logit", "torch.Tensor.logit")]
    [InlineData("Static", "torch.hann_window")]
    [InlineData("Form", "this form of torch.Tensor.tanh")]
    public void An_operation_outside_of_the_subset_names_itself(string type, string operation)
    {
        using var world = new World();
        object foreign = type == "Window" ? world.New("Outside.Window", 1) : world.New($"Outside.{type}");
        string message = Assert.Throws<NotSupportedException>(() => ForeignExport.Trace(foreign, [ones(2, 2)], world.Options)).Message;
        Assert.StartsWith($"{operation} is outside of the subset", message);
        Assert.Null(TorchSharp.Trace.Current);
        Assert.NotEmpty(ForeignExport.Trace(world.New("Models.Sequence"), [ones(1, 6)], world.Options).Graph.Nodes);
    }

    [Fact]
    public void A_forward_that_throws_says_so_and_the_next_export_works()
    {
        using var world = new World();
        object foreign = world.New("Models.Throwing");
        InvalidOperationException problem = Assert.Throws<InvalidOperationException>(
            () => ForeignExport.Trace(foreign, [ones(3)], world.Options));
        Assert.Equal("Throwing.forward failed with InvalidOperationException: not today", problem.Message);
        Assert.Null(TorchSharp.Trace.Current);
        Assert.Single(ForeignExport.Trace(foreign, [ones(2)], world.Options).Graph.Nodes);
    }

    [Fact]
    public void A_constructor_that_throws_says_so()
    {
        using var world = new World();
        InvalidOperationException problem = Assert.Throws<InvalidOperationException>(
            () => ForeignExport.Trace(world.New("Models.Unmade"), [ones(3)], world.Options));
        Assert.Equal("the constructor of Unmade failed with ArithmeticException: no such luck", problem.Message);
        Assert.IsType<ArithmeticException>(problem.InnerException);
    }

    [Fact]
    public void Weights_that_differ_are_listed_together()
    {
        using var world = new World();
        string message = Assert.Throws<InvalidOperationException>(
            () => ForeignExport.Trace(world.New("Models.Varying", 5, true), [ones(1, 3)], world.Options)).Message;
        Assert.Contains("'c.weight' is in the new module only", message);
        Assert.Contains("'b.bias' is in the original only", message);
        Assert.Contains("'a.weight' has shape [5, 5] in the original and [3, 3] in the new module", message);
        Assert.Single(
            ForeignExport.Trace(
                world.New("Models.Varying", 5, true), [ones(1, 5)], world.Options with { ConstructorArguments = [5, true] }).Graph.Nodes);
    }

    [Fact]
    public void Inputs_that_do_not_fit_are_refused()
    {
        using var world = new World();
        object foreign = world.New("Models.Functional");
        Assert.Contains("takes (Tensor, Tensor), and 1 sample inputs were given", Assert.Throws<ArgumentException>(
            () => ForeignExport.Trace(foreign, [ones(1, 4)], world.Options)).Message);
        Assert.Contains("must be a tensor", Assert.Throws<ArgumentException>(
            () => ForeignExport.Trace(foreign, [1, 2], world.Options)).Message);
    }

    [Fact]
    public void An_assembly_from_memory_needs_its_image()
    {
        using var world = new World();
        string message = Assert.Throws<InvalidOperationException>(
            () => ForeignExport.Trace(world.New("Models.Sequence"), [ones(1, 6)])).Message;
        Assert.Contains("Models was loaded from memory", message);
    }

    [Fact]
    public void Images_that_are_none_are_refused()
    {
        using var world = new World();
        object foreign = world.New("Models.Sequence");
        byte[] whole = World.Models;
        foreach (byte[] image in (byte[][])[[], [1, 2, 3], whole[..200], whole[..(whole.Length / 2)], whole[..^1]])
        {
            Exception problem = Assert.ThrowsAny<Exception>(
                () => ForeignExport.Trace(foreign, [ones(1, 6)], new ForeignOptions { Images = _ => image }));
            Assert.Contains("Models", problem.Message);
            Assert.True(problem is InvalidDataException, problem.ToString());
        }
    }

    [Fact]
    public void Companions_of_TorchSharp_are_refused_by_name()
    {
        using var world = new World();
        byte[] companion = World.Compile(
            "TorchSharp.PyBridge", "public static class Bridge { public static T Load<T>(T x) where T : TorchSharp.torch.nn.Module => x; }",
            [World.TorchSharp]);
        world.Add("TorchSharp.PyBridge", companion);
        world.Add("User", World.Compile(
            "User",
            "using static TorchSharp.torch; public class Net : nn.Module<Tensor, Tensor> { public Net() : base(\"\") => Bridge.Load(this); "
            + "public override Tensor forward(Tensor x) => x; }",
            [World.TorchSharp, companion]));
        string message = Assert.Throws<NotSupportedException>(
            () => ForeignExport.Trace(world.New("User.Net"), [ones(1)], world.Options)).Message;
        Assert.Contains("TorchSharp.PyBridge", message);
    }

    [Fact]
    public void A_chain_of_cells_resolves_each_image_by_name()
    {
        using var world = new World();
        string usings = "using static TorchSharp.torch; using static TorchSharp.torch.nn;\n";
        byte[] plain = World.Compile(
            "cell#0", "public class Config { public int Size = 4; public static int Made; public Config() { Made++; } }", []);
        byte[] first = World.Compile(
            "cell#1",
            usings
            + "public class Half : Module<Tensor, Tensor> { private readonly Module<Tensor, Tensor> fc; public readonly Config Config; "
            + "public Half(Config c) : base(\"half\") { Config = c; fc = Linear(c.Size, c.Size); RegisterComponents(); } "
            + "public override Tensor forward(Tensor x) => fc.call(x).relu(); }",
            [World.TorchSharp, plain]);
        byte[] second = World.Compile(
            "cell#2",
            usings + "public class Net : Module<Tensor, Tensor> { private readonly Half a; private readonly Half b; "
            + "public Net(Config c) : base(\"net\") { a = new Half(c); b = new Half(c); RegisterComponents(); } "
            + "public override Tensor forward(Tensor x) => b.call(a.call(x)); }",
            [World.TorchSharp, plain, first]);
        System.Reflection.Assembly shared = world.Add("cell#0", plain);
        world.Add("cell#1", first);
        world.Add("cell#2", second);
        object config = Activator.CreateInstance(shared.GetType("Config")!)!;
        object foreign = world.New("cell#2.Net", config);

        // A cell that knows nothing of TorchSharp is not loaded again: its objects may be handed over, and it stays the one it was.
        TraceResult result = ForeignExport.Trace(foreign, [ones(1, 4)], world.Options with { ConstructorArguments = [config] });
        Assert.Equal(["/a/fc/Gemm", "/a/Relu", "/b/fc/Gemm", "/b/Relu"], result.Graph.Nodes.Select(node => node.Name));
        Assert.Equal(1, shared.GetType("Config")!.GetField("Made")!.GetValue(null));
    }

    [Fact]
    public void Nothing_of_a_model_stays_loaded()
    {
        using var world = new World();
        WeakReference[] traces = [Made(world), Traced(world), Failed(world)];
        for (int i = 0; i < 20 && traces.Any(one => one.IsAlive); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Thread.Sleep(50);
        }

        Assert.All(traces, one => Assert.False(one.IsAlive));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Made(World world)
    {
        using var model = ForeignModel.Of(world.New("Models.Conv"), world.Options);
        return new WeakReference(model.Module.GetType().Assembly);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Traced(World world)
    {
        using var model = ForeignModel.Of(world.New("Models.Conv"), world.Options);
        TraceResult result = model.Trace([ones([1, 1, 8, 8])]);
        Assert.NotEmpty(result.Graph.Nodes);
        return new WeakReference(model.Module.GetType().Assembly);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Failed(World world)
    {
        using var model = ForeignModel.Of(world.New("Models.Throwing"), world.Options);
        Assert.Throws<InvalidOperationException>(() => model.Trace([ones(3)]));
        return new WeakReference(model.Module.GetType().Assembly);
    }
}
