using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>What the quantiser knows of one of the model's tensors while it builds the integer graph.</summary>
/// <param name="Shape">The tensor's shape.</param>
internal abstract record Operand(TensorShape Shape)
{
    /// <summary>The largest magnitude of the tensor in the calibration; 0 where it is not known.</summary>
    public double Largest { get; init; }
}

/// <summary>A constant of the model, not rounded yet: whoever uses it knows the scale that it needs.</summary>
/// <param name="Value">The real numbers.</param>
/// <param name="IsStructure">Whether it comes from what an operator does, not from the user's tensors.</param>
internal sealed record ConstantOperand(Tensor Value, bool IsStructure) : Operand(Value.Shape);

/// <summary>Integers: real value = integer · Factor / 2^ScaleBits.</summary>
/// <param name="Node">The node that computes the integers.</param>
/// <param name="ScaleBits">The scale; it may differ from the node's own where a power of two was multiplied in.</param>
/// <param name="Factor">In [1, 2): a multiplication that waits for weights to be folded into.</param>
/// <param name="Shape">The tensor's shape.</param>
internal sealed record IntegerOperand(int Node, int ScaleBits, double Factor, TensorShape Shape) : Operand(Shape)
{
    /// <summary>The same integers times a positive real number, at no cost.</summary>
    public IntegerOperand Times(double factor)
    {
        double product = Factor * factor;
        int exponent = Math.ILogB(product);
        return this with { ScaleBits = ScaleBits - exponent, Factor = Math.ScaleB(product, -exponent), Largest = Largest * factor };
    }
}

/// <summary>The positive part of another operand, which a pooling may still slip under.</summary>
/// <param name="Inner">What the positive part is taken of.</param>
/// <param name="Layer">The model's node.</param>
/// <param name="Tensor">The name of the result in the model, for its statistics.</param>
internal sealed record ReluOperand(Operand Inner, string Layer, string Tensor) : Operand(Inner.Shape);
