# The cases, one line each; the names are those of TorchCases.cs. Run by make_goldens.py, which defines case and r.
img = r(2, 4, 7, 6)
vec = r(3, 5)
seq = r(5, 2, 6)
pos = torch.rand(3, 4) + 0.5

# Convolutions
case("Conv1d", nn.Conv1d(4, 6, 3, stride=2, padding=1, dilation=2, groups=2), r(2, 4, 11))
case("Conv1d_same", nn.Conv1d(3, 2, 4, padding="same"), r(2, 3, 9))
case("Conv2d", nn.Conv2d(4, 5, 3), img)
case("Conv2d_strided", nn.Conv2d(4, 6, (3, 2), stride=(2, 1), padding=(1, 2), dilation=(1, 2), groups=2, bias=False), img)
case("Conv2d_depthwise", nn.Conv2d(4, 8, 3, padding=1, groups=4), img)
case("Conv2d_same", nn.Conv2d(4, 3, (2, 3), padding="same"), img)
case("Conv2d_valid", nn.Conv2d(4, 3, 3, padding="valid"), img)
case("Conv2d_reflect", nn.Conv2d(4, 3, 3, padding=1, padding_mode="reflect"), img)
case("Conv2d_replicate", nn.Conv2d(4, 3, 3, padding=2, padding_mode="replicate"), img)
case("Conv2d_circular", nn.Conv2d(4, 3, 3, padding=1, padding_mode="circular"), img)
case("Conv2d_unbatched", nn.Conv2d(4, 3, 3), r(4, 7, 6))
case("ConvTranspose2d", nn.ConvTranspose2d(4, 3, 3), img)
case("ConvTranspose2d_strided", nn.ConvTranspose2d(4, 6, (3, 2), stride=(2, 3), padding=(1, 0), output_padding=(1, 2), groups=2, dilation=(2, 1)), r(2, 4, 4, 3))
case("functional.conv1d", lambda x, w, b: F.conv1d(x, w, b, stride=2, padding=1), r(2, 3, 8), r(4, 3, 3), r(4))
case("functional.conv2d", lambda x, w, b: F.conv2d(x, w, b, stride=[1, 2], padding=[1, 0]), img, r(3, 4, 3, 3), r(3))

# Matrix layers
case("Linear", nn.Linear(5, 4), vec)
case("Linear_nobias_3d", nn.Linear(6, 4, bias=False), seq)
case("Linear_3d", nn.Linear(6, 4), seq)
case("Linear_1d", nn.Linear(5, 4), r(5))
case("functional.linear", lambda x, w, b: F.linear(x, w, b), vec, r(4, 5), r(4))
case("Embedding", nn.Embedding(7, 3), torch.tensor([[1, 2, 6], [0, 2, 2]]))
case("Embedding_padding", nn.Embedding(7, 3, padding_idx=2), torch.tensor([1, 2, 6, 2]))


class Attention(nn.MultiheadAttention):
    def forward(self, q, k, v):
        return super().forward(q, k, v)


class MaskedAttention(nn.MultiheadAttention):
    def forward(self, q, k, v, mask):
        return super().forward(q, k, v, attn_mask=mask)


case("MultiheadAttention", Attention(6, 2), seq, r(4, 2, 6), r(4, 2, 6))
case("MultiheadAttention_kdim", Attention(6, 3, kdim=4, vdim=5), seq, r(4, 2, 4), r(4, 2, 5))
case("MultiheadAttention_mask", MaskedAttention(6, 2), seq, seq, seq, torch.ones(5, 5).triu(1).bool())


def attend(q, k, v, mask=0):
    """What PyTorch 2 calls scaled_dot_product_attention, which Debian's version does not have yet."""
    return torch.softmax(q @ k.transpose(-2, -1) / q.shape[-1] ** 0.5 + mask, -1) @ v


case("functional.scaled_dot_product_attention", attend, r(2, 3, 4, 5), r(2, 3, 6, 5), r(2, 3, 6, 5))
case("functional.scaled_dot_product_attention_causal", lambda q, k, v: attend(q, k, v, torch.ones(4, 4).tril().log()), r(2, 4, 5), r(2, 4, 5), r(2, 4, 5))

