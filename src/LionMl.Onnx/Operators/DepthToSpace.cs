using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>Channels moved into blocks of the image: blocksize² channels become one of blocksize times the height and width.</summary>
internal sealed class DepthToSpace() : MovementOperator("DepthToSpace", 1, 1)
{
    public override void Infer(InferContext context)
    {
        context.RequireRank(0, 4, 4);
        TensorShape input = context.Shape(0);
        long block = context.Attributes.GetInt("blocksize", 0);
        if (block is < 1 or > 1 << 15 || input[1] % (block * block) != 0)
        {
            throw new NodeProblemException($"blocks of {block} do not divide the channels of its input of shape {input}");
        }

        string mode = context.Attributes.GetString("mode", "DCR");
        if (mode is not ("DCR" or "CRD"))
        {
            throw new NodeProblemException($"its mode '{mode}' is not one of DCR, CRD");
        }

        context.Set(0, InferContext.ShapeOf(input[0], input[1] / (block * block), input[2] * block, input[3] * block), context.Type(0));
    }

    public override int[]? Sources(MoveContext context, int output)
    {
        TensorShape input = context.Shape(0);
        int block = (int)context.Attributes.GetInt("blocksize", 0);
        long[] strides = input.Strides();
        int channels = input[1] / (block * block);
        bool depthFirst = context.Attributes.GetString("mode", "DCR") == "DCR";
        long blockRow = strides[1] * (depthFirst ? (long)block * channels : block);
        long blockColumn = strides[1] * (depthFirst ? channels : 1);
        return Separable(
            Steps(input[0], 0, 1, strides[0]),
            Steps(channels, 0, 1, strides[1] * (depthFirst ? 1 : (long)block * block)),
            Steps(input[2], 0, 1, strides[2]),
            Steps(block, 0, 1, blockRow),
            Steps(input[3], 0, 1, strides[3]),
            Steps(block, 0, 1, blockColumn));
    }
}
