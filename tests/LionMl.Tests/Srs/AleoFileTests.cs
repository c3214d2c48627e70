using System.Security.Cryptography;
using LionMl.Srs;

namespace LionMl.Tests.Srs;

public sealed class AleoFileTests
{
    [Fact]
    public void A_file_is_found_by_its_head_and_checksum_wherever_it_lies()
    {
        byte[] content = Enumerable.Range(0, 300).Select(i => (byte)(i % 100)).ToArray();
        AleoFile file = Describe(content);
        foreach (int offset in (int[])[0, 1, 77, 1000])
        {
            byte[] container = [.. new byte[offset], .. content, 1, 2, 3];
            Assert.Equal(content, file.FindIn(container).ToArray());
        }
    }

    [Fact]
    public void A_false_start_is_passed_over()
    {
        byte[] content = Enumerable.Range(0, 300).Select(i => (byte)(i % 100)).ToArray();
        byte[] container = [.. content[..16], 9, .. content[..200], .. content];
        Assert.Equal(content, Describe(content).FindIn(container).ToArray());
    }

    [Fact]
    public void A_damaged_or_cut_file_is_not_found()
    {
        byte[] content = Enumerable.Range(0, 300).Select(i => (byte)(i % 100)).ToArray();
        AleoFile file = Describe(content);
        Assert.True(file.FindIn(content[..^1]).IsEmpty);
        content[250] ^= 1;
        Assert.True(file.FindIn(content).IsEmpty);
        Assert.True(file.FindIn(ReadOnlyMemory<byte>.Empty).IsEmpty);
    }

    private static AleoFile Describe(byte[] content) => new(
        "x", content.Length, Convert.ToHexStringLower(SHA256.HashData(content)), Convert.ToHexStringLower(content[..16]));
}
