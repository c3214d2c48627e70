using System.Collections.Immutable;
using LionMl.Onnx.Reading;

namespace LionMl.Onnx.Operators;

/// <summary>
/// An einsum equation laid over its operands: every axis has a label; equal labels move together, and those that the result does not have
/// are summed over. Operands are taken in one after the other, and a label is summed over as soon as nothing further needs it.
/// </summary>
internal sealed class EinsumPlan
{
    // Letters stand for themselves; the axes under an ellipsis count on from here, from the last one.
    private const int FirstEllipsisLabel = 1 << 16;

    // Results between two operands; those of a whole node are bounded by the reader.
    private const long MaximumIntermediate = 1 << 25;

    private readonly Dictionary<int, int> _sizes = [];

    private EinsumPlan(ImmutableArray<int>[] operands, ImmutableArray<int> result, TensorShape[] shapes)
    {
        for (int i = 0; i < operands.Length; i++)
        {
            for (int axis = 0; axis < operands[i].Length; axis++)
            {
                Note(operands[i][axis], shapes[i][axis]);
            }
        }

        OutputShape = new TensorShape([.. result.Select(label => _sizes[label])]);
        Steps = MakeSteps(operands, result, shapes);
    }

    /// <summary>The result's shape.</summary>
    public TensorShape OutputShape { get; }

    /// <summary>One step for each operand; the left side of the first is the number 1.</summary>
    public ImmutableArray<Step> Steps { get; }

    /// <summary>The multiplications of all steps.</summary>
    /// <exception cref="OverflowException">They do not fit in 64 bits.</exception>
    public long Work => Steps.Sum(step => checked(step.Kept.Product() * step.Summed.Product()));

    /// <summary>Reads an equation.</summary>
    /// <exception cref="NodeProblemException">The equation is not valid, or does not fit the operands.</exception>
    public static EinsumPlan Of(string equation, TensorShape[] shapes)
    {
        string text = equation.Replace(" ", string.Empty, StringComparison.Ordinal);
        int arrow = text.IndexOf("->", StringComparison.Ordinal);
        string[] terms = (arrow < 0 ? text : text[..arrow]).Split(',');
        if (terms.Length != shapes.Length)
        {
            throw new NodeProblemException($"its equation '{equation}' has {terms.Length} operands, but it has {shapes.Length} inputs");
        }

        var operands = new ImmutableArray<int>[terms.Length];
        int ellipsisRank = 0;
        for (int i = 0; i < terms.Length; i++)
        {
            int covered = shapes[i].Rank - terms[i].Count(char.IsAsciiLetter);
            bool hasEllipsis = terms[i].Contains('.');
            if (covered < 0 || (covered > 0 && !hasEllipsis))
            {
                throw new NodeProblemException($"'{terms[i]}' of its equation '{equation}' does not fit an operand of shape {shapes[i]}");
            }

            operands[i] = Labels(terms[i], covered, equation);
            ellipsisRank = Math.Max(ellipsisRank, covered);
        }

        ImmutableArray<int> result = arrow < 0
            ? ImplicitResult(operands, ellipsisRank)
            : Labels(text[(arrow + 2)..], ellipsisRank, equation);
        HashSet<int> known = [.. operands.SelectMany(operand => operand)];
        if (result.Distinct().Count() != result.Length || !result.All(known.Contains))
        {
            throw new NodeProblemException($"the result of its equation '{equation}' has a label twice, or one that no operand has");
        }

        return new EinsumPlan(operands, result, shapes);
    }

    private static ImmutableArray<int> Labels(string term, int ellipsisRank, string equation)
    {
        var labels = ImmutableArray.CreateBuilder<int>();
        bool seen = false;
        for (int i = 0; i < term.Length; i++)
        {
            if (char.IsAsciiLetter(term[i]))
            {
                labels.Add(term[i]);
            }
            else if (!seen && term.AsSpan(i).StartsWith("...", StringComparison.Ordinal))
            {
                seen = true;
                i += 2;
                labels.AddRange(Enumerable.Range(0, ellipsisRank).Select(axis => FirstEllipsisLabel + ellipsisRank - 1 - axis));
            }
            else
            {
                throw new NodeProblemException($"'{term}' of its equation '{equation}' may hold letters and one ellipsis (...) only");
            }
        }

        return labels.ToImmutable();
    }

