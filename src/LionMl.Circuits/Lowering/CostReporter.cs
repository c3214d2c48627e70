using System.Collections.Immutable;
using LionMl.Algebra;
using LionMl.R1cs;

namespace LionMl.Circuits;

/// <summary>Counts what each layer of a recorded circuit costs.</summary>
internal static class CostReporter
{
    /// <summary>Variables of the row that hiding adds.</summary>
    internal const int HidingVariables = 3;

    private const double NotableShare = 0.1;
    private const double HighShare = 0.4;

    public static CostReport Report(QuantizedGraph graph, R1csCircuit<Fr> circuit, IReadOnlyList<LayerMark> marks)
    {
        var layers = new Dictionary<string, LayerCost>(StringComparer.Ordinal);
        var order = new List<string>();
        int rows = 0, variables = 1 + PublicVariables(graph);
        foreach (var mark in marks)
        {
            var node = graph.Nodes[mark.Node];
            var cost = new LayerCost(
                node.Layer,
                node.Kind,
                node.Macs,
                mark.Constraints - rows,
                mark.Variables - variables,
                Entries(circuit.A, rows, mark.Constraints),
                Entries(circuit.B, rows, mark.Constraints),
                Entries(circuit.C, rows, mark.Constraints),
                node is DecomposingNode d ? d.Width : node is InputNode input ? input.Bits : 0,
                node is DecomposingNode d2 ? Enumerable.Range(0, d2.Channels).Max(d2.WorstCaseWidth) : node.Range.SignedBits,
                node.ScaleBits,
                0,
                LayerSeverity.None);
            (rows, variables) = (mark.Constraints, mark.Variables);
            if (layers.TryGetValue(node.Layer, out var known))
            {
                layers[node.Layer] = Merge(known, cost);
            }
            else
            {
                layers.Add(node.Layer, cost);
                order.Add(node.Layer);
            }
        }

        // Hiding adds one row of three variables, with one entry in each matrix; all counts are those of the key.
        int constraints = circuit.ConstraintCount + 1;
        int paddedPublic = (int)DomainSizes.Power(circuit.PublicCount);
        int allVariables = paddedPublic + circuit.PrivateCount + HidingVariables;
        var (a, b, c) = (circuit.A.EntryCount + 1, circuit.B.EntryCount + 1, circuit.C.EntryCount + 1);
        var domains = DomainSizes.Of(constraints, allVariables, a, b, c, paddedPublic);
        return new CostReport(
            [.. order.Select(name => Judge(layers[name], constraints))],
            constraints,
            allVariables,
            a,
            b,
            c,
            circuit.PublicCount,
            graph.Macs,
            domains)
        {
            DistinctCoefficients = circuit.A.Coefficients.Length + circuit.B.Coefficients.Length + circuit.C.Coefficients.Length,
        };
    }

    private static int PublicVariables(QuantizedGraph graph)
    {
        var nodes = new HashSet<int>();
        if (graph.Visibility.Input == Visibility.Public)
        {
            nodes.UnionWith(Enumerable.Range(0, graph.Nodes.Count).Where(i => graph.Nodes[i] is InputNode));
        }

        if (graph.Visibility.Output == Visibility.Public)
        {
            nodes.UnionWith(graph.Outputs.Select(output => output.Node));
        }

        return nodes.Sum(node => graph.Nodes[node].Count);
    }

    private static int Entries(R1csMatrix<Fr> matrix, int firstRow, int endRow) => matrix.RowStarts[endRow] - matrix.RowStarts[firstRow];

    private static LayerCost Merge(LayerCost left, LayerCost right)
    {
        bool rightRules = right.Constraints > left.Constraints || (left.Constraints == 0 && right.Macs >= left.Macs);
        var rule = rightRules ? right : left;
        return rule with
        {
            Macs = left.Macs + right.Macs,
            Constraints = left.Constraints + right.Constraints,
            Variables = left.Variables + right.Variables,
            NonZerosA = left.NonZerosA + right.NonZerosA,
            NonZerosB = left.NonZerosB + right.NonZerosB,
            NonZerosC = left.NonZerosC + right.NonZerosC,
        };
    }

    private static LayerCost Judge(LayerCost cost, int constraints)
    {
        double share = (double)cost.Constraints / constraints;
        var severity = share >= HighShare ? LayerSeverity.High : share >= NotableShare ? LayerSeverity.Notable : LayerSeverity.None;
        return cost with { Share = share, Severity = severity };
    }
}
