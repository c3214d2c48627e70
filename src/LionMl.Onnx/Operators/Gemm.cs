using System.Numerics.Tensors;
using LionMl.Onnx.Kernels;
using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>alpha · A · B + beta · C for matrices, A and B transposed on request, C stretched; the usual form of a dense layer.</summary>
internal sealed class Gemm() : Operator("Gemm", 2, 3)
{
    // Up to this many samples a row of transposed weights is read once for all of them; beyond, transposing the weights first is faster.
    private const int FewRows = 8;

    public override Node ToOpset17(Node node, int opset, OpsetContext context) =>
        node with { Attributes = node.Attributes.Without("broadcast") };

    public override void Infer(InferContext context)
    {
        context.RequireFloating(0);
        Scale(context.Attributes, "alpha");
        Scale(context.Attributes, "beta");
        context.RequireSameType(0, 1);
        context.RequireRank(0, 2, 2);
        context.RequireRank(1, 2, 2);
        bool transposeLeft = context.Attributes.GetInt("transA", 0) != 0;
        bool transposeRight = context.Attributes.GetInt("transB", 0) != 0;
        TensorShape left = context.Shape(0);
        TensorShape right = context.Shape(1);
        int inner = left[transposeLeft ? 0 : 1];
        if (inner != right[transposeRight ? 1 : 0])
        {
            throw new NodeProblemException(
                $"matrices of shapes {left}{(transposeLeft ? " (transposed)" : "")} and {right}{(transposeRight ? " (transposed)" : "")} "
                + "cannot be multiplied");
        }

        TensorShape shape = TensorShape.Of(left[transposeLeft ? 1 : 0], right[transposeRight ? 0 : 1]);
        if (context.Has(2))
        {
            context.RequireSameType(0, 2);
            if (!InferContext.Broadcast(shape, context.Shape(2)).Equals(shape))
            {
                throw new NodeProblemException($"its addend of shape {context.Shape(2)} does not stretch to {shape}");
            }
        }

        context.Set(0, shape, context.Type(0));
    }

    public override long Work(InferContext context) => context.InputElements + checked(
        context.OutputElements * context.Shape(0)[context.Attributes.GetInt("transA", 0) != 0 ? 0 : 1]);

    public override void Run(RunContext context)
    {
        TensorShape shape = context.OutputShape(0);
        TensorShape leftShape = context.Shape(0);
        bool transposeLeft = context.Attributes.GetInt("transA", 0) != 0;
        bool transposeRight = context.Attributes.GetInt("transB", 0) != 0;
        float[] left = context.Floats(0);
        float[] right = context.Floats(1);
        int inner = leftShape[transposeLeft ? 0 : 1];
        if (transposeLeft)
        {
            left = MatrixProduct.Transpose(left, leftShape[0], leftShape[1]);
        }

        float[] result = new float[context.OutputCountOf(0)];
        if (transposeRight && shape[0] <= FewRows)
        {
            MatrixProduct.MultiplyTransposed(left, right, result, shape[0], inner, shape[1], context.Threads);
        }
        else
        {
            right = transposeRight ? MatrixProduct.Transpose(right, shape[1], inner) : right;
            MatrixProduct.Multiply(left, 0, right, 0, result, 0, shape[0], inner, shape[1], context.Threads);
        }

        float alpha = Scale(context.Attributes, "alpha");
        if (alpha != 1)
        {
            TensorPrimitives.Multiply(result, alpha, result);
        }

        float beta = Scale(context.Attributes, "beta");
        if (context.Optional(2) is { } addend && beta != 0)
        {
            result = Broadcast.Apply<float, float>(
                result, shape, addend.FloatArray, addend.Shape, shape, (l, r, d) => AddScaled(l, r, beta, d), context.Threads);
        }

        context.Set(0, result);
    }

    private static float Scale(NodeAttributes attributes, string name)
    {
        float scale = attributes.GetFloat(name, 1);
        return float.IsFinite(scale) ? scale : throw new NodeProblemException($"its {name} is {scale}");
    }

    private static void AddScaled(ReadOnlySpan<float> left, ReadOnlySpan<float> right, float scale, Span<float> result)
    {
        if (scale == 1)
        {
            TensorPrimitives.Add(left, right, result);
        }
        else
        {
            TensorPrimitives.MultiplyAdd(right, scale, left, result);
        }
    }
}
