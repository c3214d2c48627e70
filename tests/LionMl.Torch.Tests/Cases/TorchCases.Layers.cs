using TorchSharp.Modules;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace LionMl.Torch.Tests.Cases;

public static partial class TorchCases
{
    private static IEnumerable<TorchCase> Windows() =>
    [
        Module("Conv1d", () => Conv1d(4, 6, 3, stride: 2, padding: 1, dilation: 2, groups: 2)),
        Module("Conv1d_same", () => Conv1d(3, 2, 4, TorchSharp.Padding.Same)),
        Module("Conv2d", () => Conv2d(4, 5, 3)),
        Module("Conv2d_strided", () => Conv2d(4, 6, (3, 2), (2, 1), (1, 2), (1, 2), groups: 2, bias: false)),
        Module("Conv2d_depthwise", () => Conv2d(4, 8, 3, padding: 1, groups: 4)),
        Module("Conv2d_same", () => Conv2d(4, 3, (2, 3), TorchSharp.Padding.Same)),
        Module("Conv2d_valid", () => Conv2d(4, 3, 3, TorchSharp.Padding.Valid)),
        Module("Conv2d_reflect", () => Conv2d(4, 3, 3, padding: 1, padding_mode: PaddingModes.Reflect)),
        Module("Conv2d_replicate", () => Conv2d(4, 3, 3, padding: 2, padding_mode: PaddingModes.Replicate)),
        Module("Conv2d_circular", () => Conv2d(4, 3, 3, padding: 1, padding_mode: PaddingModes.Circular)),
        Module("Conv2d_unbatched", () => Conv2d(4, 3, 3)),
        Module("ConvTranspose2d", () => ConvTranspose2d(4, 3, 3)),
        Module("ConvTranspose2d_strided", () => ConvTranspose2d(4, 6, (3, 2), (2, 3), (1, 0), (1, 2), (2, 1), groups: 2)),
        Three("functional.conv1d", (x, w, b) => F.conv1d(x, w, b, stride: 2, padding: 1)),
        Three("functional.conv2d", (x, w, b) => F.conv2d(x, w, b, strides: [1, 2], padding: [1, 0])),
        Module("MaxPool1d", () => MaxPool1d(3, stride: 2, padding: 1)),
        Module("MaxPool2d", () => MaxPool2d(2)),
        Module("MaxPool2d_strided", () => MaxPool2d((3, 2), stride: (2, 1), padding: (1, 0), dilation: (1, 2))),
        Module("MaxPool2d_ceil", () => MaxPool2d(2, stride: 2, ceil_mode: true)),
        Module("AvgPool2d", () => AvgPool2d(2)),
        Module("AvgPool2d_padded", () => AvgPool2d(3, stride: 2, padding: 1)),
        Module("AvgPool2d_excluding", () => AvgPool2d(3, stride: 2, padding: 1, count_include_pad: false)),
        Module("AvgPool2d_divisor", () => AvgPool2d(2, divisor_override: 3)),
        Module("AdaptiveAvgPool2d", () => AdaptiveAvgPool2d(1)),
        Module("AdaptiveAvgPool2d_divided", () => AdaptiveAvgPool2d((7, 3))),
        Module("AdaptiveAvgPool2d_uneven", () => AdaptiveAvgPool2d([3, 4])),
        One("functional.max_pool2d", x => F.max_pool2d(x, 2)),
        One("functional.avg_pool2d", x => F.avg_pool2d(x, (2, 3), stride: (1, 2))),
        One("functional.adaptive_avg_pool2d", x => F.adaptive_avg_pool2d(x, (1, 1))),
    ];

