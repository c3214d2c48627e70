using System.Collections.Immutable;
using LionMl.Results;
using LionMl.Torch;
using TorchSharp;

namespace LionMl.Interactive.Formatting;

/// <summary>Shows tensors and modules in TorchSharp style.</summary>
public sealed class TorchFormatterSource
{
    /// <summary>The formatters, richest first.</summary>
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        MimeFormatter.Of<torch.Tensor>(MimeTypes.Html, tensor => TensorView.ToHtml(TorchTensors.ToOnnx(tensor))),
        MimeFormatter.Of<torch.Tensor>(MimeTypes.Plain, tensor => TensorView.ToPlain(TorchTensors.ToOnnx(tensor))),
        MimeFormatter.Of<torch.nn.Module>(MimeTypes.Html, module =>
        {
            var html = new HtmlBuilder();
            html.Open("div", HtmlStyle.Page);
            HtmlTable.Section(html, Modules(module));
            return html.ToString();
        }),
        MimeFormatter.Of<torch.nn.Module>(MimeTypes.Plain, module => PlainText.Write([Modules(module)])),
    ];

    /// <summary>The module and those in it, with the parameters that each holds itself.</summary>
    private static ReportSection Modules(torch.nn.Module module) => new(
        module.GetName(),
        ["module", "kind", "parameters"],
        [
            .. module.named_modules().Select(part => Row(part.name, part.module)),
            ["all", string.Empty, Units.Count(module.parameters().Sum(one => one.numel()))],
        ])
    {
        NumberColumns = [2],
    };

    private static ImmutableArray<string> Row(string name, torch.nn.Module part) =>
        [DisplayText.Clean(name), DisplayText.Clean(part.GetName()), Units.Count(part.parameters(recurse: false).Sum(one => one.numel()))];
}
