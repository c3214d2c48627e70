namespace TorchSharp;

public static partial class torch
{
    /// <summary>One position in a tensor's brackets: a number, a range, an ellipsis, a new dimension, or a tensor.</summary>
    public readonly struct TensorIndex
    {
        internal enum Kind
        {
            None,
            Single,
            Slice,
            Ellipsis,
            Null,
            Bool,
            Tensor,
        }

        internal Kind Type { get; private init; }

        internal long? Start { get; private init; }

        internal long? Stop { get; private init; }

        internal long? Step { get; private init; }

        internal Tensor? Index { get; private init; }

        /// <summary>All remaining dimensions.</summary>
        public static TensorIndex Ellipsis => new() { Type = Kind.Ellipsis };

        /// <summary>A new dimension of size 1.</summary>
        public static TensorIndex Null => new() { Type = Kind.Null };

        /// <summary>A whole dimension.</summary>
        public static TensorIndex Colon => Slice();

        public static TensorIndex None => Null;

        public static implicit operator TensorIndex(long value) => Single(value);

        public static implicit operator TensorIndex(int value) => Single(value);

        public static implicit operator TensorIndex(Tensor value) => Tensor(value);

        public static implicit operator TensorIndex((int? Start, int? End) range) => Slice(range.Start, range.End);

        public static implicit operator TensorIndex((int? Start, int? End, int? Step) range) => Slice(range.Start, range.End, range.Step);

        public static implicit operator TensorIndex(Range range)
        {
            long start = range.Start.IsFromEnd ? -range.Start.Value : range.Start.Value;
            long? stop = range.End.IsFromEnd ? range.End.Value == 0 ? null : -range.End.Value : range.End.Value;
            return new TensorIndex { Type = Kind.Slice, Start = start, Stop = stop };
        }

        public static implicit operator TensorIndex(Index index) => Single(index.IsFromEnd ? -index.Value : index.Value);

        /// <summary>Positions start, start + step, … before stop.</summary>
        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new() { Type = Kind.Slice, Start = start, Stop = stop, Step = step };

        public static TensorIndex Single(long? index) => new() { Type = Kind.Single, Start = index };

        public static TensorIndex Bool(bool value) => new() { Type = Kind.Bool, Start = value ? 1 : 0 };

        /// <summary>A mask of truth values, or positions.</summary>
        public static TensorIndex Tensor(Tensor tensor) => new() { Type = Kind.Tensor, Index = tensor };
    }
}
