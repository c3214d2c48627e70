using System.Collections.Immutable;
using System.Numerics;
using LionMl.Algebra;
using LionMl.Onnx;

namespace LionMl.Artifacts;

/// <summary>Turns public inputs back into tensors, as a statement explains them.</summary>
internal static class PublicTensorReader
{
    private static readonly BigInteger Half = Fr.Modulus / 2;

    /// <summary>For each instance its public tensors by name, in real numbers.</summary>
    /// <exception cref="LionException">The statement names places that the public inputs do not have.</exception>
    public static ImmutableArray<ImmutableDictionary<string, Tensor>> Read(StatementFile statement, PublicInputs inputs) =>
        [.. inputs.Instances.Select(instance => Read(statement, instance))];

    private static ImmutableDictionary<string, Tensor> Read(StatementFile statement, ImmutableArray<Fr> instance)
    {
        var tensors = ImmutableDictionary.CreateBuilder<string, Tensor>(StringComparer.Ordinal);
        foreach (StatementTensor tensor in statement.Tensors)
        {
            // An input that a model passes through is listed as output too; its name then stands for both.
            tensors[tensor.Name] = Read(tensor, instance);
        }

        return tensors.ToImmutable();
    }

    private static Tensor Read(StatementTensor tensor, ImmutableArray<Fr> instance)
    {
        if (tensor.Offset + (long)tensor.Length > instance.Length)
        {
            throw LionException.BadInput($"{ArtifactNames.Statement} says that '{tensor.Name}' takes the public inputs from "
                + $"{tensor.Offset} to {tensor.Offset + (long)tensor.Length - 1}, but there are {instance.Length}.");
        }

        float[] values = new float[tensor.Length];
        for (int i = 0; i < values.Length; i++)
        {
            BigInteger value = instance[tensor.Offset + i].ToBigInteger();
            values[i] = (float)Math.ScaleB((double)(value > Half ? value - Fr.Modulus : value), -tensor.ScaleBits);
        }

        return new Tensor(TensorShape.Of(tensor.Shape.AsSpan()), values);
    }
}
