namespace TorchSharp.Modules;

/// <summary>
/// Attention with several heads over [L, N, E] (sequence first, as in PyTorch's default). Gives the output and, where asked for, the
/// weights averaged over the heads.
/// </summary>
public sealed class MultiheadAttention : nn.Module<Tensor, Tensor, Tensor, Tensor?, bool, Tensor?, Tuple<Tensor, Tensor>>
{
    private readonly long _embedding;
    private readonly long _heads;
    private readonly double _dropout;
    private readonly Parameter? _inWeight;
    private readonly Parameter? _queryWeight;
    private readonly Parameter? _keyWeight;
    private readonly Parameter? _valueWeight;
    private readonly Parameter? _inBias;
    private readonly Linear _out;

    internal MultiheadAttention(long embedded_dim, long num_heads, double dropout, bool bias, long? kdim, long? vdim)
        : base(nameof(MultiheadAttention))
    {
        if (num_heads <= 0 || embedded_dim % num_heads != 0)
        {
            throw new ArgumentException("embed_dim must be divisible by num_heads");
        }

        (_embedding, _heads, _dropout) = (embedded_dim, num_heads, dropout);
        if ((kdim ?? embedded_dim) == embedded_dim && (vdim ?? embedded_dim) == embedded_dim)
        {
            _inWeight = Own("in_proj_weight", zeros([3 * embedded_dim, embedded_dim]));
            nn.init.xavier_uniform_(_inWeight);
        }
        else
        {
            _queryWeight = Own("q_proj_weight", zeros([embedded_dim, embedded_dim]));
            _keyWeight = Own("k_proj_weight", zeros([embedded_dim, kdim ?? embedded_dim]));
            _valueWeight = Own("v_proj_weight", zeros([embedded_dim, vdim ?? embedded_dim]));
            nn.init.xavier_uniform_(_queryWeight);
            nn.init.xavier_uniform_(_keyWeight);
            nn.init.xavier_uniform_(_valueWeight);
        }

        _inBias = bias ? Own("in_proj_bias", zeros([3 * embedded_dim])) : null;
        _out = new Linear(embedded_dim, embedded_dim, bias, null);
        if (_out.bias is not null)
        {
            nn.init.zeros_(_out.bias);
        }

        register_module("out_proj", _out);
    }

    public override Tuple<Tensor, Tensor> forward(
        Tensor query, Tensor key, Tensor value, Tensor? key_padding_mask = null, bool need_weights = true, Tensor? attn_mask = null)
    {
        using IDisposable? scope = Trace.Current?.Enter(this);
        if (query.dim() == 2)
        {
            (Tensor output2, Tensor weights2) = forward(
                query.unsqueeze(1), key.unsqueeze(1), value.unsqueeze(1), key_padding_mask?.unsqueeze(0), need_weights, attn_mask);
            return new Tuple<Tensor, Tensor>(output2.squeeze(1), need_weights ? weights2.squeeze(0) : weights2);
        }

        if (query.dim() != 3 || query.shape[2] != _embedding)
        {
            throw new InvalidOperationException(
                $"was expecting embedding dimension of {_embedding}, but got query of shape {Shapes.Text(query.shape)}");
        }

        (long length, long batch, long source) = (query.shape[0], query.shape[1], key.shape[0]);
        Tensor q = Split(Project(query, 0, _queryWeight), length, batch) * (1 / Math.Sqrt((double)_embedding / _heads));
        Tensor k = Split(Project(key, 1, _keyWeight), source, batch);
        Tensor v = Split(Project(value, 2, _valueWeight), source, batch);
        Tensor scores = q.matmul(k.transpose(-2, -1));
        if (attn_mask is not null)
        {
            Tensor mask = attn_mask.dim() == 3 ? attn_mask.reshape(batch, _heads, length, source) : attn_mask;
            scores = Masked(scores, mask);
        }

        if (key_padding_mask is not null)
        {
            scores = Masked(scores, key_padding_mask.reshape(batch, 1, 1, source));
        }

        Tensor weights = scores.softmax(-1);
        Tensor mixed = nn.functional.dropout(weights, _dropout, training).matmul(v);
        Tensor output = _out.call(mixed.permute(2, 0, 1, 3).reshape(length, batch, _embedding));
        return new Tuple<Tensor, Tensor>(output, need_weights ? weights.mean([1]) : null!);
    }

    public Tuple<Tensor, Tensor> call(Tensor query, Tensor key, Tensor value) => call(query, key, value, null, true, null);

    private static Tensor Masked(Tensor scores, Tensor mask) => mask.dtype == ScalarType.Bool
        ? scores.masked_fill(mask, double.NegativeInfinity)
        : scores + mask;

    private Tensor Project(Tensor x, int part, Parameter? own)
    {
        Tensor weight = own ?? _inWeight!.narrow(0, part * _embedding, _embedding);
        return nn.functional.linear(x, weight, _inBias?.narrow(0, part * _embedding, _embedding));
    }

    // [L, N, E] to [N, heads, L, E / heads].
    private Tensor Split(Tensor x, long length, long batch) =>
        x.reshape(length, batch, _heads, _embedding / _heads).permute(1, 2, 0, 3);

    private Parameter Own(string name, Tensor value)
    {
        var parameter = new Parameter(value);
        register_parameter(name, parameter);
        return parameter;
    }
}
