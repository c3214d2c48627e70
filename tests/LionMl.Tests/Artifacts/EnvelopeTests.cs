using System.Text.Json.Nodes;
using LionMl.Artifacts;

namespace LionMl.Tests.Artifacts;

public sealed class EnvelopeTests
{
    private const string Kind = "LIONTEST";

    [Fact]
    public void What_was_written_is_read()
    {
        (JsonObject header, ReadOnlyMemory<byte>[] sections) = Envelope.Read("x", Sample(), Kind, 3, "make it again");
        Assert.Equal("value", header["name"]!.GetValue<string>());
        Assert.Equal([[1, 2, 3], []], sections.Select(section => section.ToArray()));
    }

    [Fact]
    public void Every_truncation_is_refused_in_one_line()
    {
        byte[] file = Sample();
        for (int length = 0; length < file.Length; length++)
        {
            AssertRefused(file[..length]);
        }
    }

    [Fact]
    public void Every_flipped_bit_is_refused_in_one_line()
    {
        byte[] file = Sample();
        for (int bit = 0; bit < 8 * file.Length; bit++)
        {
            byte[] changed = [.. file];
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            AssertRefused(changed);
        }
    }

    [Fact]
    public void Extra_bytes_are_refused() => AssertRefused([.. Sample(), 0]);

    [Fact]
    public void Another_version_is_named()
    {
        LionException failure = Assert.Throws<LionException>(() => Envelope.Read("x.lion", Sample(), Kind, 2, "make it again"));
        Assert.Equal("x.lion has format version 3 and this program reads version 2; make it again.", failure.Message);
    }

    [Fact]
    public void Another_kind_is_named()
    {
        LionException failure = Assert.Throws<LionException>(() => Envelope.Read("x.lion", Sample(), "LIONELSE", 3, "make it again"));
        Assert.Equal("x.lion is not a file of this kind; make it again.", failure.Message);
    }

    private static byte[] Sample()
    {
        using var stream = new MemoryStream();
        Envelope.Write(stream, Kind, 3, new JsonObject { ["name"] = "value" }, [new byte[] { 1, 2, 3 }, Array.Empty<byte>()]);
        return stream.ToArray();
    }

    private static void AssertRefused(byte[] file)
    {
        LionException failure = Assert.Throws<LionException>(() => Envelope.Read("x", file, Kind, 3, "make it again"));
        Assert.Equal(FailureKind.BadInput, failure.Kind);
        Assert.DoesNotContain('\n', failure.Message);
    }
}
