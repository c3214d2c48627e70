using System.Text.Json;
using LionMl.Notebooks.Tests.Hosting;
using Xunit.Abstractions;

namespace LionMl.Notebooks.Tests;

/// <summary>The rendered tutorials as a reader sees them who runs no JavaScript, on a light and on a dark page.</summary>
[Collection(NotebooksCollection.Name)]
public sealed class PageTests(JupyterHome home, ITestOutputHelper log)
{
    /// <summary>All notebooks.</summary>
    public static TheoryData<string> Names => [.. Checkout.Notebooks];

    [NeedsTheory(Part.Client, Part.Convert, Part.Browser)]
    [MemberData(nameof(Names))]
    public void Tables_bars_and_charts_can_be_seen_and_read(string name)
    {
        home.Pages.Get(name);
        string light = NotebookPages.Page(name), dark = NotebookPages.DarkPage(name);
        Tool look = home.Run(
            "node",
            [
                Path.Combine(Checkout.Browser, "pages.mjs"), Parts.Chromium!,
                $"{light}={Path.Combine(Checkout.Pages, name)}-light.png", $"{dark}={Path.Combine(Checkout.Pages, name)}-dark.png",
            ],
            TimeSpan.FromMinutes(5)).AssertOk();
        log.WriteLine(look.Output);
        using var report = JsonDocument.Parse(look.Output);
        AssertLegible(light, "rgb(255, 255, 255)");
        AssertLegible(dark, "rgb(17, 17, 17)");

        void AssertLegible(string page, string background)
        {
            JsonElement seen = report.RootElement.GetProperty(page);
            Assert.Equal(background, seen.GetProperty("background").GetString());
            Assert.Empty(seen.GetProperty("problems").EnumerateArray().Select(one => one.GetString()));
            JsonElement counts = seen.GetProperty("counts");
            Assert.Equal(0, counts.GetProperty("scripts").GetInt32());
            Assert.All(
                (string[])["outputs", "images", "tables", "texts"],
                part => Assert.True(counts.GetProperty(part).GetInt32() > 0, $"{page} shows no {part}"));
        }
    }
}
