namespace LionMl.Algebra.Tests.Vectors;

/// <summary>Every vector path that the machine supports against the scalar path.</summary>
public sealed unsafe class PathTests
{
    private static readonly FrOperations Specification = FrOperations.Of(VectorPath.Scalar);
    private static readonly Workers Two = new(2);

    public static TheoryData<VectorPath> Paths => [.. Enum.GetValues<VectorPath>().Where(VectorPaths.IsSupported)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Bulk_operations_agree_on_every_number_of_blocks(VectorPath path)
    {
        FrOperations operations = FrOperations.Of(path);
        Fr x = Scalars.Edgy(10, 1)[8];
        Fr y = Scalars.Edgy(10, 1)[9];
        foreach (int blocks in (int[])[.. Enumerable.Range(0, 36), 128, 129, 511, 513, 1030])
        {
            Compare(operations, blocks, (o, a, b, n) => o.Add(a, a, b, n));
            Compare(operations, blocks, (o, a, b, n) => o.Add(b, a, b, n));
            Compare(operations, blocks, (o, a, b, n) => o.Subtract(a, a, b, n));
            Compare(operations, blocks, (o, a, b, n) => o.Subtract(b, a, b, n));
            Compare(operations, blocks, (o, a, b, n) => o.Multiply(a, a, b, n));
            Compare(operations, blocks, (o, a, b, n) => o.Scale(a, b, x, n));
            Compare(operations, blocks, (o, a, b, n) => o.AddScaled(a, b, x, n));
            Compare(operations, blocks, (o, a, b, n) => o.AddConstant(a, x, n));
            Compare(operations, blocks, (o, a, b, n) => o.MultiplyByPowers(a, x, y, n));
            Compare(operations, blocks, (o, a, b, n) => o.WritePowers(a, x, y, n));
            Compare(operations, blocks, (o, a, b, n) => o.Invert(a, n));
            Compare(operations, blocks, (o, a, b, n) => o.SuffixSums(a, x, n));
            CompareValues(operations, blocks, (o, a, b, n) => o.Sum(a, n));
            CompareValues(operations, blocks, (o, a, b, n) => o.InnerProduct(a, b, n));
            CompareValues(operations, blocks, (o, a, b, n) => o.Evaluate(a, x, n));
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Transforms_agree_for_every_size(VectorPath path)
    {
        FrOperations operations = FrOperations.Of(path);
        for (int logSize = 0; logSize <= 13; logSize++)
        {
            EvaluationDomain domain = EvaluationDomain.Of(1 << logSize);
            int bits = logSize;
            Compare(operations, FrLanes.BlockCount(domain.Size), (o, a, b, n) => o.BitReverse(a, bits, Two));
            Compare(operations, FrLanes.BlockCount(domain.Size), (o, a, b, n) => o.Forward(a, domain, Fr.One, Two));
            Compare(operations, FrLanes.BlockCount(domain.Size), (o, a, b, n) => o.Inverse(a, domain, Fr.One, Two));
            Compare(operations, FrLanes.BlockCount(domain.Size), (o, a, b, n) => o.Forward(a, domain, Fr.Generator, Workers.One));
            Compare(operations, FrLanes.BlockCount(domain.Size), (o, a, b, n) => o.Inverse(a, domain, Fr.Generator, Workers.One));
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Large_transforms_return_to_where_they_started(VectorPath path)
    {
        // Above 2^13 the transforms recurse and values grow further before they are reduced.
        FrOperations operations = FrOperations.Of(path);
        EvaluationDomain domain = EvaluationDomain.Of(1 << 16);
        Fr[] values = Scalars.Edgy(domain.Size, 3);
        using FrVector vector = FrVector.FromSpan(values);
        using AlignedLease lease = vector.Lease();
        operations.Forward(lease.Words, domain, Fr.One, Two);
        Fr x = domain.Element(12345);
        Assert.Equal(Scalars.Evaluate(values, x), vector[BitReversal.Of(12345, 16)]);
        operations.Inverse(lease.Words, domain, Fr.One, Workers.One);
        Assert.Equal(values, vector.ToArray());
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Elements_are_read_in_canonical_form_from_any_multiple_of_the_modulus(VectorPath path)
    {
        FrOperations operations = FrOperations.Of(path);
        var random = new Random(4);
        using var block = new LaneBlock(LaneField.Fr, 4);
        for (int multiple = -3; multiple < 3; multiple++)
        {
            for (int i = 0; i < block.Length; i++)
                block[i] = ((i % 5) switch { 0 => 0, 1 => 1, 2 => Fr.Modulus - 1, _ => RedundantValues.Random(random, Fr.Modulus) }) + (multiple * Fr.Modulus);

            var actual = new Fr[block.Length];
            var expected = new Fr[block.Length];
            operations.Store(block.Pointer, actual);
            Specification.Store(block.Pointer, expected);
            Assert.Equal(expected, actual);
            for (int i = 0; i < block.Length; i++)
                Assert.Equal(LaneField.Fr.Reduce(block[i] * LaneField.Fr.InverseRadix), actual[i].ToBigInteger());
        }
    }

    private delegate void Operation(FrOperations operations, long* a, long* b, int blocks);

    private delegate Fr Reduction(FrOperations operations, long* a, long* b, int blocks);

    private static void Compare(FrOperations operations, int blocks, Operation operation)
    {
        (Fr[] A, Fr[] B) expected = Run(Specification, blocks, operation);
        (Fr[] A, Fr[] B) actual = Run(operations, blocks, operation);
        Assert.Equal(expected.A, actual.A);
        Assert.Equal(expected.B, actual.B);
    }

    private static void CompareValues(FrOperations operations, int blocks, Reduction reduction)
    {
        Fr expected = default, actual = default;
        Run(Specification, blocks, (o, a, b, n) => expected = reduction(o, a, b, n));
        Run(operations, blocks, (o, a, b, n) => actual = reduction(o, a, b, n));
        Assert.Equal(expected, actual);
    }

    private static readonly Fr[] FirstOperand = Scalars.Edgy(8 * 1030, 1);
    private static readonly Fr[] SecondOperand = Scalars.Edgy(8 * 1030, 2);

    private static (Fr[] A, Fr[] B) Run(FrOperations operations, int blocks, Operation operation)
    {
        using FrVector a = FrVector.FromSpan(FirstOperand.AsSpan(0, 8 * blocks));
        using FrVector b = FrVector.FromSpan(SecondOperand.AsSpan(0, 8 * blocks));
        using AlignedLease aLease = a.Lease();
        using AlignedLease bLease = b.Lease();
        operation(operations, aLease.Words, bLease.Words, blocks);
        return (a.ToArray(), b.ToArray());
    }
}
