using System.Reflection;
using LionMl.Results;
using LionMl.TestSupport;
using LionMl.Torch.Tests.Foreign;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.DotNet.Interactive;

namespace LionMl.Interactive.Tests.DotNetInteractive;

/// <summary>The C# of <c>extension.dib</c>, compiled and run against a stand-in of the host.</summary>
public sealed class ExtensionTests
{
    private static readonly Lazy<string> Code = new(ReadCode);

    [Fact]
    public async Task Directives_run_the_commands_with_the_notebook_s_variables()
    {
        Kernel kernel = await LoadAsync();
        kernel.Variables["model"] = SmallModels.Dense();
        kernel.Variables["samples"] = SmallModels.DenseInputs(8);
        kernel.Variables["sample"] = SmallModels.DenseInputs(1)[0];
        await RunAsync(kernel, "#!lion-quantize", new() { ["Argument"] = "model", ["Data"] = "samples" });
        await RunAsync(kernel, "#!lion-setup", new() { ["Srs"] = "sandbox", ["Quiet"] = true });
        await RunAsync(kernel, "#!lion-prove", new() { ["Input"] = "sample", ["As"] = "mine" });
        KernelInvocationContext last = await RunAsync(kernel, "#!lion-verify", new() { ["ExpectKey"] = "keys", ["Srs"] = "sandbox" });
        Assert.True(((VerifyResult)kernel.Variables["verification"]).IsAccepted);
        Assert.IsType<ProveResult>(kernel.Variables["mine"]);
        Assert.Same(kernel.Variables["verification"], last.Displayed[^1]);
        Assert.Null(last.Failure);
    }

    [Fact]
    public async Task A_mistake_is_one_line_on_the_error_stream()
    {
        Kernel kernel = await LoadAsync();
        KernelInvocationContext context = await RunAsync(kernel, "#!lion-setup", []);
        Assert.Equal("There is no circuit yet: run #!lion-quantize first, or name the folder.", context.Failure);
        Assert.Equal(context.Failure + "\n", Assert.Single(context.Errors));
    }

    [Fact]
    public async Task Every_command_has_its_directive_and_every_option_its_property()
    {
        Kernel kernel = await LoadAsync();
        Assert.Equal(LionMagics.Names.Order(), kernel.Directives.Keys.Order());
        foreach (string name in LionMagics.Names)
        {
            Assert.False(string.IsNullOrWhiteSpace(kernel.Directives[name].Description));
            foreach (MagicParameter parameter in LionMagics.ParametersOf(name))
            {
                string declaration = $"public {(parameter.IsFlag ? "bool" : "string")} {parameter.PropertyName} {{ get; set; }}";
                Assert.Contains(declaration, Code.Value, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Sub_commands_and_help_are_arguments()
    {
        Kernel kernel = await LoadAsync();
        KernelInvocationContext list = await RunAsync(kernel, "#!lion-srs", new() { ["Argument"] = "list" });
        Assert.IsType<SrsListResult>(list.Displayed[^1]);
        KernelInvocationContext help = await RunAsync(kernel, "#!lion-help", new() { ["Argument"] = "prove" });
        Assert.IsType<MagicHelp>(help.Displayed[^1]);
    }

    [Fact]
    public async Task A_model_of_the_real_TorchSharp_in_cells_is_exported()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("lionml-test-");
        try
        {
            string library = Path.Combine(folder.FullName, "TorchSharp.dll");
            await File.WriteAllBytesAsync(library, World.TorchSharp);
            Kernel kernel = await LoadAsync();
            ScriptState<object> state = await CSharpScript.RunAsync(
                """
                using TorchSharp.Modules;
                using static TorchSharp.torch;
                using static TorchSharp.torch.nn;

                class Inner : Module<Tensor, Tensor>
                {
                    private readonly Linear fc = Linear(4, 3);
                    public Inner() : base("Inner") { RegisterComponents(); }
                    public override Tensor forward(Tensor x) => fc.call(x);
                }
                """,
                ScriptOptions.Default.WithReferences(MetadataReference.CreateFromFile(library)));
            state = await state.ContinueWithAsync(
                """
                class Net : Module<Tensor, Tensor>
                {
                    private readonly Inner inner = new();
                    public Net() : base("Net") { RegisterComponents(); }
                    public override Tensor forward(Tensor x) => inner.call(x);
                }

                var net = new Net();
                var x = tensor(new[] { 1f, 2, 3, 4 });
                """);
            kernel.ScriptState = state;
            kernel.Variables["net"] = state.GetVariable("net").Value;
            kernel.Variables["x"] = state.GetVariable("x").Value;
            KernelInvocationContext context = await RunAsync(kernel, "#!lion-export", new() { ["Argument"] = "net", ["Sample"] = "x" });
            Assert.Null(context.Failure);
            ExportResult model = Assert.IsType<ExportResult>(kernel.Variables["model"]);
            Assert.Equal(3, model.Outputs[0].Count);
            Assert.Null(ScriptImages.Of(state, new AssemblyName("nothing")));
            Assert.Null(ScriptImages.Of(null, new AssemblyName("nothing")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Kernel> LoadAsync()
    {
        var kernel = new Kernel();
        KernelInvocationContext.Current = new KernelInvocationContext { HandlingKernel = kernel };
        ScriptOptions options = ScriptOptions.Default.WithReferences(
            typeof(Kernel).Assembly, typeof(LionMagics).Assembly, typeof(LionException).Assembly, typeof(Enumerable).Assembly);
        await CSharpScript.RunAsync(Code.Value, options);
        return kernel;
    }

    private static async Task<KernelInvocationContext> RunAsync(Kernel kernel, string directive, Dictionary<string, object> values)
    {
        var context = new KernelInvocationContext { HandlingKernel = kernel };
        KernelInvocationContext.Current = context;
        await kernel.InvokeAsync(directive, values);
        return context;
    }

    private static string ReadCode()
    {
        string text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "extension.dib")).ReplaceLineEndings("\n");
        const string Head = "#!csharp\n";
        Assert.StartsWith(Head, text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n#!", text, StringComparison.Ordinal);
        return text[Head.Length..];
    }
}
