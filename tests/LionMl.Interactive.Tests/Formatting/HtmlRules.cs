using System.Text;
using System.Xml.Linq;

namespace LionMl.Interactive.Tests.Formatting;

/// <summary>What HTML must be so that every notebook shows it alike and nothing in it can act.</summary>
internal static class HtmlRules
{
    private const string Prefix = "data:image/svg+xml;base64,";

    private static readonly string[] Elements =
        ["root", "div", "span", "table", "thead", "tbody", "tr", "th", "td", "sup", "details", "summary", "img"];

    private static readonly string[] SvgElements = ["svg", "g", "path", "rect", "text"];

    /// <summary>Checks a fragment and returns its tree.</summary>
    public static XElement Check(string html)
    {
        XElement root = XElement.Parse($"<root>{html}</root>", LoadOptions.PreserveWhitespace);
        foreach (XElement element in root.DescendantsAndSelf())
        {
            Assert.Contains(element.Name.ToString(), Elements);
            foreach (XAttribute attribute in element.Attributes())
            {
                Assert.Contains(attribute.Name.ToString(), (string[])["style", "title", "src", "alt", "width"]);
                if (attribute.Name == "style")
                {
                    Assert.DoesNotContain("url(", attribute.Value, StringComparison.OrdinalIgnoreCase);
                    Assert.True(attribute.Value.Length < 380, "a style must not be cut");
                }
            }

            if (element.Name == "img")
            {
                Assert.False(string.IsNullOrWhiteSpace((string?)element.Attribute("alt")));
                Svg(element);
            }
        }

        foreach (string forbidden in (string[])["<script", "<style", "class=", "https://", "http://"])
        {
            Assert.DoesNotContain(forbidden, html, StringComparison.OrdinalIgnoreCase);
        }

        return root;
    }

    /// <summary>The drawings of a fragment.</summary>
    public static XElement[] Drawings(string html) => [.. Check(html).Descendants("img").Select(Svg)];

    private static XElement Svg(XElement image)
    {
        string source = (string)image.Attribute("src")!;
        Assert.StartsWith(Prefix, source, StringComparison.Ordinal);
        XElement svg = XElement.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(source[Prefix.Length..])));
        foreach (XElement element in svg.DescendantsAndSelf())
        {
            Assert.Equal("http://www.w3.org/2000/svg", element.Name.NamespaceName);
            Assert.Contains(element.Name.LocalName, SvgElements);
            foreach (XAttribute attribute in element.Attributes())
            {
                Assert.DoesNotContain("NaN", attribute.Value, StringComparison.Ordinal);
                Assert.DoesNotContain("∞", attribute.Value, StringComparison.Ordinal);
            }
        }

        return svg;
    }
}