# Normalisation
case("BatchNorm1d", nn.BatchNorm1d(5), vec)
case("BatchNorm1d_3d", nn.BatchNorm1d(4), r(2, 4, 6))
case("BatchNorm2d", nn.BatchNorm2d(4, eps=1e-3), img)
case("BatchNorm2d_plain", nn.BatchNorm2d(4, affine=False), img)
case("BatchNorm1d_training", nn.BatchNorm1d(5), r(6, 5), training=True)
case("BatchNorm2d_training", nn.BatchNorm2d(4), img, training=True)
case("LayerNorm", nn.LayerNorm(6), seq)
case("LayerNorm_2d", nn.LayerNorm([7, 6], eps=1e-3), img)
case("LayerNorm_plain", nn.LayerNorm(6, elementwise_affine=False), seq)
case("GroupNorm", nn.GroupNorm(2, 4), img)
case("functional.batch_norm", lambda x, w, b: F.batch_norm(x, torch.tensor([0.1, 0.2, 0.3, 0.4, 0.5]), torch.tensor([1.0, 2.0, 0.5, 1.5, 0.7]), w, b), vec, r(5), r(5))
case("functional.layer_norm", lambda x, w, b: F.layer_norm(x, [6], w, b), seq, r(6), r(6))
case("functional.normalize", lambda x: F.normalize(x), vec)
case("functional.normalize_l1", lambda x: F.normalize(x, p=1, dim=0), vec)

# Pooling
case("MaxPool1d", nn.MaxPool1d(3, stride=2, padding=1), r(2, 3, 9))
case("MaxPool2d", nn.MaxPool2d(2), img)
case("MaxPool2d_strided", nn.MaxPool2d((3, 2), stride=(2, 1), padding=(1, 0), dilation=(1, 2)), img)
case("MaxPool2d_ceil", nn.MaxPool2d(2, stride=2, ceil_mode=True), img)
case("AvgPool2d", nn.AvgPool2d(2), img)
case("AvgPool2d_padded", nn.AvgPool2d(3, stride=2, padding=1), img)
case("AvgPool2d_excluding", nn.AvgPool2d(3, stride=2, padding=1, count_include_pad=False), img)
case("AvgPool2d_divisor", nn.AvgPool2d(2, divisor_override=3), img)
case("AdaptiveAvgPool2d", nn.AdaptiveAvgPool2d(1), img)
case("AdaptiveAvgPool2d_divided", nn.AdaptiveAvgPool2d((7, 3)), img)
case("AdaptiveAvgPool2d_uneven", nn.AdaptiveAvgPool2d((3, 4)), img)
case("functional.max_pool2d", lambda x: F.max_pool2d(x, 2), img)
case("functional.avg_pool2d", lambda x: F.avg_pool2d(x, (2, 3), stride=(1, 2)), img)
case("functional.adaptive_avg_pool2d", lambda x: F.adaptive_avg_pool2d(x, (1, 1)), img)

# Activations
act = r(3, 8) * 4
case("ReLU", nn.ReLU(), act)
case("ReLU6", nn.ReLU6(), act * 2)
case("LeakyReLU", nn.LeakyReLU(0.2), act)
case("ELU", nn.ELU(1.5), act)
case("Sigmoid", nn.Sigmoid(), act)
case("Tanh", nn.Tanh(), act)
case("GELU", nn.GELU(), act)
case("GELU_tanh", nn.GELU(approximate="tanh"), act)
case("SiLU", nn.SiLU(), act)
case("Mish", nn.Mish(), act)
case("Hardswish", nn.Hardswish(), act)
case("Hardsigmoid", nn.Hardsigmoid(), act)
case("Hardtanh", nn.Hardtanh(-1.5, 2.5), act)
case("Softplus", nn.Softplus(), act)
case("Softplus_beta", nn.Softplus(2, 5), act)
case("Softmax", nn.Softmax(1), act)
case("Softmax_middle", nn.Softmax(1), img)
case("LogSoftmax", nn.LogSoftmax(1), act)
case("Dropout", nn.Dropout(0.5), act)
case("functional.relu", lambda x: F.relu(x), act)
case("functional.relu6", lambda x: F.relu6(x), act)
case("functional.leaky_relu", lambda x: F.leaky_relu(x), act)
case("functional.elu", lambda x: F.elu(x, 0.7), act)
case("functional.sigmoid", lambda x: torch.sigmoid(x), act)
case("functional.tanh", lambda x: torch.tanh(x), act)
case("functional.gelu", lambda x: F.gelu(x), act)
case("functional.silu", lambda x: F.silu(x), act)
case("functional.softmax", lambda x: F.softmax(x, 0), act)
case("functional.log_softmax", lambda x: F.log_softmax(x, -1), act)
case("functional.hardswish", lambda x: F.hardswish(x), act)
case("functional.softplus", lambda x: F.softplus(x, 0.5), act)
case("functional.dropout", lambda x: F.dropout(x, 0.5, training=False), act)

