using LionMl.Onnx;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>exp(x) / Σ exp(x) along a dimension.</summary>
        public Tensor softmax(long dim, ScalarType? dtype = null) => Softmax(dim, dtype, false);

        /// <summary>x − log Σ exp(x) along a dimension.</summary>
        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Softmax(dim, dtype, true);

        public Tensor logsumexp(long dim, bool keepdim = false)
        {
            Tensor largest = max(dim, keepdim: true).values.detach();
            Tensor sum = (this - largest).exp().sum(dim, keepdim: true).log() + largest;
            return keepdim ? sum : sum.squeeze(dim);
        }

        private Tensor Softmax(long dim, ScalarType? type, bool logarithm)
        {
            Tensor x = type is { } wanted ? to(wanted) : this;
            int axis = Shapes.Dim(dim, _shape.Length, logarithm ? "log_softmax" : "softmax");
            Tensor result = NeuralKernels.Softmax(x, axis, logarithm);
            if (Ops.NeedsGrad(x))
            {
                var saved = new Saved(result);
                result.Track(logarithm ? "LogSoftmax" : "Softmax", g =>
                {
                    Tensor y = saved.Value;
                    return [logarithm
                        ? g - (y.exp() * g.sum(axis, keepdim: true))
                        : y * (g - (g * y).sum(axis, keepdim: true))];
                }, x);
            }

            Trace.Current?.Record(logarithm ? "LogSoftmax" : "Softmax", [x], [result], NodeAttributes.Empty.With("axis", (long)axis));
            return result;
        }
    }
}