    // The axes under ellipses first, then the labels that occur once, in alphabetical order.
    private static ImmutableArray<int> ImplicitResult(ImmutableArray<int>[] operands, int ellipsisRank)
    {
        var once = operands.SelectMany(operand => operand).Where(label => label < FirstEllipsisLabel)
            .GroupBy(label => label).Where(group => group.Count() == 1).Select(group => group.Key).Order();
        return [.. Enumerable.Range(0, ellipsisRank).Select(axis => FirstEllipsisLabel + ellipsisRank - 1 - axis), .. once];
    }

    private void Note(int label, int size)
    {
        int known = _sizes.GetValueOrDefault(label, 1);
        if (known != size && known != 1 && size != 1)
        {
            string name = label < FirstEllipsisLabel ? $"'{(char)label}'" : "under an ellipsis";
            throw new NodeProblemException($"an axis {name} of its equation has size {known} in one operand and {size} in another");
        }

        _sizes[label] = known == 1 ? size : known;
    }

    private ImmutableArray<Step> MakeSteps(ImmutableArray<int>[] operands, ImmutableArray<int> result, TensorShape[] shapes)
    {
        var steps = ImmutableArray.CreateBuilder<Step>(operands.Length);
        ImmutableArray<int> left = [];
        TensorShape leftShape = TensorShape.Scalar;
        for (int i = 0; i < operands.Length; i++)
        {
            HashSet<int> needed = [.. result, .. operands.Skip(i + 1).SelectMany(operand => operand)];
            int[] all = [.. left.Concat(operands[i]).Distinct()];
            ImmutableArray<int> kept = i == operands.Length - 1 ? result : [.. all.Where(needed.Contains)];
            ImmutableArray<int> summed = [.. all.Except(kept)];
            steps.Add(new Step(
                Loop.Of(kept, this, left, leftShape, operands[i], shapes[i]),
                Loop.Of(summed, this, left, leftShape, operands[i], shapes[i])));
            leftShape = new TensorShape([.. kept.Select(label => _sizes[label])]);
            left = kept;
            if (leftShape.ElementCount > MaximumIntermediate && i < operands.Length - 1)
            {
                throw new NodeProblemException(
                    $"combining its first {i + 1} operands gives {leftShape.ElementCount:N0} elements; put the operands in another order, "
                    + "or split the equation");
            }
        }

        return steps.MoveToImmutable();
    }

    /// <summary>One operand taken in: for each element of the kept axes, products summed over the others.</summary>
    /// <param name="Kept">The axes of the step's result.</param>
    /// <param name="Summed">The axes that are summed over.</param>
    public sealed record Step(Loop Kept, Loop Summed);

    /// <summary>Axes that are run through together.</summary>
    /// <param name="Sizes">Their sizes.</param>
    /// <param name="Left">The distance between neighbours along each in the left operand; 0 where it does not have the axis.</param>
    /// <param name="Right">The same for the right one.</param>
    public sealed record Loop(int[] Sizes, long[] Left, long[] Right)
    {
        /// <summary>The number of positions.</summary>
        public long Product()
        {
            long product = 1;
            foreach (int size in Sizes)
            {
                product = checked(product * size);
            }

            return product;
        }

        internal static Loop Of(
            ImmutableArray<int> labels,
            EinsumPlan plan,
            ImmutableArray<int> left,
            TensorShape leftShape,
            ImmutableArray<int> right,
            TensorShape rightShape) => new(
                [.. labels.Select(label => plan._sizes[label])],
                [.. labels.Select(label => Stride(label, left, leftShape))],
                [.. labels.Select(label => Stride(label, right, rightShape))]);

        // A label that an operand has twice runs along its diagonal; an axis of size 1 is stretched.
        private static long Stride(int label, ImmutableArray<int> labels, TensorShape shape)
        {
            long[] strides = shape.Strides();
            long stride = 0;
            for (int axis = 0; axis < labels.Length; axis++)
            {
                stride += labels[axis] == label && shape[axis] != 1 ? strides[axis] : 0;
            }

            return stride;
        }
    }
}
