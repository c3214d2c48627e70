using System.Text;
using System.Text.Json.Nodes;
using LionMl.Kernel.Notebooks;

namespace LionMl.Kernel.Tests.Notebooks;

public sealed class NotebookFileTests
{
    [Fact]
    public void What_is_not_touched_is_written_as_it_was()
    {
        const string Text = """
            {
             "cells": [
              {
               "attachments": {
                "é.png": {}
               },
               "cell_type": "markdown",
               "id": "a1",
               "metadata": {},
               "source": [
                "# <Title> & \"more\"\n",
                "line 😀"
               ]
              },
              {
               "cell_type": "code",
               "execution_count": 7,
               "metadata": {
                "tags": [
                 "raises-exception"
                ],
                "unknown": 1.50
               },
               "outputs": [],
               "source": "int x = 1;"
              }
             ],
             "metadata": {
              "mine": [
               null,
               true
              ]
             },
             "nbformat": 4,
             "nbformat_minor": 5,
             "later": {}
            }

            """;
        NotebookFile file = Parse(Text);
        Assert.Equal(Text.ReplaceLineEndings("\n"), Encoding.UTF8.GetString(file.ToBytes()));
        Assert.Equal("# <Title> & \"more\"\nline 😀", file.Cells[0].Source);
        Assert.Equal((false, true), (file.Cells[0].IsCode, file.Cells[1].IsCode));
        Assert.Equal((false, true), (file.Cells[0].MayFail, file.Cells[1].MayFail));
    }

    [Theory]
    [InlineData("", "not valid JSON")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("null", "not a JSON object")]
    [InlineData("{}", "lacks")]
    [InlineData("""{"nbformat": "4", "cells": []}""", "lacks")]
    [InlineData("""{"nbformat": 4}""", "lacks")]
    [InlineData("""{"nbformat": 3, "worksheets": []}""", "format 3")]
    [InlineData("""{"nbformat": 5, "cells": []}""", "format 5")]
    [InlineData("""{"nbformat": 4, "cells": {}}""", "not a list")]
    [InlineData("""{"nbformat": 4, "cells": [], "metadata": []}""", "'metadata'")]
    [InlineData("""{"nbformat": 4, "cells": [1]}""", "cell 1 is not a cell")]
    [InlineData("""{"nbformat": 4, "cells": [{"cell_type": 1, "source": ""}]}""", "cell 1 is not a cell")]
    [InlineData("""{"nbformat": 4, "cells": [{"cell_type": "code"}]}""", "'source'")]
    [InlineData("""{"nbformat": 4, "cells": [{"cell_type": "code", "source": 5}]}""", "'source'")]
    [InlineData("""{"nbformat": 4, "cells": [{"cell_type": "code", "source": ["a", 5]}]}""", "'source'")]
    [InlineData("""{"nbformat": 4, "cells": [{"cell_type": "code", "source": "\ud800"}]}""", "not valid JSON")]
    [InlineData("""{"nbformat": 4, "nbformat": 4, "cells": []}""", "not valid JSON")]
    public void What_is_no_notebook_is_refused_in_one_line(string text, string expected)
    {
        LionException refusal = Assert.Throws<LionException>(() => Parse(text));
        Assert.StartsWith("a.ipynb is not a notebook that can be run: ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Fact]
    public void Hostile_bytes_end_in_a_notebook_or_a_refusal()
    {
        byte[] good = Encoding.UTF8.GetBytes(
            """{"cells": [{"cell_type": "code", "metadata": {"tags": ["t"]}, "source": ["a\n", "\ud83d\ude00"]}], """
            + """ "metadata": {}, "nbformat": 4}""");
        for (int i = 0; i < good.Length; i++)
        {
            TryParse(good.AsSpan(0, i));
            foreach (byte flip in (byte[])[0x01, 0x02, 0x20, 0x80, 0xff])
            {
                byte[] spoilt = [.. good];
                spoilt[i] ^= flip;
                TryParse(spoilt);
            }
        }

        TryParse(Encoding.ASCII.GetBytes(new string('[', 1_000_000)));
        TryParse(Encoding.ASCII.GetBytes("{\"nbformat\":4,\"cells\":[],\"metadata\":" + new string('[', 100) + new string(']', 100) + "}"));
    }

    [Fact]
    public void A_missing_file_is_told()
    {
        LionException refusal = Assert.Throws<LionException>(() => NotebookFile.Read("nowhere.ipynb"));
        Assert.Contains("does not exist", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_notebook_without_metadata_gets_some_and_a_byte_order_mark_is_skipped()
    {
        NotebookFile file = NotebookFile.Parse([0xef, 0xbb, 0xbf, .. """{"nbformat": 4, "cells": []}"""u8], "a.ipynb");
        Assert.Empty(file.Metadata);
        Assert.IsType<JsonObject>(JsonNode.Parse(file.ToBytes())!["metadata"]);
    }

    private static NotebookFile Parse(string text) => NotebookFile.Parse(Encoding.UTF8.GetBytes(text), "a.ipynb");

    private static void TryParse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            NotebookFile file = NotebookFile.Parse(bytes, "a.ipynb");
            _ = file.Cells.Count(cell => cell.MayFail);
            file.ToBytes();
        }
        catch (LionException refusal)
        {
            Assert.DoesNotContain('\n', refusal.Message);
        }
    }
}
