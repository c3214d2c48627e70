using System.Collections.Immutable;
using LionMl.Artifacts;
using LionMl.Onnx;
using LionMl.Results;

namespace LionMl.Interactive.Formatting;

/// <summary>What a statement says, and what the public inputs mean.</summary>
internal static class StatementView
{
    private const int MaxShownValues = 12;

    /// <summary>A statement by itself.</summary>
    public static void Write(HtmlBuilder html, StatementFile statement)
    {
        VerdictView.Line(html, "statement", statement.Model.Name);
        if (statement.Srs.Kind == "sandbox")
        {
            VerdictView.Warnings(html, [StatementSrs.SandboxWarning]);
        }

        HtmlTable.Facts(
            html,
            ("model", statement.Model.Name),
            ("model sha256", HtmlCell.Mono(statement.Model.Sha256 ?? "not stated")),
            ("Varuna", statement.Varuna),
            ("SRS", statement.Srs.Kind),
            ("visibility", statement.Visibility),
            ("circuit sha256", HtmlCell.Mono(statement.CircuitSha256)),
            ("verifying key sha256", HtmlCell.Mono(statement.KeySha256)),
            ("proof", statement.Proof is { } proof ? $"{proof.Instances} instance(s)" : "none yet"),
            ("written by", $"LionML {statement.Lionml}"));
        Tensors(html, statement, []);
        Digests(html, statement);
    }

    /// <summary>The digests with their values in the first instance.</summary>
    public static void Digests(HtmlBuilder html, StatementFile statement)
    {
        if (statement.Digests is not { IsDefaultOrEmpty: false } digests)
        {
            return;
        }

        html.Element("div", "digests", HtmlStyle.Heading);
        HtmlTable table = HtmlTable.Open(html, ["of", "group", "form", "public input", "value"], [3]);
        foreach (StatementDigest digest in digests)
        {
            table.Row(digest.Name, digest.Group, digest.Form, $"{digest.Offset}", HtmlCell.Mono(ReportSections.ToText(digest)));
        }

        table.Close();
    }

    /// <summary>The public tensors with the values of the first instance, where they are at hand.</summary>
    public static void Tensors(
        HtmlBuilder html, StatementFile statement, ImmutableArray<ImmutableDictionary<string, Tensor>> instances)
    {
        if (statement.Tensors.IsDefaultOrEmpty)
        {
            return;
        }

        bool isBatch = instances.Length > 1;
        html.Element("div", "public tensors" + (isBatch ? " (values of the first instance)" : ""), HtmlStyle.Heading);
        HtmlTable table = instances.IsEmpty
            ? HtmlTable.Open(html, ["tensor", "group", "shape", "public inputs", "scale"], [3, 4])
            : HtmlTable.Open(html, ["tensor", "group", "shape", "public inputs", "scale", "value"], [3, 4]);
        foreach (StatementTensor tensor in statement.Tensors)
        {
            HtmlCell name = HtmlCell.Of(cell => cell.Element("span", tensor.Name, "font-weight:600"));
            string shape = Shape(tensor);
            string place = tensor.Length == 1 ? $"{tensor.Offset}" : $"{tensor.Offset} … {(long)tensor.Offset + tensor.Length - 1}";
            HtmlCell scale = HtmlCell.Of(cell => cell.Text("2").Element("sup", $"{tensor.ScaleBits}", "font-size:9px;line-height:0"));
            if (instances.IsEmpty)
            {
                table.Row(name, tensor.Group, shape, place, scale);
            }
            else
            {
                table.Row(name, tensor.Group, shape, place, scale, Values(tensor, instances[0]));
            }
        }

        table.Close();
    }

    /// <summary>A tensor's shape as text.</summary>
    public static string Shape(StatementTensor tensor) => tensor.Shape.IsDefault ? "" : "[" + string.Join(", ", tensor.Shape) + "]";

    private static HtmlCell Values(StatementTensor tensor, ImmutableDictionary<string, Tensor> instance)
    {
        ReadOnlySpan<float> values = instance.TryGetValue(tensor.Name, out Tensor? found) ? found.Floats : [];
        float[] shown = values[..Math.Min(values.Length, MaxShownValues)].ToArray();
        string text = string.Join(", ", shown.Select(value => NumberText.Short(value))) + (values.Length > shown.Length ? ", …" : "");
        return HtmlCell.Of(cell => cell.Element("span", text, "", $"integers divided by 2^{tensor.ScaleBits}"));
    }
}
