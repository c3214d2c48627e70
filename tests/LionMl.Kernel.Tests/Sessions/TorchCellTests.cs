using LionMl.Kernel.Sessions;
using LionMl.Torch.Tests.Foreign;

namespace LionMl.Kernel.Tests.Sessions;

/// <summary>Models in TorchSharp style in cells: against the subset, and against a library of the real one's name.</summary>
public sealed class TorchCellTests : SessionTests
{
    private const string Usings = """
        using TorchSharp;
        using TorchSharp.Modules;
        using static TorchSharp.torch;
        using static TorchSharp.torch.nn;
        using F = TorchSharp.torch.nn.functional;

        """;

    // As the workshop's pages have them.
    private const string Workshop = """
        public class Step1 : Module<Tensor, Tensor>
        {
            private readonly Conv2d conv = Conv2d(1, 2, 3, stride: 3, padding: 1);
            public Step1() : base(nameof(Step1)) { RegisterComponents(); }
            public override Tensor forward(Tensor input) => F.relu(conv.call(input));
        }

        public class Step2 : Module<Tensor, Tensor>
        {
            private readonly Module<Tensor, Tensor> first = new Step1();
            public Step2(string name = "Step2") : base(name) { RegisterComponents(); }
            public override Tensor forward(Tensor input)
            {
                var x = first.call(input);
                var doubled = x * 2;
                return (doubled - x).pow(2);
            }
        }

        public class Deep : Module<Tensor, Tensor>
        {
            private readonly ModuleList<Module<Tensor, Tensor>> layers = new();
            public Deep(int depth) : base(nameof(Deep))
            {
                for (int i = 0; i < depth; i++)
                    layers.Add(Sequential(("conv", Conv2d(i == 0 ? 1 : 2, 2, 3, stride: i == 0 ? 3 : 1, padding: 1)), ("relu", ReLU())));
                RegisterComponents();
            }

            public override Tensor forward(Tensor input)
            {
                foreach (var layer in layers)
                    input = layer.call(input);
                return input;
            }
        }

        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lionml-test-");

    [Theory]
    [InlineData("new Step1()", "Conv Relu")]
    [InlineData("new Step2()", "Conv Relu Mul Sub Mul")]
    [InlineData("new Deep(3)", "Conv Relu Conv Relu Conv Relu")]
    public void The_workshop_s_classes_compile_unchanged_and_export(string model, string operators)
    {
        Value(Usings + Workshop + $"var net = {model};\nvar x = randn(1, 1, 28, 28);");
        Value("#!lion-export net --sample x");
        Assert.Equal(operators, Value("string.Join(\" \", model.Graph.Nodes.Select(node => node.OpType))"));
    }

    [Fact]
    public void Names_of_the_subset_and_of_graphs_live_side_by_side()
    {
        Assert.Equal("3", Value("var t = LionMl.Onnx.Tensor.Vector([1f, 2, 3]);\nTensor u = t;\nu.Count"));
        Assert.Equal("6", Value(Usings + "Tensor v = ones(2, 3);\nv.numel()"));
        Assert.Equal("3", Value("t.Count"));
        Assert.Equal("4", Value("Tensor w = zeros(4);\nw.shape[0]"));
    }

    [Fact]
    public void What_was_there_before_the_subset_keeps_its_type()
    {
        Value("ExportResult before = null;\n\"text\".Display();");
        Value(Usings + "var x = ones(2, 3);\nx.Display();\nbefore = Lion.Export(Identity(), x);");
        Assert.Equal("6", Value("x.Display();\nbefore.Outputs[0].Count"));
    }

    [Fact]
    public void Tensors_and_modules_are_shown()
    {
        Assert.Contains("[2, 3]", Value(Usings + "ones(2, 3)"), StringComparison.Ordinal);
        Assert.Contains("fc", Value("class Tiny : Module<Tensor, Tensor> { Linear fc = Linear(2, 3); public Tiny() : base(\"Tiny\") => RegisterComponents(); "
            + "public override Tensor forward(Tensor x) => fc.call(x); }\nnew Tiny()"));
    }

    [Fact]
    public void A_forward_that_fails_is_one_line_with_its_place_and_the_next_cell_works()
    {
        string failure = Failure(Usings + "class Bad : Module<Tensor, Tensor>\n{\n    public Bad() : base(\"Bad\") => RegisterComponents();\n"
            + "    public override Tensor forward(Tensor x) => x.matmul(ones(3, 3));\n}\nvar bad = new Bad();\nvar x = ones(2, 2);\n"
            + "#!lion-export bad --sample x");
        Assert.Equal("LionException: Bad (Cell 1, line 9): mat1 and mat2 shapes cannot be multiplied (2x2 and 3x3)", failure);
        Value("var id = Identity();\n#!lion-export id --sample x");
    }

    [Theory]
    [InlineData("#!lion-export net", "give --sample for each, or --shape")]
    [InlineData("#!lion-export net --sample y", "There is no variable 'y'.")]
    [InlineData("#!lion-export x --sample x", "The variable 'x' holds a Tensor; here it must hold a module")]
    [InlineData("#!lion-export other --sample x", "A library's class must be named: give --type.")]
    [InlineData("#!lion-export other.dll --type Net --shape 1,2", "other.dll")]
    public void Wrong_lines_say_what_to_give(string line, string text) =>
        Assert.Contains(text, Failure(Usings + "var net = Identity();\nvar x = ones(2, 2);\n" + line), StringComparison.Ordinal);

    [Fact]
    public void A_class_of_a_library_for_the_real_one_is_exported_without_it()
    {
        Write("Layers", World.Layers);
        Write("Models", World.Models);
        string library = Path.Combine(_folder.FullName, "Models.dll");
        Value($"#!lion-export {library} --type Models.Conv --shape 1,1,8,8");
        Assert.Equal("Conv", Value("model.Graph.Nodes[0].OpType"));
        Value($"#!lion-export {library} --type Sequence --shape 1,6");
        Assert.Equal("Sequence", Value("model.Graph.Name"));
        Value($"#r \"{library}\"");
        Assert.Contains("compiled against the real TorchSharp", Output.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Something_outside_of_the_subset_names_itself()
    {
        Write("Outside", World.Outside);
        Assert.Contains(
            "torch.fft.rfft is outside of the subset",
            Failure($"#!lion-export {Path.Combine(_folder.FullName, "Outside.dll")} --type Spectral --shape 1,8"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Cells_against_the_real_one_are_built_again_from_their_images()
    {
        Write("TorchSharp", World.TorchSharp);
        Value($"#r \"{Path.Combine(_folder.FullName, "TorchSharp.dll")}\"\n" + Usings + """
            class Inner : Module<Tensor, Tensor>
            {
                private readonly Linear fc = Linear(4, 3);
                public Inner() : base(nameof(Inner)) { RegisterComponents(); }
                public override Tensor forward(Tensor x) => fc.call(x);
            }
            """);
        Value("""
            class Net : Module<Tensor, Tensor>
            {
                private readonly Inner inner = new();
                public Net() : base(nameof(Net)) { RegisterComponents(); }
                public override Tensor forward(Tensor x) => inner.call(x);
            }

            var net = new Net();
            var x = tensor(new[] { 1f, 2, 3, 4 });
            """);
        Assert.Equal("TorchSharp", Value("net.GetType().BaseType.Assembly.GetName().Name"));
        Value("#!lion-export net --sample x");
        Assert.Equal("3", Value("model.Outputs[0].Count"));
        Assert.Equal("True", Value("var w = new Net(); Lion.Export(w, x).Graph.Nodes.Count == model.Graph.Nodes.Count"));
    }

    [Fact]
    public void The_real_one_comes_before_the_subset_or_not_at_all()
    {
        Write("TorchSharp", World.TorchSharp);
        Value(Usings + "var a = ones(2);");
        Assert.Contains("restart the kernel", Failure($"#r \"{Path.Combine(_folder.FullName, "TorchSharp.dll")}\""), StringComparison.Ordinal);
        Assert.Equal("2", Value("a.numel()"));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _folder.Delete(recursive: true);
    }

    private void Write(string name, byte[] image) => File.WriteAllBytes(Path.Combine(_folder.FullName, name + ".dll"), image);
}
