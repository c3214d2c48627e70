using LionMl.Onnx;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp;

/// <summary>The three things every operation does: compute, remember how to go back, append to the trace.</summary>
internal static class Ops
{
    /// <summary>The backward rule of a function of one tensor: gradient, input, result → gradient of the input.</summary>
    public delegate Tensor UnaryRule(Tensor gradient, Tensor x, Tensor y);

    /// <summary>The backward rule of a function of two tensors.</summary>
    public delegate (Tensor? A, Tensor? B) BinaryRule(Tensor gradient, Tensor a, Tensor b);

    public static Tensor Unary<TOp>(Tensor x, string onnx, UnaryRule rule)
        where TOp : IUnaryOp
    {
        Tensor source = x.dtype.IsFloating() ? x : x.to(ScalarType.Float32);
        return Finish(Elementwise.Unary<TOp>(source), source, onnx, rule);
    }

    public static Tensor Number<TOp>(Tensor x, string onnx, UnaryRule rule)
        where TOp : INumberOp => Finish(Elementwise.Number<TOp>(x), x, onnx, rule);

    public static Tensor Binary<TOp>(Tensor a, Tensor b, string name, string onnx, BinaryRule rule)
        where TOp : IBinaryOp
    {
        ScalarType type = Dtypes.Promote(a, b);
        return BinaryAs<TOp>(a, b, type, name, onnx, rule);
    }

    public static Tensor BinaryAs<TOp>(Tensor a, Tensor b, ScalarType type, string name, string onnx, BinaryRule rule)
        where TOp : IBinaryOp
    {
        long[] shape = Shapes.Broadcast(a.shape, b.shape, name);
        (a, b) = (a.to(type), b.to(type));
        Tensor result = Elementwise.Binary<TOp>(a, b, shape);
        if (NeedsGrad(a, b))
        {
            (Saved sa, Saved sb) = (new Saved(a), new Saved(b));
            result.Track(onnx, g =>
            {
                (Tensor? ga, Tensor? gb) = rule(g, sa.Value, sb.Value);
                return [ga, gb];
            }, a, b);
        }

        Trace.Current?.Record(onnx, [a, b], [result]);
        return result;
    }

    public static Tensor Compare<TOp>(Tensor a, Tensor b, string name, string onnx)
        where TOp : ICompareOp
    {
        ScalarType type = Dtypes.Promote(a, b);
        long[] shape = Shapes.Broadcast(a.shape, b.shape, name);
        (a, b) = (a.to(type), b.to(type));
        Tensor result = Elementwise.Compare<TOp>(a, b, shape);
        if (Trace.Current is { } trace)
        {
            if (onnx == "NotEqual")
            {
                trace.RecordNot("Equal", [a, b], result);
            }
            else
            {
                trace.Record(onnx, [a, b], [result]);
            }
        }

        return result;
    }

    public static bool NeedsGrad(params ReadOnlySpan<Tensor> inputs)
    {
        if (GradMode.IsEnabled)
        {
            foreach (Tensor input in inputs)
            {
                if (input.requires_grad)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Runs a composition that is one node in the trace.</summary>
    public static Tensor Fused(Func<Tensor> body, string onnx, Tensor?[] inputs, NodeAttributes? attributes = null)
    {
        if (Trace.Current is not { } trace)
        {
            return body();
        }

        Tensor result;
        using (Trace.Suspend())
        {
            result = body();
        }

        // A composition may hand back one of its inputs, which must keep its own name.
        result = inputs.Any(input => ReferenceEquals(input, result)) ? result.Alias() : result;
        trace.Record(onnx, inputs, [result], attributes);
        return result;
    }

    private static Tensor Finish(Tensor result, Tensor x, string onnx, UnaryRule rule)
    {
        if (NeedsGrad(x))
        {
            (Saved sx, Saved sy) = (new Saved(x), new Saved(result));
            result.Track(onnx, g => [rule(g, sx.Value, sy.Value)], x);
        }

        Trace.Current?.Record(onnx, [x], [result]);
        return result;
    }
}
