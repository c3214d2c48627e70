namespace LionMl.Results;

/// <summary>A result that names a verifying key; a notebook takes it where the command line takes a fingerprint.</summary>
public interface IKeyFingerprint
{
    /// <summary>The SHA-256 of the verifying key, in hex.</summary>
    string KeySha256 { get; }
}
