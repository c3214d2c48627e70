namespace LionMl.Onnx.Operators;

/// <summary>What a user can do about an operator that is not supported.</summary>
internal static class OperatorHints
{
    private const string Containers = "Only tensors are supported: export the model for inference, with fixed sizes";

    public static string For(Node node)
    {
        if (node.Domain.Length > 0)
        {
            return $"It belongs to the operator set '{node.Domain}', not to ONNX's own: export with standard operators, functions inlined";
        }

        return node.OpType switch
        {
            "NonMaxSuppression" or "RoiAlign" => "Cut the model before its post-processing and do that outside of the proof",
            "RandomNormal" or "RandomNormalLike" or "RandomUniform" or "RandomUniformLike" or "Bernoulli" or "Multinomial" =>
                "A proof is about a fixed computation: give the random numbers as an input",
            "SplitToSequence" or "ConcatFromSequence" => Containers,
            _ when StartsWith("Sequence") || StartsWith("Optional") => Containers,
            _ when StartsWith("String") || StartsWith("TfIdf") => "Text has to be turned into numbers before the model",
            _ => "Replace it by supported operators (simplifying the file with onnxsim may do so), or cut the model before it",
        };

        bool StartsWith(string text) => node.OpType.StartsWith(text, StringComparison.Ordinal);
    }
}
