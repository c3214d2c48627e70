using System.Runtime.CompilerServices;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// A tensor: memory, a shape and strides over it, and, where gradients are wanted, how it was computed. Views share memory with what
    /// they were taken from. Disposing is optional: no native memory is held.
    /// </summary>
    [LionMl.Onnx.TypeFormatterSource("LionMl.Interactive.Formatting.TorchFormatterSource, LionMl.Interactive")]
    public partial class Tensor : IDisposable
    {
        private long[] _shape;
        private long[] _strides;

        internal Tensor(Storage memory, long[] shape, long[] strides, long offset)
        {
            Memory = memory;
            _shape = shape;
            _strides = strides;
            Offset = offset;
        }

        /// <summary>A tensor that shares everything but gradients with another; for parameters.</summary>
        private protected Tensor(Tensor source)
            : this(source.Memory, source._shape, source._strides, source.Offset)
        {
        }

        /// <summary>The dimensions, outermost first.</summary>
        public long[] shape => [.. _shape];

        public ScalarType dtype => Memory.Type;

        public Device device => CPU;

        public DeviceType device_type => DeviceType.CPU;

        public string? name { get; set; }

        /// <summary>The number of dimensions.</summary>
        public long ndim => _shape.Length;

        public long NumberOfElements => numel();

        public bool is_sparse => false;

        /// <summary>Whether the tensor stands for a plain number, which promotes less than a tensor does.</summary>
        internal bool IsPlainNumber { get; init; }

        internal Storage Memory { get; private set; }

        internal long[] Strides => _strides;

        internal long Offset { get; private set; }

        /// <summary>Whether the elements lie in order without gaps.</summary>
        internal bool IsDense => is_contiguous();

        public static implicit operator Tensor(float value) => FromScalar(value, null);

        public static implicit operator Tensor(double value) => FromScalar(value, null);

        public static implicit operator Tensor(int value) => FromScalar(value, null);

        public static implicit operator Tensor(long value) => FromScalar(value, null);

        public static implicit operator Tensor(bool value) => FromScalar(value, null);

        public static implicit operator Tensor(Scalar value) => FromScalar(value, null);

        public long dim() => _shape.Length;

        public long numel() => Shapes.Count(_shape);

        public long size(int dim) => _shape[Shapes.Dim(dim, _shape.Length, "size")];

        public long[] size() => shape;

        public long[] stride() => [.. _strides];

        public long stride(long dim) => _strides[Shapes.Dim(dim, _shape.Length, "stride")];

        public long element_size() => dtype switch { ScalarType.Bool => 1, ScalarType.Float32 or ScalarType.Int32 => 4, _ => 8 };

        public bool is_contiguous()
        {
            long expected = 1;
            for (int i = _shape.Length - 1; i >= 0; i--)
            {
                if (_shape[i] != 1 && _strides[i] != expected)
                {
                    return false;
                }

                expected *= _shape[i];
            }

            return true;
        }

        public bool is_floating_point() => dtype.IsFloating();

        public bool is_integral() => !dtype.IsFloating();

        public bool is_cpu() => true;

        /// <summary>Does nothing: memory is managed.</summary>
        public void Dispose() => GC.SuppressFinalize(this);

        public Tensor MoveToOuterDisposeScope() => this;

        public Tensor DetachFromDisposeScope() => this;

        /// <summary>Identity, as for any object; element-wise equality is <see cref="eq(Tensor)"/> or ==.</summary>
        public override bool Equals(object? obj) => ReferenceEquals(this, obj);

        public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

        internal static Tensor Of<T>(T[] data, params long[] shape)
            where T : unmanaged => new(new Storage(data), [.. shape], Shapes.Strides(shape), 0);

        internal static Tensor FromScalar(Scalar value, ScalarType? type, bool plain = false)
        {
            Array data = (type ?? value.Type) switch
            {
                ScalarType.Float32 => new[] { value.ToSingle() },
                ScalarType.Float64 => new[] { value.ToDouble() },
                ScalarType.Int32 => new[] { (int)value.ToInt64() },
                ScalarType.Int64 => new[] { value.ToInt64() },
                ScalarType.Bool => new[] { value.ToBoolean() },
                var other => throw Dtypes.Unsupported(other),
            };
            return new Tensor(new Storage(data), [], [], 0) { IsPlainNumber = plain };
        }

        /// <summary>A number as an operand.</summary>
        internal static Tensor Plain(Scalar value) => FromScalar(value, null, plain: true);

        /// <summary>All memory, to be read with <see cref="Offset"/> and strides.</summary>
        internal ReadOnlySpan<T> Elements<T>()
            where T : unmanaged => Memory.As<T>();

        /// <summary>The elements in order; a copy where they do not lie so.</summary>
        internal ReadOnlySpan<T> Dense<T>()
            where T : unmanaged
        {
            int count = (int)numel();
            if (IsDense)
            {
                return Memory.As<T>().AsSpan((int)Offset, count);
            }

            T[] copy = new T[count];
            Strided.Read(Memory.As<T>(), _shape, _strides, Offset, copy.AsSpan());
            return copy;
        }

        /// <summary>The elements in order as an array of their own, or the memory itself where it is just that.</summary>
        internal T[] DenseArray<T>()
            where T : unmanaged => IsDense && Offset == 0 && Memory.Data.Length == numel() ? Memory.As<T>() : Dense<T>().ToArray();

        /// <summary>The same values in memory of their own order; no gradient, no trace.</summary>
        internal Tensor Compact() => IsDense ? Alias() : Copied();

        internal Tensor Copied() => dtype switch
        {
            ScalarType.Float32 => Of(Dense<float>().ToArray(), _shape),
            ScalarType.Float64 => Of(Dense<double>().ToArray(), _shape),
            ScalarType.Int32 => Of(Dense<int>().ToArray(), _shape),
            ScalarType.Int64 => Of(Dense<long>().ToArray(), _shape),
            _ => Of(Dense<bool>().ToArray(), _shape),
        };

        /// <summary>Another tensor over the same memory; no gradient, no trace.</summary>
        internal Tensor Alias() => new(Memory, _shape, _strides, Offset) { IsPlainNumber = IsPlainNumber };

        internal Tensor View(long[] shape, long[] strides, long offset) => new(Memory, shape, strides, offset);

        internal Tensor Stretched(long[] target) => View(target, Shapes.Stretch(_shape, _strides, target), Offset);

        /// <summary>Takes over another tensor's value and history: what an in-place operation does here.</summary>
        internal Tensor Become(Tensor other)
        {
            if (requires_grad && is_leaf && GradMode.IsEnabled)
            {
                throw new InvalidOperationException("a leaf Variable that requires grad is being used in an in-place operation.");
            }

            (Memory, _shape, _strides, Offset) = (other.Memory, other._shape, other._strides, other.Offset);
            (GradFn, _requiresGrad) = (other.GradFn, other._requiresGrad);
            Trace.Current?.Alias(this, other);
            return this;
        }

        /// <summary>Overwrites the memory, for initialisers, optimisers and loading.</summary>
        internal void Overwrite(Tensor source)
        {
            Tensor values = Elementwise.Convert(source, dtype).Stretched(_shape);
            switch (dtype)
            {
                case ScalarType.Float32:
                    Strided.Write(values.Dense<float>(), Memory.As<float>(), _shape, _strides, Offset);
                    break;
                case ScalarType.Float64:
                    Strided.Write(values.Dense<double>(), Memory.As<double>(), _shape, _strides, Offset);
                    break;
                case ScalarType.Int32:
                    Strided.Write(values.Dense<int>(), Memory.As<int>(), _shape, _strides, Offset);
                    break;
                case ScalarType.Int64:
                    Strided.Write(values.Dense<long>(), Memory.As<long>(), _shape, _strides, Offset);
                    break;
                default:
                    Strided.Write(values.Dense<bool>(), Memory.As<bool>(), _shape, _strides, Offset);
                    break;
            }

            Memory.Version++;
        }

        /// <summary>Changes the element type in place; for parameters, whose identity others hold on to.</summary>
        internal void Convert(ScalarType type)
        {
            Tensor converted = Elementwise.Convert(this, type);
            (Memory, _shape, _strides, Offset) = (converted.Memory, converted._shape, converted._strides, converted.Offset);
            grad = grad is null ? null : Elementwise.Convert(grad, type);
        }

        internal void CheckInPlace(string op, Tensor? value = null)
        {
            if (requires_grad && GradMode.IsEnabled)
            {
                throw new InvalidOperationException(is_leaf
                    ? "a leaf Variable that requires grad is being used in an in-place operation."
                    : $"{op} on a tensor with history is not supported; use the operation without the underscore, or torch.no_grad()");
            }

            Trace.Current?.RefuseWrite(this, value, op);
        }
    }
}
