using System.Text;
using LionMl.Kernel.Wire;

namespace LionMl.Kernel.Tests.Wire;

public sealed class MessageCodecTests
{
    private static readonly byte[] Key = "key"u8.ToArray();
    private static readonly byte[] Peer = [0, 255, 7];

    [Fact]
    public void A_message_survives_the_way()
    {
        WireMessage message = Decode(Codec(), Frames("""{"code": "ä 😀 \u0000"}"""), out _)!;
        Assert.Equal("execute_request", message.Header.Type);
        Assert.Equal(Peer, Assert.Single(message.Identities));
        Assert.Equal("ä 😀 \0", message.Content.GetProperty("code").GetString());
    }

    [Fact]
    public void The_signature_is_the_protocols()
    {
        // Made with Python: hmac.new(b"key", b"{}" * 4, "sha256").hexdigest()
        byte[] signature = new MessageSigner(Key).Sign("{}"u8, "{}"u8, "{}"u8, "{}"u8);
        Assert.Equal("ca767b02c5bc061ed184a9a029e7f93a7f2f7ed4e8fe74120fc1212f0b008fa3", Encoding.ASCII.GetString(signature));
    }

    [Fact]
    public void Every_flipped_bit_of_the_signed_parts_is_noticed()
    {
        for (int frame = 2; frame < 7; frame++)
        {
            int length = Frames("{}")[frame].Length;
            for (int bit = 0; bit < 8 * length; bit++)
            {
                List<byte[]> frames = Frames("{}");
                frames[frame][bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.Null(Decode(Codec(), frames, out string problem));
                Assert.Contains("signature", problem, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void A_message_that_comes_twice_is_dropped_the_second_time()
    {
        MessageCodec codec = Codec();
        List<byte[]> frames = Frames("{}");
        Assert.NotNull(Decode(codec, frames, out _));
        Assert.Null(Decode(codec, frames, out string problem));
        Assert.Contains("replayed", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_key_takes_any_signature()
    {
        List<byte[]> frames = Frames("{}");
        frames[2] = [];
        Assert.NotNull(Decode(new MessageCodec(new MessageSigner(default)), frames, out _));
        Assert.Null(Decode(Codec(), frames, out string problem));
        Assert.Contains("not signed", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_number_of_frames_short_of_a_message_is_dropped()
    {
        List<byte[]> frames = Frames("{}");
        for (int count = 0; count < frames.Count; count++)
        {
            Assert.Null(Decode(Codec(), frames[..count], out string problem));
            Assert.NotEmpty(problem);
        }

        frames.RemoveAt(1);
        Assert.Null(Decode(Codec(), frames, out string missing));
        Assert.Contains("<IDS|MSG>", missing, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, "")]
    [InlineData(3, "{}")]
    [InlineData(3, "[]")]
    [InlineData(3, """{"msg_id": 1, "msg_type": "a"}""")]
    [InlineData(3, """{"msg_id": "1", "msg_type": "\ud800"}""")]
    [InlineData(3, """{"msg_id": "1", "msg_type": "a", "msg_type": "b"}""")]
    [InlineData(4, "null")]
    [InlineData(4, "{")]
    [InlineData(6, "7")]
    [InlineData(6, """{"code": }""")]
    [InlineData(6, "{} {}")]
    public void Signed_nonsense_is_dropped(int frame, string text)
    {
        List<byte[]> frames = Frames("{}");
        frames[frame] = Encoding.UTF8.GetBytes(text);
        frames[2] = new MessageSigner(Key).Sign(frames[3], frames[4], frames[5], frames[6]);
        Assert.Null(Decode(Codec(), frames, out string problem));
        Assert.NotEmpty(problem);
    }

    [Fact]
    public void Deep_nesting_and_bytes_that_are_not_text_are_dropped()
    {
        foreach (byte[] content in (byte[][])[Encoding.ASCII.GetBytes(new string('[', 100_000)), [0x7b, 0xff, 0xfe, 0x7d]])
        {
            List<byte[]> frames = Frames("{}");
            frames[6] = content;
            frames[2] = new MessageSigner(Key).Sign(frames[3], frames[4], frames[5], frames[6]);
            Assert.Null(Decode(Codec(), frames, out _));
        }
    }

    [Fact]
    public void Random_frames_never_throw()
    {
        var random = new Random(1);
        MessageCodec unsigned = new(new MessageSigner(default));
        for (int i = 0; i < 2000; i++)
        {
            List<byte[]> frames = Frames("""{"a": [1, "x"]}""");
            byte[] frame = frames[random.Next(frames.Count)];
            if (frame.Length > 0)
            {
                frame[random.Next(frame.Length)] = (byte)random.Next(256);
            }

            Decode(unsigned, frames, out _);
            Decode(Codec(), frames, out _);
        }
    }

    private static MessageCodec Codec() => new(new MessageSigner(Key));

    private static WireMessage? Decode(MessageCodec codec, IReadOnlyList<byte[]> frames, out string problem) =>
        codec.Decode(frames, out problem);

    private static List<byte[]> Frames(string content) =>
    [
        .. Codec().Encode([Peer], "execute_request", MessageHeader.None, Encoding.UTF8.GetBytes(content), out _)
            .Select(frame => frame.ToArray()),
    ];
}
