using System.Collections;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A shape.</summary>
    public readonly struct Size(long[] shape) : IEnumerable<long>
    {
        private readonly long[] _shape = shape;

        public int Length => Shape.Length;

        internal long[] Shape => _shape ?? [];

        public long this[int index] => Shape[index < 0 ? index + Shape.Length : index];

        public static implicit operator Size(long[] shape) => new(shape);

        public static implicit operator long[](Size size) => size.Shape;

        public long numel() => Shapes.Count(Shape);

        public IEnumerator<long> GetEnumerator() => ((IEnumerable<long>)Shape).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public override string ToString() => Shapes.Text(Shape);
    }
}