    private static IEnumerable<TorchCase> Matrices() =>
    [
        Module("Linear", () => Linear(5, 4)),
        Module("Linear_nobias_3d", () => Linear(6, 4, hasBias: false)),
        Module("Linear_3d", () => Linear(6, 4)),
        Module("Linear_1d", () => Linear(5, 4)),
        Three("functional.linear", (x, w, b) => F.linear(x, w, b)),
        Module("Embedding", () => Embedding(7, 3)),
        Module("Embedding_padding", () => Embedding(7, 3, padding_idx: 2)),
        Attention("MultiheadAttention", () => MultiheadAttention(6, 2)),
        Attention("MultiheadAttention_kdim", () => MultiheadAttention(6, 3, kdim: 4, vdim: 5)),
        Attention("MultiheadAttention_mask", () => MultiheadAttention(6, 2)),
        Three("functional.scaled_dot_product_attention", (q, k, v) => F.scaled_dot_product_attention(q, k, v)),
        Three("functional.scaled_dot_product_attention_causal", (q, k, v) => F.scaled_dot_product_attention(q, k, v, is_casual: true)),
        Two("torch.einsum", (x, y) => einsum("bij,bjk->bik", x, y)),
        Three("torch.einsum_sum", (x, y, z) => einsum("ij,jk,k->i", x, y, z)),
        Two("torch.outer", outer),
    ];

    private static IEnumerable<TorchCase> Norms() =>
    [
        Module("BatchNorm1d", () => BatchNorm1d(5)),
        Module("BatchNorm1d_3d", () => BatchNorm1d(4)),
        Module("BatchNorm2d", () => BatchNorm2d(4, eps: 1e-3)),
        Module("BatchNorm2d_plain", () => BatchNorm2d(4, affine: false)),
        Module("BatchNorm1d_training", () => BatchNorm1d(5)),
        Module("BatchNorm2d_training", () => BatchNorm2d(4)),
        Module("LayerNorm", () => LayerNorm(6)),
        Module("LayerNorm_2d", () => LayerNorm([7, 6], eps: 1e-3)),
        Module("LayerNorm_plain", () => LayerNorm(6, elementwise_affine: false)),
        Module("GroupNorm", () => GroupNorm(2, 4)),
        Three("functional.batch_norm", (x, w, b) => F.batch_norm(
            x, tensor(new[] { 0.1f, 0.2f, 0.3f, 0.4f, 0.5f }), tensor(new[] { 1f, 2f, 0.5f, 1.5f, 0.7f }), w, b)),
        Three("functional.layer_norm", (x, w, b) => F.layer_norm(x, [6], w, b)),
        One("functional.normalize", x => F.normalize(x)),
        One("functional.normalize_l1", x => F.normalize(x, p: 1, dim: 0)),
    ];

    private static IEnumerable<TorchCase> Activations() =>
    [
        Module("ReLU", () => ReLU()),
        Module("ReLU6", () => ReLU6()),
        Module("LeakyReLU", () => LeakyReLU(0.2)),
        Module("ELU", () => ELU(1.5)),
        Module("Sigmoid", () => Sigmoid()),
        Module("Tanh", () => Tanh()),
        Module("GELU", () => GELU()),
        Module("GELU_tanh", () => GELU(TorchSharp.Modules.GELU.Approximate.tanh)),
        Module("SiLU", () => SiLU()),
        Module("Mish", () => Mish()),
        Module("Hardswish", () => Hardswish()),
        Module("Hardsigmoid", () => Hardsigmoid()),
        Module("Hardtanh", () => Hardtanh(-1.5, 2.5)),
        Module("Softplus", () => Softplus()),
        Module("Softplus_beta", () => Softplus(2, 5)),
        Module("Softmax", () => Softmax(1)),
        Module("Softmax_middle", () => Softmax(1)),
        Module("LogSoftmax", () => LogSoftmax(1)),
        Module("Dropout", () => Dropout(0.5)),
        One("functional.relu", x => F.relu(x)),
        One("functional.relu6", x => F.relu6(x)),
        One("functional.leaky_relu", x => F.leaky_relu(x)),
        One("functional.elu", x => F.elu(x, 0.7)),
        One("functional.sigmoid", x => F.sigmoid(x)),
        One("functional.tanh", x => F.tanh(x)),
        One("functional.gelu", x => F.gelu(x)),
        One("functional.silu", x => F.silu(x)),
        One("functional.softmax", x => F.softmax(x, 0)),
        One("functional.log_softmax", x => F.log_softmax(x, -1)),
        One("functional.hardswish", x => F.hardswish(x)),
        One("functional.softplus", x => F.softplus(x, 0.5)),
        One("functional.dropout", x => F.dropout(x, 0.5, training: false)),
    ];

