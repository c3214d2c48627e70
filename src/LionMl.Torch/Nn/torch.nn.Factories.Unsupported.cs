namespace TorchSharp;

public static partial class torch
{
    /// <content>Well-known modules outside of the subset: they say what to use instead.</content>
    public static partial class nn
    {
        public static Module<Tensor, Tensor> Conv3d(params object?[] arguments) => throw Outside("Conv3d", "Conv2d over slices");

        public static Module<Tensor, Tensor> ConvTranspose1d(params object?[] arguments) =>
            throw Outside("ConvTranspose1d", "ConvTranspose2d with a height of 1");

        public static Module<Tensor, Tensor> RNN(params object?[] arguments) => throw Outside("RNN", "GRU or LSTM");

        public static Module<Tensor, Tensor> InstanceNorm2d(params object?[] arguments) =>
            throw Outside("InstanceNorm2d", "GroupNorm with as many groups as channels");

        public static Module<Tensor, Tensor> Transformer(params object?[] arguments) =>
            throw Outside("Transformer", "MultiheadAttention, LayerNorm and Linear");

        public static Module<Tensor, Tensor> TransformerEncoderLayer(params object?[] arguments) =>
            throw Outside("TransformerEncoderLayer", "MultiheadAttention, LayerNorm and Linear");

        private static NotSupportedException Outside(string op, string instead) =>
            new($"nn.{op} is outside of the subset of TorchSharp that LionML has; use {instead}");
    }
}
