namespace LionMl.Circuits;

/// <summary>Lowers quantised graphs to constraints.</summary>
public static class CircuitCompiler
{
    /// <summary>Writes the graph's integer run as constraints. The same graph always gives the same constraints.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="cancellation">Observed between layers.</param>
    /// <exception cref="CircuitException">The circuit would be too large.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static CompiledCircuit Compile(QuantizedGraph graph, CancellationToken cancellation = default) =>
        throw new NotImplementedException();
}
