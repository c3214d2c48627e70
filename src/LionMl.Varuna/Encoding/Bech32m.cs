using System.Diagnostics.CodeAnalysis;

namespace LionMl.Varuna;

/// <summary>The bech32m text form of bytes, without the standard's limit of 90 characters.</summary>
/// <remarks>Source: BIP 350. The checksum detects typing errors; it authenticates nothing.</remarks>
internal static class Bech32m
{
    private const string Alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private const uint ChecksumConstant = 0x2bc830a3;
    private const int ChecksumLength = 6;
    private static readonly uint[] Generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

    internal static string Encode(string prefix, ReadOnlySpan<byte> bytes)
    {
        int words = ((8 * bytes.Length) + 4) / 5;
        var text = new char[prefix.Length + 1 + words + ChecksumLength];
        prefix.CopyTo(text);
        text[prefix.Length] = '1';
        uint checksum = StartChecksum(prefix);
        int position = prefix.Length + 1;
        uint pending = 0;
        int pendingBits = 0;
        foreach (byte value in bytes)
        {
            pending = (pending << 8) | value;
            pendingBits += 8;
            while (pendingBits >= 5)
            {
                pendingBits -= 5;
                Put((pending >> pendingBits) & 31);
            }
        }

        if (pendingBits > 0)
            Put((pending << (5 - pendingBits)) & 31);
        for (int i = 0; i < ChecksumLength; i++)
            checksum = Step(checksum, 0);
        checksum ^= ChecksumConstant;
        for (int i = 0; i < ChecksumLength; i++)
            text[position++] = Alphabet[(int)(checksum >> (5 * (ChecksumLength - 1 - i))) & 31];
        return new string(text);

        void Put(uint word)
        {
            text[position++] = Alphabet[(int)word];
            checksum = Step(checksum, word);
        }
    }

    /// <summary>Decodes text that must have the given prefix and at most <paramref name="maxBytes"/> bytes.</summary>
    internal static bool TryDecode(
        ReadOnlySpan<char> text,
        string prefix,
        int maxBytes,
        [NotNullWhen(true)] out byte[]? bytes,
        [NotNullWhen(false)] out string? reason)
    {
        bytes = null;
        int start = prefix.Length + 1;
        if (text.Length < start || !text[..prefix.Length].Equals(prefix, StringComparison.OrdinalIgnoreCase) || text[prefix.Length] != '1')
        {
            reason = $"the text does not start with '{prefix}1'";
            return false;
        }

        int words = text.Length - start - ChecksumLength;
        if (words < 0 || words / 8 > (maxBytes / 5) + 1)
        {
            reason = $"the text has an impossible length, {text.Length}";
            return false;
        }

        reason = Decode(text, start, words, StartChecksum(prefix), out bytes);
        return bytes is not null && reason is null;
    }

    private static string? Decode(ReadOnlySpan<char> text, int start, int words, uint checksum, out byte[]? bytes)
    {
        bytes = null;
        var decoded = new byte[5 * words / 8];
        int position = 0, pendingBits = 0;
        uint pending = 0;
        bool lower = false, upper = false;
        foreach (char c in text[..start])
        {
            lower |= char.IsAsciiLetterLower(c);
            upper |= char.IsAsciiLetterUpper(c);
        }

        for (int i = 0; i < words + ChecksumLength; i++)
        {
            char c = text[start + i];
            lower |= char.IsAsciiLetterLower(c);
            upper |= char.IsAsciiLetterUpper(c);
            int word = Alphabet.IndexOf(char.ToLowerInvariant(c), StringComparison.Ordinal);
            if (word < 0 || !char.IsAscii(c))
                return $"character {start + i} is not in the alphabet";
            checksum = Step(checksum, (uint)word);
            if (i >= words)
                continue;
            pending = ((pending << 5) | (uint)word) & 0xfff;
            pendingBits += 5;
            if (pendingBits >= 8)
            {
                pendingBits -= 8;
                decoded[position++] = (byte)(pending >> pendingBits);
            }
        }

        if (lower && upper)
            return "upper and lower case are mixed";
        if (checksum != ChecksumConstant)
            return "the checksum is wrong: the text is damaged or incomplete";
        if (pendingBits >= 5 || (pending & ((1u << pendingBits) - 1)) != 0)
            return "the padding is not zero";
        bytes = decoded;
        return null;
    }

    private static uint StartChecksum(string prefix)
    {
        uint checksum = 1;
        foreach (char c in prefix)
            checksum = Step(checksum, (uint)c >> 5);
        checksum = Step(checksum, 0);
        foreach (char c in prefix)
            checksum = Step(checksum, (uint)c & 31);
        return checksum;
    }

    private static uint Step(uint checksum, uint word)
    {
        uint top = checksum >> 25;
        checksum = ((checksum & 0x1ffffff) << 5) ^ word;
        for (int i = 0; i < Generator.Length; i++)
        {
            if (((top >> i) & 1) != 0)
                checksum ^= Generator[i];
        }

        return checksum;
    }
}
