using LionMl.Algebra;
using LionMl.TestSupport;

namespace LionMl.R1cs.Tests;

public class R1csCheckTests
{
    [Fact]
    public void The_first_broken_constraint_is_named_with_scope_and_values()
    {
        var system = new ConstraintRecorder<Fr>();
        Variable x = system.AllocatePrivate(0), y = system.AllocatePrivate(0);
        using (system.Scope("good"))
            system.Enforce(x, x, y);
        using (system.Scope("layer"))
        using (system.Scope("bad"))
            system.Enforce(x, y, system.Combine().Add(3, y).Build());
        R1csCircuit<Fr> circuit = system.Build();
        var assignment = new R1csAssignment<Fr>([Fr.One], [Fr.FromInt64(2), Fr.FromInt64(4)]);
        Unsatisfied<Fr>? broken = R1csCheck.FirstUnsatisfied(circuit, assignment);
        Assert.NotNull(broken);
        Assert.Equal((1, "layer/bad"), (broken.Constraint, broken.Scope));
        Assert.Equal("constraint 1 in 'layer/bad' is not satisfied: (2) · (4) ≠ 12", broken.ToString());
        assignment.Private[0] = Fr.FromInt64(3);
        assignment.Private[1] = Fr.FromInt64(9);
        Assert.Null(R1csCheck.FirstUnsatisfied(circuit, assignment));
    }

    [Fact]
    public void An_assignment_of_another_circuit_is_refused()
    {
        R1csCircuit<Fr> circuit = SampleText.Record(3, 1);
        _ = Assert.Throws<ArgumentException>(() => R1csCheck.FirstUnsatisfied(circuit, SampleText.Compute(4, 1)));
        _ = Assert.Throws<ArgumentException>(() => new R1csAssignment<Fr>([Fr.Zero], []));
    }

    [Fact]
    public void Every_field_will_do()
    {
        var system = new ConstraintRecorder<SmallPrimeField<P17>>();
        Variable x = system.AllocatePublic(0), y = system.AllocatePrivate(0);
        system.Enforce(x, y, system.One);
        R1csCircuit<SmallPrimeField<P17>> circuit = system.Build();
        for (int i = 1; i < 17; i++)
        {
            var value = SmallPrimeField<P17>.FromInt64(i);
            Assert.Null(R1csCheck.FirstUnsatisfied(circuit, new([SmallPrimeField<P17>.One, value], [value.Inverse()])));
            Assert.NotNull(R1csCheck.FirstUnsatisfied(circuit, new([SmallPrimeField<P17>.One, value], [default])));
        }
    }
}
