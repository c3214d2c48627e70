using System.Globalization;
using System.Security.Cryptography;

namespace LionMl.Kernel.Wire;

/// <summary>Signs messages with HMAC-SHA256 and checks signatures. Thread-safe.</summary>
/// <param name="key">The key; empty for unsigned messages.</param>
internal sealed class MessageSigner(ReadOnlyMemory<byte> key)
{
    private const int SignatureBytes = 64;
    private readonly Lock _gate = new();
    private readonly HashSet<UInt128> _seen = [];
    private readonly Queue<UInt128> _order = [];

    /// <summary>Whether messages carry signatures.</summary>
    public bool IsSigning => !key.IsEmpty;

    /// <summary>The signature of four parts: lower-case hexadecimal digits, or nothing when unsigned.</summary>
    public byte[] Sign(ReadOnlySpan<byte> header, ReadOnlySpan<byte> parent, ReadOnlySpan<byte> metadata, ReadOnlySpan<byte> content)
    {
        if (!IsSigning)
        {
            return [];
        }

        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key.Span);
        hash.AppendData(header);
        hash.AppendData(parent);
        hash.AppendData(metadata);
        hash.AppendData(content);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        var text = new byte[SignatureBytes];
        return Convert.TryToHexStringLower(digest, text, out _) ? text : throw new InvalidOperationException();
    }

    /// <summary>Checks the received bytes.</summary>
    /// <returns>Null, or what is wrong.</returns>
    public string? Check(
        ReadOnlySpan<byte> signature,
        ReadOnlySpan<byte> header,
        ReadOnlySpan<byte> parent,
        ReadOnlySpan<byte> metadata,
        ReadOnlySpan<byte> content)
    {
        if (!IsSigning)
        {
            return null;
        }

        if (!CryptographicOperations.FixedTimeEquals(signature, Sign(header, parent, metadata, content)))
        {
            return signature.IsEmpty ? "it is not signed" : "its signature is wrong";
        }

        return IsNew(signature) ? null : "it was sent before (a replayed signature)";
    }

    private bool IsNew(ReadOnlySpan<byte> signature)
    {
        // 32 hexadecimal digits: half of an HMAC is enough to tell messages apart.
        UInt128 digest = UInt128.Parse(signature[..32], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        lock (_gate)
        {
            if (!_seen.Add(digest))
            {
                return false;
            }

            _order.Enqueue(digest);
            if (_order.Count > WireLimits.RememberedSignatures)
            {
                _seen.Remove(_order.Dequeue());
            }

            return true;
        }
    }
}
