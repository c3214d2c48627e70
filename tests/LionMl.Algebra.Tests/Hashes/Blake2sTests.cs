namespace LionMl.Algebra.Tests.Hashes;

public sealed class Blake2sTests
{
    // Made with Python's hashlib over the bytes 7i + 3 mod 256.
    [Theory]
    [InlineData(0, "69217a3079908094e11121d042354a7c1f55b6482ca1a51e1b250dfd1ed0eef9")]
    [InlineData(1, "a28ac19d6bcbe2cd1d7de183485768d598e996b07889b9b11f418cb1b4a4fb0d")]
    [InlineData(63, "de27df0e375d83c49f1af9ca8270f9f2fe7b70bf800fc01672db0e9746021ebf")]
    [InlineData(64, "5377e4ff957bda4d4535f4879876b71a61056c4cec31e78397c66ec47a86a130")]
    [InlineData(65, "19b1b26fba093f4a670d8913e1b71cbb2916dfa701018cc6b05785c966593374")]
    [InlineData(127, "6846f99493436241d0a6f289c9a911b1d0f4860db8f2b5df5295ffd37d03a3c4")]
    [InlineData(128, "83470c75afa23d90cd7659906e4b47daa278131fbb225241dd37a40fd5355ac7")]
    [InlineData(129, "26fd8892ab0a5f12d4acbff1efd7dcd92b99e2d377f888f07e3cb81b232b11cf")]
    [InlineData(1000, "02a016193469710efadf8fb005ca19b509331cb847df5598cc0794bded669681")]
    public void Hashes_equal_those_of_another_implementation_however_the_message_is_cut(int length, string expected)
    {
        byte[] message = [.. Enumerable.Range(0, length).Select(i => (byte)((i * 7) + 3))];
        Assert.Equal(expected, Convert.ToHexStringLower(Blake2s.Hash(message)));
        foreach (int piece in (int[])[1, 7, 63, 64, 65, 200])
        {
            var hash = new Blake2s();
            for (int start = 0; start < length; start += piece)
                hash.Update(message.AsSpan(start, Math.Min(piece, length - start)));
            Assert.Equal(expected, Convert.ToHexStringLower(hash.Finish()));
        }
    }

    [Fact]
    public void The_hash_of_abc_is_that_of_RFC_7693()
    {
        Assert.Equal(
            "508c5e8c327c14e2e1a72ba34eeb452f37458b209ed63a294d999b4c86675982",
            Convert.ToHexStringLower(Blake2s.Hash("abc"u8)));
    }

    [Fact]
    public void A_finished_hash_refuses_more()
    {
        var hash = new Blake2s();
        _ = hash.Finish();
        Assert.Throws<InvalidOperationException>(() => hash.Update([1]));
        Assert.Throws<InvalidOperationException>(() => hash.Finish());
    }
}