# Shape modules, containers, recurrence
case("Flatten", nn.Flatten(), img)
case("Flatten_middle", nn.Flatten(0, 1), img)
case("Unflatten", nn.Unflatten(1, (2, 2)), img)
case("Identity", nn.Identity(), vec)
case("Upsample", nn.Upsample(scale_factor=2), img)
case("Upsample_size", nn.Upsample(size=(9, 5)), img)
case("Upsample_bilinear", nn.Upsample(scale_factor=2, mode="bilinear"), img)
case("Upsample_corners", nn.Upsample(size=(10, 9), mode="bilinear", align_corners=True), img)
case("functional.interpolate", lambda x: F.interpolate(x, size=(3, 11), mode="bilinear"), img)
case("ZeroPad2d", nn.ZeroPad2d(2), img)
case("ZeroPad2d_four", nn.ZeroPad2d((1, 2, 0, 3)), img)
case("functional.pad", lambda x: F.pad(x, [1, 2, 0, 1], value=0.5), img)
case("functional.pad_negative", lambda x: F.pad(x, [-1, 2, 1, -2]), img)
case("functional.pad_reflect", lambda x: F.pad(x, [2, 1, 1, 3], mode="reflect"), img)
case("functional.one_hot", lambda x: F.one_hot(x, 5), torch.tensor([[0, 3], [4, 1]]))
case("Sequential", nn.Sequential(nn.Linear(5, 4), nn.ReLU(), nn.Linear(4, 2)), vec)


class Listed(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(5, 5) for _ in range(3)])

    def forward(self, x):
        for layer in self.layers:
            x = torch.tanh(layer(x)) + x
        return x


class Own(nn.Module):
    def __init__(self):
        super().__init__()
        self.scale = nn.Parameter(torch.randn(5))

    def forward(self, x):
        return x * self.scale + 1


class Recurrent(nn.Module):
    def __init__(self, rnn):
        super().__init__()
        self.rnn = rnn

    def forward(self, x):
        y, h = self.rnn(x)
        return (y, *h) if isinstance(h, tuple) else (y, h)


case("ModuleList", Listed(), vec)
case("Parameter", Own(), vec)
case("LSTM", Recurrent(nn.LSTM(6, 4)), seq)
case("LSTM_deep", Recurrent(nn.LSTM(6, 3, num_layers=2, batch_first=True, bidirectional=True)), r(2, 4, 6))
case("GRU", Recurrent(nn.GRU(6, 4)), seq)
case("GRU_deep", Recurrent(nn.GRU(6, 3, num_layers=2, bias=False, bidirectional=True)), seq)

# Losses
logits = r(4, 5)
classes = torch.tensor([1, 0, 4, 2])
case("functional.cross_entropy", lambda x, t: F.cross_entropy(x, t), logits, classes)
case("functional.cross_entropy_weighted", lambda x, t: F.cross_entropy(x, t, weight=torch.tensor([1.0, 2.0, 3.0, 0.5, 1.5]), label_smoothing=0.2), logits, classes)
case("functional.cross_entropy_ignore", lambda x, t: F.cross_entropy(x, t, ignore_index=4, label_smoothing=0.1), logits, classes)
case("functional.cross_entropy_sum", lambda x, t: F.cross_entropy(x, t, reduction="sum"), r(2, 3, 4), torch.tensor([[0, 1, 2, 1], [2, 2, 0, 1]]))
case("functional.cross_entropy_soft", lambda x, t: F.cross_entropy(x, t), logits, torch.softmax(r(4, 5), 1))
case("functional.mse_loss", lambda x, t: F.mse_loss(x, t), r(3, 4), r(3, 4))
case("functional.nll_loss", lambda x, t: F.nll_loss(x, t), torch.log_softmax(logits, 1), classes)
case("functional.l1_loss", lambda x, t: F.l1_loss(x, t), r(3, 4), r(3, 4))
case("functional.smooth_l1_loss", lambda x, t: F.smooth_l1_loss(x, t), r(3, 4), r(3, 4))
case("functional.huber_loss", lambda x, t: F.huber_loss(x, t, delta=0.7), r(3, 4), r(3, 4))
case("functional.binary_cross_entropy", lambda x, t: F.binary_cross_entropy(x, t.detach()), torch.sigmoid(r(3, 4)), torch.rand(3, 4))
case("functional.binary_cross_entropy_with_logits", lambda x, t: F.binary_cross_entropy_with_logits(x, t), r(3, 4), torch.rand(3, 4))
case("functional.kl_div", lambda x, t: F.kl_div(x, t, log_target=True, reduction="sum"), torch.log_softmax(r(3, 4), 1), torch.log_softmax(r(3, 4), 1))

