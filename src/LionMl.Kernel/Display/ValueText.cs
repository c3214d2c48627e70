using System.Text;

namespace LionMl.Kernel.Display;

/// <summary>Draws a <see cref="ValueNode"/> as one bounded line of text.</summary>
internal static class ValueText
{
    private const int MaxChars = 16 * 1024;

    /// <summary>A value by itself: strings stand without quotes.</summary>
    public static string Of(ValueNode node) => node.IsLeaf ? node.Text : Inner(node);

    /// <summary>A value inside of another: strings are quoted.</summary>
    public static string Inner(ValueNode node)
    {
        var text = new StringBuilder();
        Write(text, node);
        return ValueReader.Bound(text.ToString(), MaxChars);
    }

    private static void Write(StringBuilder text, ValueNode node)
    {
        if (text.Length > MaxChars)
            return;

        switch (node.Shape)
        {
            case ValueShape.Scalar:
                text.Append(node.Text);
                break;
            case ValueShape.Quoted:
                text.Append('"').Append(node.Text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\r", "\\r").Replace("\n", "\\n")).Append('"');
                break;
            case ValueShape.List:
                WriteParts(text, node, "[", "]", null);
                break;
            case ValueShape.Tuple:
                WriteParts(text, node, "(", ")", null);
                break;
            case ValueShape.Map:
                WriteParts(text, node, "{ ", " }", ": ");
                break;
            default:
                WriteParts(text, node, node.Text.Length == 0 ? "{ " : node.Text + " { ", " }", " = ");
                break;
        }
    }

    private static void WriteParts(StringBuilder text, ValueNode node, string open, string close, string? nameEnd)
    {
        text.Append(open);
        bool isFirst = true;
        foreach ((string name, ValueNode value) in node.Children)
        {
            if (!isFirst)
                text.Append(", ");

            isFirst = false;
            if (nameEnd is not null)
                text.Append(name).Append(nameEnd);

            Write(text, value);
        }

        if (node.Rest.Length > 0)
            text.Append(isFirst ? "" : ", ").Append(node.Rest);

        text.Append(close);
    }
}
