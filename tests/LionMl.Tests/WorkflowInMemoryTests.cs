using LionMl.Onnx;
using LionMl.Results;
using LionMl.TestSupport;
using LionMl.Varuna;

namespace LionMl.Tests;

/// <summary>The public API on models and numbers that never were in a file.</summary>
public sealed class WorkflowInMemoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Home => _folder.File("home");

    [Fact]
    public void A_graph_and_tensors_are_proved_and_the_numbers_are_not_on_disk()
    {
        Tensor secret = new(TensorShape.Of(1, 4), [0.123456f, 0.5f, -0.25f, 0.75f]);
        QuantizeResult circuit = Lion.Quantize(
            SmallModels.Dense(), new QuantizeRequest { Data = DataSource.FromSamples(SmallModels.DenseInputs(8)), Out = _folder.File("dense") });
        Lion.Setup(circuit.Folder, new SetupRequest { Srs = SrsKind.Sandbox, Home = Home });
        ProveResult proof = Lion.Prove(circuit.Folder, new ProveRequest { Inputs = [secret], Home = Home });
        VerifyResult verdict = Lion.Verify(new VerifyRequest { Folder = proof.Folder, Home = Home });
        Assert.True(verdict.IsAccepted);
        Assert.Equal(proof.Outputs[0]["y1"].ToFloats(), verdict.PublicTensors[0]["y1"].ToFloats());
        Assert.DoesNotContain("x", verdict.PublicTensors[0].Keys);
        Assert.Equal("dense.onnx", proof.Statement.Model.Name);
        Assert.All(
            Directory.EnumerateFiles(circuit.Folder, "*.json", SearchOption.AllDirectories),
            file => Assert.DoesNotContain("0.123456", File.ReadAllText(file), StringComparison.Ordinal));
    }

    [Fact]
    public void The_number_of_a_choice_is_not_its_name()
    {
        var request = new QuantizeRequest { Data = DataSource.FromSamples(SmallModels.DenseInputs(8)), Out = _folder.File("no") };
        foreach (QuantizeRequest wrong in (QuantizeRequest[])[request with { Outliers = "1" }, request with { Target = "7" }])
        {
            LionException failure = Assert.Throws<LionException>(() => Lion.Quantize(SmallModels.Dense(), wrong));
            Assert.Equal(FailureKind.BadInput, failure.Kind);
            Assert.False(Directory.Exists(_folder.File("no")));
        }
    }

    [Fact]
    public void Key_sizes_are_estimated_before_there_are_keys()
    {
        string folder = _folder.File("dense");
        Lion.Quantize(SmallModels.Dense(4), new QuantizeRequest { Data = DataSource.FromSamples(SmallModels.DenseInputs(8)), Out = folder });
        var estimate = Lion.Estimate(folder, new EstimateRequest { Home = Home }).Estimate;
        Lion.Setup(folder, new SetupRequest { Srs = SrsKind.Sandbox, Home = Home });
        Assert.InRange(new FileInfo(Path.Combine(folder, "proving.key")).Length, estimate.ProvingKeyBytes * 0.95, estimate.ProvingKeyBytes * 1.05);
        Assert.Equal(estimate.VerifyingKeyBytes, new FileInfo(Path.Combine(folder, "verifying.key")).Length);
        Assert.True(estimate is { SetupSeconds: > 0, ProvingSeconds: > 0, PeakMemoryBytes: > 0 });
    }

    [Fact]
    public void Activations_unlike_the_samples_are_refused_or_saturate_as_asked()
    {
        // One input at a time calibrates; together they add up to more.
        Tensor[] samples = [.. Enumerable.Range(0, 8).Select(i => One(i / 2, i % 2 == 0 ? 1 : -1))];
        Tensor[] corners = [.. Enumerable.Range(0, 16).Select(bits => new Tensor(
            TensorShape.Of(1, 4), [.. Enumerable.Range(0, 4).Select(i => ((bits >> i) & 1) == 0 ? 1f : -1f)]))];
        foreach (string outliers in LionDefaults.OutlierNames)
        {
            var request = new QuantizeRequest
            {
                Data = DataSource.FromSamples(samples),
                Out = _folder.File(outliers),
                Outliers = outliers,
                Margin = 0,
            };
            QuantizeResult circuit = Lion.Quantize(SmallModels.Dense(2), request);
            int refused = corners.Count(corner => !HasWitness(circuit.Folder, corner));
            Assert.Equal(outliers == "refuse", refused > 0);
        }

        static Tensor One(int place, float value) => new(TensorShape.Of(1, 4), [.. Enumerable.Range(0, 4).Select(i => i == place ? value : 0)]);

        bool HasWitness(string folder, Tensor input)
        {
            try
            {
                return Lion.Mock(folder, new MockRequest { Inputs = [input], Home = Home }) is not null;
            }
            catch (LionException failure)
            {
                Assert.Contains("margin", failure.Message, StringComparison.Ordinal);
                return false;
            }
        }
    }

    [Fact]
    public void A_sweep_has_a_row_for_each_combination_and_keeps_its_table()
    {
        SweepResult sweep = Lion.Sweep(Request() with
        {
            Models = [SmallModels.Dense(1, "one"), new SweepModel(SmallModels.Dense(2, "two")) { Label = "two layers", Values = Width(3) }],
            Batches = [1, 3],
            Bits = [6, 8],
            Keep = _folder.File("kept"),
        });
        Assert.Equal(8, sweep.Rows.Length);
        Assert.All(sweep.Rows, row => Assert.Null(row.Failure));
        Assert.Equal("8 proofs made and verified", sweep.Verdict);
        Assert.Equal(["one", "one", "one", "one"], sweep.Rows.Take(4).Select(row => row.Label));
        Assert.Equal([957d, 957 + 288], sweep.Column("proofBytes").Take(2));
        Assert.Equal([6d, 6, 8, 8], sweep.Column("bits").Take(4));
        Assert.Equal("1 1 1 1 2 2 2 2", string.Join(" ", sweep.Column("layers")));
        Assert.Equal([double.NaN, 3], [sweep.Column("width")[0], sweep.Column("width")[^1]]);
        Assert.Equal("width", sweep.Columns[0]);
        Assert.All(["constraints", "proveSeconds", "setupSeconds", "peakMemoryBytes", "provingKeyBytes", "verifySeconds"], column =>
            Assert.All(sweep.Column(column), value => Assert.True(value > 0, column)));
        string[] lines = File.ReadAllLines(Path.Combine(_folder.File("kept"), "sweep.csv"));
        Assert.Equal(9, lines.Length);
        Assert.StartsWith("model,width,layers,batch,bits,", lines[0], StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_folder.File("kept"), "02-8bit", "proof.bin")));
    }

    [Fact]
    public void A_combination_that_fails_is_a_row_with_its_reason()
    {
        var wide = new GraphBuilder("wide").Input("x", TensorShape.Of(1, 5)).Node("Relu", ["x"], ["y"]).Output("y").Build();
        SweepResult sweep = Lion.Sweep(Request() with { Models = [wide, SmallModels.Dense()] });
        Assert.Contains("for 'x' of shape [1, 5]", sweep.Rows[0].Failure, StringComparison.Ordinal);
        Assert.Null(sweep.Rows[1].Failure);
        Assert.Equal("1 proofs made and verified, 1 failed", sweep.Verdict);
        Assert.Contains("failure", sweep.ToReport()[0].Columns);
        Assert.Contains("it has", Assert.Throws<LionException>(() => sweep.Column("colour")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sweep_over_nothing_is_refused()
    {
        Assert.Throws<LionException>(() => Lion.Sweep(Request()));
        Assert.Throws<LionException>(() => Lion.Sweep(Request() with { Models = [SmallModels.Dense()], Inputs = [] }));
        Assert.Throws<LionException>(() => Lion.Sweep(Request() with { Models = [SmallModels.Dense()], Batches = [0] }));
    }

    [Fact]
    public void A_cancelled_sweep_leaves_nothing()
    {
        using var source = new CancellationTokenSource();
        var stop = new Stop(source);
        Assert.ThrowsAny<OperationCanceledException>(() => Lion.Sweep(
            Request() with { Models = [SmallModels.Dense(3)], Batches = [1, 2, 3, 4], Keep = _folder.File("kept") }, stop, source.Token));
        Assert.False(File.Exists(Path.Combine(_folder.File("kept"), "sweep.csv")));
    }

    public void Dispose() => _folder.Dispose();

    private static System.Collections.Immutable.ImmutableDictionary<string, double> Width(double value) =>
        System.Collections.Immutable.ImmutableDictionary<string, double>.Empty.Add("width", value);

    private SweepRequest Request() => new()
    {
        Inputs = [DataSource.FromSamples(SmallModels.DenseInputs(8))],
        Setup = new SetupRequest { Srs = SrsKind.Sandbox },
        Home = Home,
    };

    private sealed class Stop(CancellationTokenSource source) : IProgress<LionProgress>
    {
        public void Report(LionProgress value)
        {
            if (value.Phase == "proving")
            {
                source.Cancel();
            }
        }
    }
}