# Tensor methods
a = r(3, 4)
b = r(3, 4)
big = r(2, 3, 4)
case("Tensor.view", lambda x: x.view(4, -1), a)
case("Tensor.reshape", lambda x: x.t().reshape(2, 6), a)
case("Tensor.flatten", lambda x: x.flatten(), big)
case("Tensor.permute", lambda x: x.permute(2, 0, 1), big)
case("Tensor.transpose", lambda x: x.transpose(0, 2), big)
case("Tensor.t", lambda x: x.t(), a)
case("Tensor.squeeze", lambda x: x.squeeze(1), r(3, 1, 2, 1))
case("Tensor.unsqueeze", lambda x: x.unsqueeze(-1), a)
case("Tensor.expand", lambda x: x.expand(2, 3, 4), r(3, 1))
case("Tensor.contiguous", lambda x: x.t().contiguous() * 2, a)
case("Tensor.add", lambda x, y: x + y, big, r(3, 1))
case("Tensor.add_alpha", lambda x, y: x.add(y, alpha=2.5), a, b)
case("Tensor.add_scalar", lambda x: 2 + x + 1.5, a)
case("Tensor.sub", lambda x, y: x - y, big, r(4))
case("Tensor.sub_scalar", lambda x: 1 - x, a)
case("Tensor.mul", lambda x, y: x * y, big, r(2, 1, 4))
case("Tensor.div", lambda x, y: x / y, a, b + 3)
case("Tensor.div_scalar", lambda x: 2 / (x * x + 1) / 3, a)
case("Tensor.div_floor", lambda x: torch.div(x, 0.7, rounding_mode="floor"), a * 5)
case("Tensor.div_trunc", lambda x: torch.div(x, 0.7, rounding_mode="trunc"), a * 5)
case("Tensor.remainder", lambda x: torch.remainder(x, 1.5), a * 5)
case("Tensor.pow", lambda x, y: x.pow(y), pos, b)
case("Tensor.pow_scalar", lambda x: x.pow(3) + x ** 2, a)
case("Tensor.pow_half", lambda x: x.pow(0.5) + x.pow(-1.5), pos)
case("Tensor.matmul", lambda x, y: x.matmul(y), a, r(4, 2))
case("Tensor.matmul_batched", lambda x, y: x.matmul(y), r(2, 1, 3, 4), r(3, 4, 2))
case("Tensor.matmul_vector", lambda x, y: x.matmul(y), big, r(4))
case("Tensor.matmul_shared", lambda x, y: x.matmul(y), big, r(4, 5))
case("Tensor.mm", lambda x, y: x.mm(y), a, r(4, 2))
case("Tensor.bmm", lambda x, y: x.bmm(y), big, r(2, 4, 5))
case("Tensor.dot", lambda x, y: x.dot(y), r(5), r(5))
case("Tensor.addmm", lambda c, x, y: torch.addmm(c, x, y, beta=0.5, alpha=2), r(3, 2), a, r(4, 2))
case("Tensor.sum", lambda x: x.sum(), big)
case("Tensor.sum_dim", lambda x: x.sum(1), big)
case("Tensor.sum_dims", lambda x: x.sum([0, 2], keepdim=True), big)
case("Tensor.mean", lambda x: x.mean(), big)
case("Tensor.mean_dims", lambda x: x.mean([0, 2]), big)
case("Tensor.max", lambda x: x.max(), a)
case("Tensor.max_other", lambda x, y: torch.maximum(x, y), a, b)
case("Tensor.max_dim", lambda x: x.max(1), big)
case("Tensor.min", lambda x: x.min(), a)
case("Tensor.min_other", lambda x, y: torch.minimum(x, y), a, b)
case("Tensor.min_dim", lambda x: x.min(0, keepdim=True), big)
case("Tensor.argmax", lambda x: x.argmax(), a)
case("Tensor.argmax_dim", lambda x: x.argmax(1), big)
case("Tensor.argmin_dim", lambda x: x.argmin(-1, keepdim=True), big)
case("Tensor.var", lambda x: x.var(), a)
case("Tensor.var_dim", lambda x: x.var(1, unbiased=False, keepdim=True), big)
case("Tensor.std", lambda x: x.std(), a)
case("Tensor.std_dim", lambda x: x.std(-1), big)
case("Tensor.abs", lambda x: x.abs(), a)
case("Tensor.neg", lambda x: -x, a)
case("Tensor.sqrt", lambda x: x.sqrt(), pos)
case("Tensor.rsqrt", lambda x: x.rsqrt(), pos)
case("Tensor.exp", lambda x: x.exp(), a)
case("Tensor.log", lambda x: x.log(), pos)
case("Tensor.sigmoid", lambda x: x.sigmoid(), a)
case("Tensor.tanh", lambda x: x.tanh(), a)
case("Tensor.relu", lambda x: x.relu(), a)
case("Tensor.erf", lambda x: x.erf(), a * 2)
case("Tensor.sin", lambda x: x.sin(), a)
case("Tensor.cos", lambda x: x.cos(), a)
case("Tensor.round", lambda x: x.round(), a * 3)
case("Tensor.round_decimals", lambda x: x.round(decimals=1), a * 3)
case("Tensor.floor", lambda x: x.floor(), a * 3)
case("Tensor.ceil", lambda x: x.ceil(), a * 3)
case("Tensor.sign", lambda x: x.sign(), a)
case("Tensor.softmax", lambda x: x.softmax(0), a)
case("Tensor.log_softmax", lambda x: x.log_softmax(1), a)
case("Tensor.clamp", lambda x: x.clamp(-0.5, 0.8), a)
case("Tensor.clamp_min", lambda x: x.clamp(min=0.1), a)
case("Tensor.clamp_tensor", lambda x, lo, hi: torch.minimum(torch.maximum(x, lo), hi), a, b - 1, b + 1)
for op in ["eq", "ne", "gt", "lt", "ge", "le"]:
    case("Tensor." + op, lambda x, y: getattr(x.round(), op)(y.round()), a, b)
    case("Tensor." + op + "_scalar", lambda x: getattr(x, op)(0.1), a)
