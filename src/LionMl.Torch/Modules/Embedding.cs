namespace TorchSharp.Modules;

/// <summary>Rows of a table by index.</summary>
public sealed class Embedding : LayerBase
{
    private readonly long? _padding;

    internal Embedding(long num_embeddings, long embedding_dims, long? padding_idx, ScalarType? dtype)
        : base(nameof(Embedding))
    {
        _padding = padding_idx;
        weight = Own("weight", zeros([num_embeddings, embedding_dims], dtype));
        nn.init.normal_(weight);
        if (padding_idx is { } row)
        {
            using IDisposable mode = no_grad();
            weight.select(0, row).Overwrite(Tensor.FromScalar(0, weight.dtype));
        }
    }

    public Parameter weight { get; }

    private protected override Tensor Apply(Tensor input) => nn.functional.embedding(input, weight, _padding);
}
