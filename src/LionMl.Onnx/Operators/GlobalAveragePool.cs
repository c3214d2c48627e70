namespace LionMl.Onnx.Operators;

/// <summary>The mean of each channel, summed in 64 bits.</summary>
internal sealed class GlobalAveragePool() : GlobalPoolOperator("GlobalAveragePool")
{
    protected override float Reduce(ReadOnlySpan<float> channel, NodeAttributes attributes)
    {
        double sum = 0;
        foreach (float value in channel)
        {
            sum += value;
        }

        return channel.IsEmpty ? 0 : (float)(sum / channel.Length);
    }
}
