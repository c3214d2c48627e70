using System.Numerics;
using System.Security.Cryptography;
using LionMl.Algebra;
using LionMl.Artifacts;

namespace LionMl.Interactive.Formatting;

/// <summary>Public inputs as the real numbers that they stand for.</summary>
internal static class PublicValues
{
    /// <summary>Showing a result must stay quick; larger files are not read for it.</summary>
    private const long MaxFileBytes = 8L << 20;

    /// <summary>The public inputs beside a proof; null where they are not there, too large, or not those of the statement.</summary>
    public static PublicInputs? TryRead(string folder, StatementFile statement)
    {
        string path = Path.Combine(folder, ArtifactNames.PublicInputs);
        try
        {
            if (statement.Proof is null || new FileInfo(path) is not { Exists: true, Length: <= MaxFileBytes })
            {
                return null;
            }

            byte[] bytes = File.ReadAllBytes(path);
            return string.Equals(
                Convert.ToHexStringLower(SHA256.HashData(bytes)), statement.Proof.PublicSha256, StringComparison.OrdinalIgnoreCase)
                ? PublicInputs.Read(path, bytes)
                : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or LionException)
        {
            // The report is about the proof; without the file it only shows less.
            return null;
        }
    }

    /// <summary>The first elements of a tensor in the first instance; fewer where the statement promises more than there are.</summary>
    public static IReadOnlyList<double> First(StatementTensor tensor, PublicInputs publics, int count)
    {
        var values = new List<double>();
        var instance = publics.Instances[0];
        for (long i = tensor.Offset; i < (long)tensor.Offset + tensor.Length && values.Count < count && i >= 0 && i < instance.Length; i++)
        {
            values.Add(Real(instance[(int)i], tensor.ScaleBits));
        }

        return values;
    }

    /// <summary>A tensor's shape as text.</summary>
    public static string Shape(StatementTensor tensor) => tensor.Shape.IsDefault ? "" : "[" + string.Join(", ", tensor.Shape) + "]";

    private static double Real(Fr value, int scaleBits)
    {
        // Negative integers count down from the modulus.
        BigInteger integer = value.ToBigInteger();
        if (integer > Fr.Modulus / 2)
        {
            integer -= Fr.Modulus;
        }

        return Math.ScaleB((double)integer, -scaleBits);
    }
}
