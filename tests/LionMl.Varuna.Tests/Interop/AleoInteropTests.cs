using LionMl.Algebra;
using LionMl.R1cs;
using LionMl.Varuna.Tests.Verifier;

namespace LionMl.Varuna.Tests.Interop;

/// <summary>Aleo's verifier and ours must agree, on Aleo's proofs and on ours.</summary>
public sealed class AleoInteropTests
{
    [NodeFact]
    public void Both_verifiers_accept_the_same_proofs_and_refuse_the_same_tampered_ones()
    {
        using var node = new NodeVerifier();
        var ours = new List<bool>();
        foreach (string name in new[] { "hello", "tiny", "batch", "demo_v2", "demo_v3", "mid_circuit 0" })
        {
            ProofCase valid = ProofCase.Load(name);
            Add(name, valid);

            // Mid-proof: one of the evaluations; the rest of the bytes stays well-formed.
            byte[] proof = [.. valid.Proof];
            proof[^(147 + 32 + 8 + 40)] ^= 1;
            Add(name + ", a number changed", valid with { Proof = proof });
            Fr[][][] inputs = [.. valid.PublicInputs.Select(circuit => circuit.Select(instance => instance.ToArray()).ToArray())];
            inputs[0][0][1] += Fr.One;
            Add(name + ", an input changed", valid with { PublicInputs = inputs });
        }

        IReadOnlyList<(string Name, bool? Accepted)> verdicts = node.Run();
        Assert.Equal(6 - 1, verdicts.Count(verdict => verdict.Accepted == true));
        for (int i = 0; i < verdicts.Count; i++)
            Assert.True(verdicts[i].Accepted == ours[i], $"{verdicts[i].Name}: Aleo says {verdicts[i].Accepted}, we say {ours[i]}");

        void Add(string name, ProofCase proofCase)
        {
            // Aleo's package knows V2 only.
            ours.Add((proofCase with { Version = VarunaVersion.V2 }).Verify().IsAccepted);
            AddTo(node, name, proofCase);
        }
    }

    [NodeFact]
    public void Aleo_accepts_our_proofs_of_one_and_several_circuits_with_one_and_several_instances()
    {
        using var node = new NodeVerifier();
        ProvingKey small = Setup(publics: 2, constraints: 5), large = Setup(publics: 13, constraints: 200);
        ProvingKey wide = Setup(publics: 100, constraints: 3);
        AddProof(node, "one circuit, one instance", [(small, 1)]);
        AddProof(node, "one circuit, three instances", [(small, 3)]);
        AddProof(node, "many constraints", [(large, 1)]);
        AddProof(node, "many public inputs", [(wide, 1)]);
        AddProof(node, "two circuits", [(small, 1), (large, 2)]);
        AddProof(node, "three circuits", [(wide, 2), (small, 1), (large, 1)]);
        foreach ((string name, bool? accepted) in node.Run())
            Assert.True(accepted == true, $"{name}: Aleo says {accepted}");
    }

    private static void AddProof(NodeVerifier node, string name, (ProvingKey Key, int Instances)[] circuits)
    {
        ProverInput[] inputs =
        [
            .. circuits.Select(circuit => new ProverInput(
                circuit.Key, [.. Enumerable.Range(0, circuit.Instances).Select(seed => Assign(circuit.Key, seed))])),
        ];
        VarunaProof proof = VarunaProver.Prove(
            VarunaVersion.V2, inputs, AleoData.Srs, new OperatingSystemRandomness(), Workers.All);
        var proofCase = new ProofCase(
            VarunaVersion.V2,
            [.. circuits.Select(circuit => circuit.Key.VerifyingKey.ToBytes())],
            [.. inputs.Select(input => input.Assignments.Select(assignment => assignment.Public).ToArray())],
            proof.ToBytes());
        VerificationResult result = proofCase.Verify();
        Assert.True(result.IsAccepted, $"{name}: {result.Detail}");
        AddTo(node, name, proofCase);
    }

    private static void AddTo(NodeVerifier node, string name, ProofCase proofCase)
    {
        // Aleo's batch call wants the padded count of inputs.
        IEnumerable<string> Texts(int circuit)
        {
            Assert.True(VerifyingKey.TryRead(proofCase.Keys[circuit], out VerifyingKey? key, out _));
            return proofCase.PublicInputs[circuit].Select(inputs =>
                "[" + string.Join(",", inputs.Concat(new Fr[key!.Info.PublicCount - inputs.Length]).Select(x => $"\"{x}field\"")) + "]");
        }

        bool single = proofCase.Keys.Length == 1 && proofCase.PublicInputs[0].Length == 1;
        node.Add(
            name,
            proofCase.Keys,
            proofCase.Keys.Select((_, i) => single ? Texts(i).Single() : "[" + string.Join(",", Texts(i)) + "]"),
            proofCase.Proof);
    }

    private static ProvingKey Setup(int publics, int constraints)
    {
        var recorder = new ConstraintRecorder<Fr>();
        Write(recorder, publics, constraints, seed: 0);
        return VarunaSetup.Run(recorder.Build(), AleoData.Srs, Workers.All);
    }

    private static R1csAssignment<Fr> Assign(ProvingKey key, int seed)
    {
        var witness = new WitnessComputer<Fr>();
        int publics = key.Circuit.PublicCount;
        Write(witness, publics, key.Circuit.ConstraintCount - publics + 1, seed);
        return witness.Build();
    }

    // A chain of products of sums, with the first values of the chain made public.
    private static void Write(ConstraintSystem<Fr> system, int publics, int constraints, int seed)
    {
        var outputs = new Variable[publics - 1];
        Fr value = Fr.FromInt64(seed + 3);
        Variable last = system.AllocatePrivate(value);
        for (int i = 0; i < outputs.Length; i++)
        {
            value = value * value;
            outputs[i] = system.AllocatePublic(value);
            system.Enforce(last, last, outputs[i]);
            last = outputs[i];
        }

        for (int i = 0; i < constraints; i++)
        {
            value = value * value;
            Variable next = system.AllocatePrivate(value);
            system.Enforce(last, last, next);
            last = next;
        }
    }
}