case("Tensor.logical_not", lambda x: x.logical_not(), a > 0)
case("Tensor.logical", lambda x, y: (x & y) | (x ^ y), a > 0, b > 0)
case("Tensor.masked_fill", lambda x, m: x.masked_fill(m, -2), big, a > 0)
case("Tensor.where", lambda m, x, y: torch.where(m, x, y), a > 0, big, b)
case("Tensor.split", lambda x: x.split(2, 1), r(3, 5))
case("Tensor.split_sizes", lambda x: x.split([1, 3], -1), a)
case("Tensor.chunk", lambda x: x.chunk(3, 0), r(7, 2))
case("Tensor.unbind", lambda x: x.unbind(1), a)
case("Tensor.index_select", lambda x: x.index_select(1, torch.tensor([3, 0, 3])), a)
case("Tensor.gather", lambda x, i: x.gather(1, i), a, torch.tensor([[0, 3], [1, 1], [2, 0]]))
case("Tensor.narrow", lambda x: x.narrow(1, 1, 2), big)
case("Tensor.select", lambda x: x.select(1, -1), big)
case("Tensor.slice", lambda x: x[:, 0:3:2], big)
case("Tensor.indexer", lambda x: x[..., 1:, None, 2], r(2, 3, 4))
case("Tensor.indexer_positions", lambda x, i: x[:, i], a, torch.tensor([2, 0, 2]))
case("Tensor.tril", lambda x: x.tril(1), a)
case("Tensor.triu", lambda x: x.triu(), big)
case("Tensor.topk", lambda x: x.topk(2), r(3, 6))
case("Tensor.topk_smallest", lambda x: x.topk(2, dim=0, largest=False), r(5, 3))
case("Tensor.cumsum", lambda x: x.cumsum(1), a)
case("Tensor.flip", lambda x: x.flip(0, 2), big)
case("Tensor.repeat", lambda x: x.repeat(2, 1, 3), a)
case("Tensor.to", lambda x: x.to(torch.int64), a * 3)
case("Tensor.clone", lambda x: x.clone() * 2, a)
case("Tensor.logsumexp", lambda x: x.logsumexp(1), a)
case("torch.cat", lambda x, y: torch.cat([x, y], 1), a, r(3, 2))
case("torch.stack", lambda x, y: torch.stack([x, y], -1), a, b)
case("torch.einsum", lambda x, y: torch.einsum("bij,bjk->bik", x, y), big, r(2, 4, 5))
case("torch.einsum_sum", lambda x, y, z: torch.einsum("ij,jk,k->i", x, y, z), a, r(4, 2), r(2))
case("torch.outer", lambda x, y: torch.outer(x, y), r(3), r(4))
