using LionMl.Onnx;

namespace LionMl.Interactive.Formatting;

/// <summary>Shows tensors.</summary>
public sealed class TensorFormatterSource
{
    /// <summary>The formatters, richest first.</summary>
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        MimeFormatter.Of<Tensor>(MimeTypes.Html, TensorView.ToHtml),
        MimeFormatter.Of<Tensor>(MimeTypes.Plain, TensorView.ToPlain),
    ];
}
