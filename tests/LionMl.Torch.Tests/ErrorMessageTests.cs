using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace LionMl.Torch.Tests;

/// <summary>Errors name the operation and the shapes, in PyTorch's words.</summary>
public sealed class ErrorMessageTests
{
    public static TheoryData<string, Action> Cases => new()
    {
        { "The size of tensor a (3) must match the size of tensor b (4) at non-singleton dimension 0", () => _ = ones(3) + ones(4) },
        { "mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)", () => ones(2, 3).mm(ones(4, 5)) },
        { "mat1 and mat2 shapes cannot be multiplied (2x3 and 5x4)", () => Linear(5, 4).call(ones(2, 3)) },
        { "expected m1 and m2 to have the same dtype, but got: Float != Double", () => ones(2, 2).mm(ones(2, 2, float64)) },
        {
            "Sizes of tensors must match except in dimension 0. Expected size 2 but got size 3 for tensor number 1",
            () => cat([ones(1, 2), ones(1, 3)])
        },
        { "shape '[5]' is invalid for input of size 6", () => ones(6).reshape(5) },
        { "view size is not compatible", () => ones(2, 3).t().view(6) },
        { "expected input[1, 2, 5, 5] to have 3 channels, but got 2 channels instead", () => Conv2d(3, 4, 3).call(ones([1, 2, 5, 5])) },
        { "Kernel size can't be greater than actual input size", () => Conv2d(1, 1, 5).call(ones([1, 1, 3, 3])) },
        { "Expected 3D (unbatched) or 4D (batched) input to conv2d", () => Conv2d(1, 1, 1).call(ones(2, 2)) },
        { "Dimension out of range (expected to be in range of [-2, 1], but got 2)", () => ones(2, 2).sum(2) },
        { "The expanded size of the tensor (4) must match the existing size (3)", () => ones(3).expand(4) },
        { "index 5 out of range", () => _ = ones(3)[5] },
        { "too many indices for tensor of dimension 1", () => _ = ones(3)[TensorIndex.Colon, TensorIndex.Colon] },
        { "Expected target size [2], got [3]", () => functional.cross_entropy(ones(2, 4), zeros([3], int64)) },
        { "Target 9 is out of bounds", () => functional.cross_entropy(ones(1, 4), full([1], 9L, int64)) },
        { "expected scalar type Long but found Float", () => functional.nll_loss(ones(1, 4), ones(1)) },
        { "a Tensor with 3 elements cannot be converted to Scalar", () => ones(3).ToSingle() },
        { "expected scalar type Int but found Float", () => ones(1).item<int>() },
        { "where expected condition to be a boolean tensor", () => where(ones(2), ones(2), ones(2)) },
        { "Subtraction, the `-` operator, with two bool tensors is not supported", () => _ = ones([2], @bool) - ones([2], @bool) },
        { "mean(): could not infer output dtype", () => ones([2], int64).mean() },
        { "device 'cuda:0' is not available", () => ones(2).to("cuda:0") },
        { "expected 4D input (got 2D input)", () => BatchNorm2d(2).call(ones(2, 2)) },
        { "Expected more than 1 value per channel when training", () => BatchNorm1d(2).call(ones(1, 2)) },
        { "expected input with shape [*, 4]", () => LayerNorm(4).call(ones(2, 3)) },
        { "in_channels and out_channels must be divisible by groups", () => Conv2d(3, 4, 3, groups: 2) },
        { "embed_dim must be divisible by num_heads", () => MultiheadAttention(5, 2) },
        { "nn.Conv3d is outside of the subset", () => Conv3d(1, 2, 3) },
        { "holds 'fc' but has not registered it: call RegisterComponents()", () => new Forgetful().parameters().ToArray() },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Message(string expected, Action body)
    {
        Exception? problem = Record.Exception(body);
        Assert.NotNull(problem);
        Assert.Contains(expected, problem.Message);
    }

    private sealed class Forgetful : Module<Tensor, Tensor>
    {
        private readonly Linear fc = Linear(2, 2);

        public Forgetful()
            : base("Forgetful")
        {
        }

        public override Tensor forward(Tensor input) => fc.call(input);
    }
}
