namespace LionMl.Onnx;

/// <summary>
/// Runs a graph in 32-bit floats: the yardstick that a quantised run is measured against. Products accumulate in 32 bits with fused
/// multiply-adds, vector lanes apart, as common runtimes do; means, variances and exponentials of one element are computed in 64 bits.
/// Results do not depend on the number of cores.
/// </summary>
public static class FloatInterpreter
{
    /// <summary>Computes the outputs of a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="inputs">One tensor for each of <see cref="Graph.Inputs"/>, by name, of just its shape and type.</param>
    /// <param name="options">Cores and cancellation; null for all cores.</param>
    /// <returns>The outputs by name.</returns>
    /// <exception cref="OnnxException">An input is missing, unknown, of another shape or type, or not a finite number.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static IReadOnlyDictionary<string, Tensor> Run(
        Graph graph, IReadOnlyDictionary<string, Tensor> inputs, InterpreterOptions? options = null) => throw new NotImplementedException();

    /// <summary>Computes every tensor of a graph: inputs, constants, intermediate results and outputs; for calibration.</summary>
    /// <inheritdoc cref="Run(Graph, IReadOnlyDictionary{string, Tensor}, InterpreterOptions?)"/>
    /// <returns>All tensors by name.</returns>
    public static IReadOnlyDictionary<string, Tensor> RunAll(
        Graph graph, IReadOnlyDictionary<string, Tensor> inputs, InterpreterOptions? options = null) => throw new NotImplementedException();
}
