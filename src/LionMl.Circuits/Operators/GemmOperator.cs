using LionMl.Onnx;

namespace LionMl.Circuits;

/// <summary>Gemm: alpha · A · B + beta · C, with transpositions.</summary>
internal sealed class GemmOperator : IOperator
{
    public string OpType => "Gemm";

    public Operand Quantize(IntegerBuilder builder, Node node)
    {
        var shape = builder.Graph.ShapeOf(node.Outputs[0]);
        float alpha = node.Attributes.GetFloat("alpha", 1), beta = node.Attributes.GetFloat("beta", 1);
        var left = Transposed(builder, node.Name, builder.Get(node.Inputs[0]), node.Attributes.GetInt("transA", 0) != 0);
        var right = Transposed(builder, node.Name, builder.Get(node.Inputs[1]), node.Attributes.GetInt("transB", 0) != 0);
        var product = MatrixProduct.Quantize(builder, node.Name, left, right, shape);
        if (alpha != 1)
        {
            product = builder.Scale(node.Name, product, Tensor.Scalar(alpha), null, shape);
        }

        if (!node.HasInput(2) || beta == 0)
        {
            return product;
        }

        var addend = builder.Get(node.Inputs[2]);
        if (addend is ConstantOperand constant)
        {
            var scaled = new Tensor(constant.Shape, Array.ConvertAll(constant.Value.ToFloats(), value => value * beta));
            return builder.Scale(node.Name, product, null, scaled, shape);
        }

        var summand = builder.Integer(builder.Scale(node.Name, builder.Integer(addend), Tensor.Scalar(beta), null, addend.Shape));
        return builder.Sum(node.Name, [(builder.Integer(product), 1), (builder.Stretch(node.Name, summand, shape), 1)], shape);
    }

    private static Operand Transposed(IntegerBuilder builder, string layer, Operand operand, bool transposed) =>
        transposed ? MatrixProduct.Transpose(builder, layer, operand) : operand;
}
