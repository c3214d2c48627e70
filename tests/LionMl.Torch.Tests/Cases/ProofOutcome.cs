using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LionMl.Results;
using LionMl.Varuna;

namespace LionMl.Torch.Tests.Cases;

/// <summary>How far an exported case gets on its way to a proof.</summary>
/// <param name="Constraints">The size of the circuit that was proved; 0 where the compiler lacks something.</param>
/// <param name="Missing">The operators that the compiler listed as not supported.</param>
internal sealed partial record ProofOutcome(long Constraints, ImmutableArray<string> Missing)
{
    // What is shown is that there is a proof, not how small it can be: a search for scales would take most of the time.
    private const int Bits = 8;

    /// <summary>As the table has it.</summary>
    public string Text => Missing.IsEmpty ? "proved" : $"missing: {string.Join(", ", Missing)}";

    /// <summary>Quantises, checks every constraint, proves and verifies, on the golden's input.</summary>
    /// <exception cref="LionException">Something else than a missing operator is in the way.</exception>
    public static ProofOutcome Of(TorchCase item)
    {
        Golden golden = Golden.Of(item.Name);
        nn.Module? module = item.Create?.Invoke();
        module?.load_state_dict(golden.State);
        TraceResult trace = OnnxExport.Trace(module, inputs => item.Run(module, inputs), golden.Inputs);
        DataSource data = DataSource.FromInputs([.. trace.Inputs.Select(TorchTensors.ToOnnx)]);
        string home = Directory.CreateTempSubdirectory("lionml-test-").FullName;
        try
        {
            string folder = Path.Combine(home, "work");
            var request = new QuantizeRequest { Data = data, Out = folder, InputBits = Bits, WeightBits = Bits, ActivationBits = Bits };
            QuantizeResult circuit = Lion.Quantize(trace.Graph, request);
            Lion.Mock(folder, new MockRequest { Inputs = [data] });
            Lion.Setup(folder, new SetupRequest { Srs = SrsKind.Sandbox, Home = home });
            Lion.Prove(folder, new ProveRequest { Inputs = [data], Home = home });
            VerifyResult verdict = Lion.Verify(new VerifyRequest { Folder = folder, Home = home });
            Assert.True(verdict.IsAccepted, verdict.Verdict);
            return new ProofOutcome(circuit.Circuit.Info.ConstraintCount, []);
        }
        catch (LionException failure) when (failure.Kind == FailureKind.BadInput && Listed().Matches(failure.Message) is { Count: > 0 } nodes)
        {
            return new ProofOutcome(0, [.. nodes.Select(node => node.Groups[1].Value).Distinct().Order(StringComparer.Ordinal)]);
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    // "The model 'Net' has 2 nodes that are not supported:", then a line for each: operator, name, hint.
    [GeneratedRegex(@"(?<=not supported:[\s\S]*)\n\s+([A-Za-z]+) '[^']+': \S")]
    private static partial Regex Listed();
}
