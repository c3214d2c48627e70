using System.Numerics;
using LionMl.Onnx;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Matrix products.</content>
    public partial class Tensor
    {
        /// <summary>The matrix product, with PyTorch's rules for vectors and for leading dimensions, which are broadcast.</summary>
        public Tensor matmul(Tensor target)
        {
            if (_shape.Length == 0 || target._shape.Length == 0)
            {
                throw new InvalidOperationException(
                    $"both arguments to matmul need to be at least 1D, but they are {_shape.Length}D and {target._shape.Length}D");
            }

            RequireSame(target, "matmul");
            long inner = _shape[^1];
            long other = target._shape.Length == 1 ? target._shape[0] : target._shape[^2];
            if (inner != other)
            {
                throw new InvalidOperationException(_shape.Length <= 2 && target._shape.Length <= 2
                    ? $"mat1 and mat2 shapes cannot be multiplied ({Rows(this)}x{inner} and {other}x{target._shape[^1]})"
                    : $"matmul: Expected size for first two dimensions of batch2 tensor to match: shapes {Shapes.Text(_shape)} and "
                    + $"{Shapes.Text(target._shape)} cannot be multiplied ({inner} and {other})");
            }

            Tensor result;
            using (Trace.Suspend())
            {
                Tensor a = _shape.Length == 1 ? unsqueeze(0) : this;
                Tensor b = target._shape.Length == 1 ? target.unsqueeze(1) : target;
                result = Product(a, b);
                result = target._shape.Length == 1 ? result.squeeze(-1) : result;
                result = _shape.Length == 1 ? result.squeeze(target._shape.Length == 1 ? -1 : -2) : result;
            }

            Trace.Current?.Record("MatMul", [this, target], [result]);
            return result;
        }

        public Tensor mm(Tensor target) => _shape.Length == 2 && target._shape.Length == 2
            ? matmul(target)
            : throw new InvalidOperationException(
                $"mm: self must be a matrix and mat2 must be a matrix, got {Shapes.Text(_shape)} and {Shapes.Text(target._shape)}");

        public Tensor mv(Tensor target) => matmul(target);

        public Tensor bmm(Tensor batch2)
        {
            if (_shape.Length != 3 || batch2._shape.Length != 3)
            {
                throw new InvalidOperationException(
                    $"batch1 and batch2 must be 3D tensors, got {Shapes.Text(_shape)} and {Shapes.Text(batch2._shape)}");
            }

            if (_shape[0] != batch2._shape[0] || _shape[2] != batch2._shape[1])
            {
                throw new InvalidOperationException(
                    $"Expected size for first two dimensions of batch2 tensor to be: [{_shape[0]}, {_shape[2]}] but got: "
                    + $"[{batch2._shape[0]}, {batch2._shape[1]}].");
            }

            return matmul(batch2);
        }

        public Tensor dot(Tensor target) => _shape.Length == 1 && target._shape.Length == 1
            ? _shape[0] == target._shape[0]
                ? matmul(target)
                : throw new InvalidOperationException(
                    $"inconsistent tensor size, expected tensor {Shapes.Text(_shape)} and src {Shapes.Text(target._shape)} to have the "
                        + "same "
                    + $"number of elements, but got {_shape[0]} and {target._shape[0]} elements respectively")
            : throw new InvalidOperationException($"1D tensors expected, but got {_shape.Length}D and {target._shape.Length}D tensors");

        public Tensor outer(Tensor vec2) => unsqueeze(1) * vec2.unsqueeze(0);

        /// <summary>beta · this + alpha · (mat1 · mat2).</summary>
        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1)
        {
            Tensor product = mat1.mm(mat2);
            return (beta == 1 ? this : mul((Scalar)beta)) + (alpha == 1 ? product : product.mul((Scalar)alpha));
        }

        internal void RequireSame(Tensor other, string op)
        {
            if (dtype != other.dtype)
            {
                throw new InvalidOperationException(
                    $"{op}: expected m1 and m2 to have the same dtype, but got: {dtype.Name()} != {other.dtype.Name()}");
            }
        }

        private static long Rows(Tensor tensor) => tensor._shape.Length == 1 ? 1 : tensor._shape[^2];

        // Both have at least two dimensions.
        private static Tensor Product(Tensor a, Tensor b)
        {
            Tensor result = MatMuls.Multiply(a, b);
            if (Ops.NeedsGrad(a, b))
            {
                (Saved sa, Saved sb) = (new Saved(a), new Saved(b));
                (bool needA, bool needB) = (a.requires_grad, b.requires_grad);
                result.Track("MatMul", g => [
                    needA ? MatMuls.Multiply(g, sb.Value.mT) : null,
                    needB ? MatMuls.GradientOfRight(sa.Value, g, sb.Value.dim() == 2) : null,
                ], a, b);
            }

            return result;
        }
    }
}
