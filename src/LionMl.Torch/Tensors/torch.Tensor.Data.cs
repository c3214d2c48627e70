namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The one element of a tensor.</summary>
        /// <typeparam name="T">Exactly the C# type of <see cref="dtype"/>.</typeparam>
        /// <exception cref="InvalidOperationException">There is not just one element.</exception>
        /// <exception cref="ArgumentException">The type is another one.</exception>
        public T item<T>()
            where T : unmanaged
        {
            NoteRead("item()");
            if (numel() != 1)
            {
                throw new InvalidOperationException($"a Tensor with {numel()} elements cannot be converted to Scalar");
            }

            CheckType<T>("item");
            return Dense<T>()[0];
        }

        /// <summary>The elements, row-major; writing through the result writes to the tensor.</summary>
        /// <typeparam name="T">Exactly the C# type of <see cref="dtype"/>.</typeparam>
        /// <exception cref="ArgumentException">The type is another one.</exception>
        public Utils.TensorAccessor<T> data<T>()
            where T : unmanaged
        {
            NoteRead("data()");
            CheckType<T>("data");
            return new Utils.TensorAccessor<T>(this);
        }

        public Scalar ToScalar() => dtype switch
        {
            ScalarType.Float32 => item<float>(),
            ScalarType.Float64 => item<double>(),
            ScalarType.Int32 => item<int>(),
            ScalarType.Int64 => item<long>(),
            _ => item<bool>(),
        };

        public float ToSingle() => Scalar1("ToSingle").ToSingle();

        public double ToDouble() => Scalar1("ToDouble").ToDouble();

        public int ToInt32() => (int)Scalar1("ToInt32").ToInt64();

        public long ToInt64() => Scalar1("ToInt64").ToInt64();

        public bool ToBoolean() => Scalar1("ToBoolean").ToBoolean();

        public static explicit operator float(Tensor value) => value.ToSingle();

        public static explicit operator double(Tensor value) => value.ToDouble();

        public static explicit operator int(Tensor value) => value.ToInt32();

        public static explicit operator long(Tensor value) => value.ToInt64();

        public static explicit operator bool(Tensor value) => value.ToBoolean();

        /// <summary>Converts the element type.</summary>
        public Tensor to_type(
            ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
        {
            if (type == dtype)
            {
                return copy ? clone() : this;
            }

            if (IsPlainNumber)
            {
                // A plain number keeps its full precision up to here.
                return FromScalar(Dense1(), type);
            }

            Tensor result = Elementwise.Convert(this, type);
            result.Track("To", g => [g], this);
            Trace.Current?.RecordCast(this, result);
            return result;
        }

        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) => to_type(type, copy);

        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
        {
            RequireCpu(device);
            return to_type(type, copy);
        }

        public Tensor to(
            DeviceType deviceType, int deviceIndex = -1, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
        {
            RequireCpu(new Device(deviceType, deviceIndex));
            return copy ? clone() : this;
        }

        public Tensor to(string device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(new Device(device), copy);

        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
        {
            RequireCpu(device);
            return copy ? clone() : this;
        }

        public Tensor to(Tensor other, bool non_blocking = false) => to_type(other.dtype);

        public Tensor type(ScalarType type) => to_type(type);

        public Tensor type_as(Tensor tensor) => to_type(tensor.dtype);

        public Tensor @float() => to_type(ScalarType.Float32);

        public Tensor @double() => to_type(ScalarType.Float64);

        public Tensor @int() => to_type(ScalarType.Int32);

        public Tensor @long() => to_type(ScalarType.Int64);

        public Tensor @bool() => to_type(ScalarType.Bool);

        public Tensor cpu() => this;

        /// <summary>The same values without their history.</summary>
        public Tensor detach()
        {
            Tensor result = Alias();
            Trace.Current?.Alias(result, this);
            return result;
        }

        /// <summary>A copy; gradients flow through it.</summary>
        public Tensor clone()
        {
            Tensor result = Copied();
            result.Track("Clone", g => [g], this);
            Trace.Current?.Alias(result, this);
            return result;
        }

        public Tensor alias() => detach();

        public Tensor contiguous()
        {
            if (IsDense)
            {
                return this;
            }

            return clone();
        }

        /// <summary>Overwrites this tensor with another's values, stretched and converted as needed.</summary>
        public Tensor copy_(Tensor source, bool non_blocking = false)
        {
            CheckInPlace("copy_", source);
            Shapes.Broadcast(_shape, source._shape, "copy_");
            Overwrite(source);
            return this;
        }

        public Tensor fill_(Scalar value)
        {
            CheckInPlace("fill_");
            Overwrite(FromScalar(value, dtype));
            return this;
        }

        public Tensor zero_() => fill_(0);

        /// <summary>Overwrites with normally distributed numbers.</summary>
        public Tensor normal_(double mean = 0, double stddev = 1, Generator? generator = null)
        {
            CheckInPlace("normal_");
            Trace.Current?.Warn("random numbers drawn while tracing are constants of the graph");
            Generator random = GeneratorOr(generator);
            double[] values = new double[numel()];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = mean + (stddev * random.NextNormal());
            }

            Overwrite(Of(values, _shape));
            return this;
        }

        /// <summary>Overwrites with uniformly distributed numbers.</summary>
        public Tensor uniform_(double from = 0, double to = 1, Generator? generator = null)
        {
            CheckInPlace("uniform_");
            Trace.Current?.Warn("random numbers drawn while tracing are constants of the graph");
            Generator random = GeneratorOr(generator);
            double[] values = new double[numel()];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = from + ((to - from) * random.NextDouble());
            }

            Overwrite(Of(values, _shape));
            return this;
        }

        internal void NoteRead(string what) => Trace.Current?.NoteRead(this, what);

        internal void CheckType<T>(string op)
        {
            if (Dtypes.Of<T>() != dtype)
            {
                throw new ArgumentException($"{op}: expected scalar type {Dtypes.Of<T>().Name()} but found {dtype.Name()}");
            }
        }

        private Scalar Scalar1(string what)
        {
            NoteRead(what + "()");
            return numel() == 1 ? Dense1() : throw new InvalidOperationException($"a Tensor with {numel()} elements cannot be converted "
                + "to Scalar");
        }

        private Scalar Dense1() => dtype switch
        {
            ScalarType.Float32 => Dense<float>()[0],
            ScalarType.Float64 => Dense<double>()[0],
            ScalarType.Int32 => Dense<int>()[0],
            ScalarType.Int64 => Dense<long>()[0],
            _ => Dense<bool>()[0],
        };
    }
}