    private static IEnumerable<TorchCase> Structure() =>
    [
        Module("Flatten", () => Flatten()),
        Module("Flatten_middle", () => Flatten(0, 1)),
        Module("Unflatten", () => Unflatten(1, [2, 2])),
        Module("Identity", () => Identity()),
        Module("Upsample", () => Upsample(scale_factor: [2])),
        Module("Upsample_size", () => Upsample(size: [9, 5])),
        Module("Upsample_bilinear", () => Upsample(scale_factor: [2, 2], mode: UpsampleMode.Bilinear)),
        Module("Upsample_corners", () => Upsample(size: [10, 9], mode: UpsampleMode.Bilinear, align_corners: true)),
        One("functional.interpolate", x => F.interpolate(x, size: [3, 11], mode: InterpolationMode.Bilinear)),
        Module("ZeroPad2d", () => ZeroPad2d(2)),
        Module("ZeroPad2d_four", () => ZeroPad2d((1, 2, 0, 3))),
        One("functional.pad", x => F.pad(x, (1, 2, 0, 1), value: 0.5)),
        One("functional.pad_negative", x => F.pad(x, [-1L, 2, 1, -2])),
        One("functional.pad_reflect", x => F.pad(x, (2, 1, 1, 3), PaddingModes.Reflect)),
        One("functional.one_hot", x => F.one_hot(x, 5)),
        Module("Sequential", () => Sequential(Linear(5, 4), ReLU(), Linear(4, 2))),
        Module("ModuleList", () => new Listed()),
        Module("Parameter", () => new OwnParameter()),
        Recurrence("LSTM", () => LSTM(6, 4)),
        Recurrence("LSTM_deep", () => LSTM(6, 3, numLayers: 2, batchFirst: true, bidirectional: true)),
        Recurrence("GRU", () => GRU(6, 4)),
        Recurrence("GRU_deep", () => GRU(6, 3, numLayers: 2, bias: false, bidirectional: true)),
    ];

    private static IEnumerable<TorchCase> Losses() =>
    [
        Two("functional.cross_entropy", (x, t) => F.cross_entropy(x, t)),
        Two("functional.cross_entropy_weighted", (x, t) => F.cross_entropy(
            x, t, weight: tensor(new[] { 1f, 2, 3, 0.5f, 1.5f }), label_smoothing: 0.2)),
        Two("functional.cross_entropy_ignore", (x, t) => F.cross_entropy(x, t, ignore_index: 4, label_smoothing: 0.1)),
        Two("functional.cross_entropy_sum", (x, t) => F.cross_entropy(x, t, reduction: Reduction.Sum)),
        Two("functional.cross_entropy_soft", (x, t) => F.cross_entropy(x, t)),
        Two("functional.mse_loss", (x, t) => F.mse_loss(x, t)),
        Two("functional.nll_loss", (x, t) => F.nll_loss(x, t)),
        Two("functional.l1_loss", (x, t) => F.l1_loss(x, t)),
        Two("functional.smooth_l1_loss", (x, t) => F.smooth_l1_loss(x, t)),
        Two("functional.huber_loss", (x, t) => F.huber_loss(x, t, delta: 0.7)),
        Two("functional.binary_cross_entropy", (x, t) => F.binary_cross_entropy(x, t.detach())),
        Two("functional.binary_cross_entropy_with_logits", (x, t) => F.binary_cross_entropy_with_logits(x, t)),
        Two("functional.kl_div", (x, t) => F.kl_div(x, t, log_target: true, reduction: Reduction.Sum)),
    ];

    private static TorchCase Attention(string name, Func<MultiheadAttention> create) => new(name, create, (module, x) =>
    {
        (Tensor output, Tensor weights) = ((MultiheadAttention)module!).call(x[0], x[1], x[2], null, true, x.Count > 3 ? x[3] : null);
        return [output, weights];
    });

    private static TorchCase Recurrence(string name, Func<Module> create) =>
        new(name, () => new Recurrent(create()), (module, x) => ((Recurrent)module!).Run(x[0]));
}
