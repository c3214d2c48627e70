using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>Blocks of the image moved into channels, the reverse of DepthToSpace.</summary>
internal sealed class SpaceToDepth() : MovementOperator("SpaceToDepth", 1, 1)
{
    public override void Infer(InferContext context)
    {
        context.RequireRank(0, 4, 4);
        TensorShape input = context.Shape(0);
        long block = context.Attributes.GetInt("blocksize", 0);
        if (block is < 1 or > 1 << 15 || input[2] % block != 0 || input[3] % block != 0)
        {
            throw new NodeProblemException($"blocks of {block} do not divide the height and width of its input of shape {input}");
        }

        context.Set(0, InferContext.ShapeOf(input[0], input[1] * block * block, input[2] / block, input[3] / block), context.Type(0));
    }

    public override int[]? Sources(MoveContext context, int output)
    {
        TensorShape input = context.Shape(0);
        TensorShape result = context.OutputShape(0);
        int block = (int)context.Attributes.GetInt("blocksize", 0);
        long[] strides = input.Strides();
        return Separable(
            Steps(input[0], 0, 1, strides[0]),
            Steps(block, 0, 1, strides[2]),
            Steps(block, 0, 1, strides[3]),
            Steps(input[1], 0, 1, strides[1]),
            Steps(result[2], 0, block, strides[2]),
            Steps(result[3], 0, block, strides[3]));
    }
}
