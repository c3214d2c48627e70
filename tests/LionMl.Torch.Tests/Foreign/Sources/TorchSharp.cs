// A stand-in for the real TorchSharp, in the shape of its version 0.106: names, signatures and where members are declared follow the
// original, for that is what compiled models bind to. It computes nothing: a test that ran a model here would fail.
using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading;
using TorchSharp.Modules;
using TorchSharp.Utils;

[assembly: AssemblyVersion("0.106.0.0")]

namespace TorchSharp
{
    public enum DeviceType { CPU = 0, CUDA = 1 }

    public enum PaddingModes { Zeros = 0, Reflect = 1, Replicate = 2, Circular = 3, Constant = 4 }

    public enum Padding { Valid = 0, Same = 1 }

    public sealed class Scalar : IDisposable
    {
        public static implicit operator Scalar(int value) => new Scalar();
        public static implicit operator Scalar(long value) => new Scalar();
        public static implicit operator Scalar(float value) => new Scalar();
        public static implicit operator Scalar(double value) => new Scalar();
        public void Dispose() { }
    }

    [AttributeUsage(AttributeTargets.Field)]
    public sealed class ComponentNameAttribute : Attribute { public string Name { get; set; } }

    public static class ModuleExtensionMethods
    {
        public static T to<T>(this T module, torch.ScalarType type, bool non_blocking = false) where T : torch.nn.Module
        {
            foreach (var tensor in module.state_dict().Values)
                if (tensor.dtype != torch.ScalarType.Int64)
                    tensor.Convert(type);
            return module;
        }

        public static T to<T>(this T module, torch.Device device, bool non_blocking = false) where T : torch.nn.Module => module;
    }

    public static partial class torch
    {
        public enum ScalarType : sbyte { Byte = 0, Int8 = 1, Int16 = 2, Int32 = 3, Int64 = 4, Float16 = 5, Float32 = 6, Float64 = 7, Bool = 11, BFloat16 = 15 }

        public static readonly Device CPU = new Device(DeviceType.CPU);
        public static ScalarType float32 => ScalarType.Float32;
        public static ScalarType float64 => ScalarType.Float64;
        public static ScalarType float16 => ScalarType.Float16;
        public static ScalarType int64 => ScalarType.Int64;

        public class Device
        {
            public Device(DeviceType type, int index = -1) { this.type = type; this.index = index; }
            public DeviceType type { get; }
            public int index { get; }
        }

        public class Generator { }

        internal static Exception Runs() => new InvalidOperationException("the real library must not run");

        public static Tensor zeros(long[] size, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) => Tensor.Filled(size, dtype ?? ScalarType.Float32, () => 0);
        public static Tensor zeros(long size, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) => zeros(new[] { size }, dtype);
        public static Tensor ones(long[] size, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) => Tensor.Filled(size, dtype ?? ScalarType.Float32, () => 1);
        public static Tensor ones(long size, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) => ones(new[] { size }, dtype);
        public static Tensor rand(long[] size, ScalarType? dtype = null, Device device = null, bool requires_grad = false, Generator generator = null, string[] names = null) => Tensor.Filled(size, dtype ?? ScalarType.Float32, Tensor.Next);
        public static Tensor rand(long size, ScalarType? dtype = null, Device device = null, bool requires_grad = false, Generator generator = null, string[] names = null) => rand(new[] { size }, dtype);
        public static Tensor tensor(float[] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) => new Tensor(rawArray, new[] { (long)rawArray.Length });
        public static Tensor tensor(double scalar, ScalarType? dtype = null, Device device = null, bool requires_grad = false) => new Tensor(new[] { scalar }, new long[0]);
        public static Tensor cat(Tensor[] tensors, long dim = 0) => throw Runs();
        public static Tensor cat(IList<Tensor> tensors, long dim = 0) => throw Runs();
        public static Tensor relu(Tensor input) => throw Runs();
        public static Tensor sigmoid(Tensor input) => throw Runs();
        public static Tensor matmul(Tensor input, Tensor target) => throw Runs();
        public static Tensor where(Tensor condition, Tensor x, Tensor y) => throw Runs();
        public static Tensor hann_window(long len) => throw Runs();

        public static class fft
        {
            public static Tensor rfft(Tensor input, long n = -1, long dim = -1) => throw Runs();
        }

        public partial class Tensor : IDisposable
        {
            private static readonly Random Numbers = new Random(20);
            private Array _data;

            internal Tensor(Array data, long[] shape) { _data = data; _shape = shape; }

            private readonly long[] _shape;

            internal static double Next() => Numbers.NextDouble() - 0.5;

            internal static Tensor Filled(long[] shape, ScalarType type, Func<double> value)
            {
                double[] all = Enumerable.Range(0, (int)shape.Aggregate(1L, (a, b) => a * b)).Select(_ => value()).ToArray();
                var result = new Tensor(all, shape);
                result.Convert(type);
                return result;
            }

            internal void Convert(ScalarType type)
            {
                var all = _data.Cast<object>();
                Array next = type switch
                {
                    ScalarType.Float32 => all.Select(System.Convert.ToSingle).ToArray(),
                    ScalarType.Float64 => all.Select(System.Convert.ToDouble).ToArray(),
                    ScalarType.Int64 => all.Select(System.Convert.ToInt64).ToArray(),
                    ScalarType.Float16 => all.Select(one => (Half)System.Convert.ToDouble(one)).ToArray(),
                    _ => throw new NotImplementedException(),
                };
                _data = next;
            }

            internal Array Data => _data;
            internal Tensor(Tensor other) { _data = other._data; _shape = other._shape; }

            public long[] shape => _shape.ToArray();
            public ScalarType dtype => _data switch { float[] => ScalarType.Float32, double[] => ScalarType.Float64, long[] => ScalarType.Int64, Half[] => ScalarType.Float16, _ => ScalarType.Bool };
            public Span<byte> bytes => throw Runs();
            public TensorAccessor<T> data<T>(bool validate = true) where T : unmanaged => new TensorAccessor<T>(this);
            public Tensor detach() => new Tensor(this);
            public Tensor cpu() => this;
            public Tensor contiguous() => this;
            public void Dispose() { }

            public Tensor view(params long[] shape) => throw Runs();
            public Tensor reshape(params long[] shape) => throw Runs();
            public Tensor flatten(long start_dim = 0, long end_dim = -1) => throw Runs();
            public Tensor relu() => throw Runs();
            public Tensor tanh() => throw Runs();
            public Tensor tanh(bool precise) => throw Runs();
            public Tensor exp() => throw Runs();
            public Tensor transpose(long dim0, long dim1) => throw Runs();
            public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) => throw Runs();
            public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => throw Runs();
            public Tensor unsqueeze(long dim) => throw Runs();
            public Tensor matmul(Tensor target) => throw Runs();
            public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) => throw Runs();
            public Tensor logit(double? eps = null) => throw Runs();
            public static Tensor operator +(Tensor left, Tensor right) => throw Runs();
            public static Tensor operator +(Tensor left, Scalar right) => throw Runs();
            public static Tensor operator -(Tensor left, Tensor right) => throw Runs();
            public static Tensor operator *(Tensor left, Tensor right) => throw Runs();
            public static Tensor operator *(Tensor left, Scalar right) => throw Runs();
            public static Tensor operator *(Scalar left, Tensor right) => throw Runs();
            public static Tensor operator /(Tensor left, Scalar right) => throw Runs();
            public static Tensor operator -(Tensor tensor) => throw Runs();
            public static Tensor operator >(Tensor left, Scalar right) => throw Runs();
            public static Tensor operator <(Tensor left, Scalar right) => throw Runs();
        }

        public static partial class nn
        {
            public interface IModule<T, TResult> { TResult call(T input); }

            public class Module : IDisposable
            {
                private readonly List<(string, Module)> _children = new List<(string, Module)>();
                private readonly List<(string, Parameter)> _own = new List<(string, Parameter)>();
                private readonly List<(string, Tensor)> _buffers = new List<(string, Tensor)>();
                private readonly string _name;
                private bool _training = true;

                protected Module(string name) { _name = name; }

                public virtual bool training => _training;
                public virtual string GetName() => _name;

                public virtual void train(bool train = true)
                {
                    _training = train;
                    foreach (var (_, child) in _children)
                        child.train(train);
                }

                public virtual void eval() => train(false);
                public virtual IEnumerable<(string name, Module module)> named_children() => _children;

                public virtual IEnumerable<(string name, Module module)> named_modules() =>
                    _children.SelectMany(child => child.Item2.named_modules().Select(one => (child.Item1 + "." + one.name, one.module)).Prepend(child));

                public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor> destination = null, string prefix = null)
                {
                    destination = destination ?? new Dictionary<string, Tensor>();
                    string Key(string name) => string.IsNullOrEmpty(prefix) ? name : prefix + "." + name;
                    foreach (var (name, value) in _own)
                        destination.TryAdd(Key(name), value);
                    foreach (var (name, value) in _buffers)
                        destination.TryAdd(Key(name), value);
                    foreach (var (name, child) in _children)
                        child.state_dict(destination, Key(name));
                    return destination;
                }

                public virtual void register_module(string name, Module submodule) => _children.Add((name, submodule));
                public virtual void register_parameter(string name, Parameter param) => _own.Add((name, param));
                public virtual void register_buffer(string name, Tensor tensor, bool persistent = true) => _buffers.Add((name, tensor));

                protected virtual void RegisterComponents()
                {
                    for (var type = GetType(); type.Assembly != typeof(Module).Assembly; type = type.BaseType)
                    {
                        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                        {
                            string name = field.GetCustomAttribute<ComponentNameAttribute>()?.Name ?? field.Name;
                            switch (field.GetValue(this))
                            {
                                case Module module: register_module(name, module); break;
                                case Parameter parameter: register_parameter(name, parameter); break;
                                case Tensor tensor: register_buffer(name, tensor); break;
                            }
                        }
                    }
                }

                public void Dispose() { }
            }

            public class HookableModule<TPreHook, TPostHook> : Module
            {
                protected HookableModule(string name) : base(name) { }
            }

            public abstract class Module<T, TResult> : HookableModule<Func<Module<T, TResult>, T, T>, Func<Module<T, TResult>, T, TResult, TResult>>, IModule<T, TResult>
            {
                protected Module(string name) : base(name) { }
                public abstract TResult forward(T input);
                public TResult call(T input) => forward(input);
            }

            public abstract class Module<T1, T2, TResult> : HookableModule<Func<Module<T1, T2, TResult>, T1, T2, (T1, T2)>, Func<Module<T1, T2, TResult>, T1, T2, TResult, TResult>>
            {
                protected Module(string name) : base(name) { }
                public abstract TResult forward(T1 input1, T2 input2);
                public TResult call(T1 input1, T2 input2) => forward(input1, input2);
            }

            public static Linear Linear(long inputSize, long outputSize, bool hasBias = true, Device device = null, ScalarType? dtype = null) => new Linear(inputSize, outputSize, hasBias);
            public static Conv2d Conv2d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device device = null, ScalarType? dtype = null) => new Conv2d(in_channels, out_channels, kernel_size, stride, padding, dilation, padding_mode, groups, bias);
            public static Conv2d Conv2d(long in_channels, long out_channels, long kernel_size, Padding padding, long stride = 1, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device device = null, ScalarType? dtype = null) => new Conv2d(in_channels, out_channels, kernel_size, stride, 0, dilation, padding_mode, groups, bias).With(padding);
            public static BatchNorm2d BatchNorm2d(long num_features, double eps = 1E-05, double momentum = 0.1, bool affine = true, bool track_running_stats = true, Device device = null, ScalarType? dtype = null) => new BatchNorm2d(num_features, eps, momentum, affine, track_running_stats);
            public static MaxPool2d MaxPool2d(long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) => new MaxPool2d(kernel_size, stride, padding, dilation, ceil_mode);
            public static ReLU ReLU(bool inplace = false) => new ReLU(inplace);
            public static Flatten Flatten(long start_dim = 1, long end_dim = -1) => new Flatten(start_dim, end_dim);
            public static Dropout Dropout(double p = 0.5, bool inplace = false) => new Dropout(p, inplace);
            public static Softmax Softmax(long dim) => new Softmax(dim);
            public static Tanh Tanh() => new Tanh();
            public static CELU CELU(double alpha = 1.0, bool inplace = false) => new CELU();
            public static Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) => new Sequential(modules);
            public static Sequential Sequential(params Module<Tensor, Tensor>[] modules) => new Sequential(modules.Select((one, i) => (i.ToString(), one)));
            public static Parameter Parameter(Tensor data, bool requires_grad = true) => new Parameter(data, requires_grad);

            public static partial class functional
            {
                public static Tensor relu(Tensor x, bool inplace = false) => throw Runs();
                public static Tensor max_pool2d(Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) => throw Runs();
                public static Tensor linear(Tensor input, Tensor weights, Tensor bias = null) => throw Runs();
                public static Tensor pad(Tensor input, long pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => throw Runs();
                public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => throw Runs();
                public static Tensor celu(Tensor x, double alpha, bool inplace = false) => throw Runs();
            }

            public static partial class init
            {
                public static Tensor zeros_(Tensor tensor) => tensor;
            }
        }
    }

    namespace Utils
    {
        public sealed class TensorAccessor<T> : IDisposable, IEnumerable<T> where T : unmanaged
        {
            private readonly torch.Tensor _tensor;

            internal TensorAccessor(torch.Tensor tensor) { _tensor = tensor; }

            public T[] ToArray() => _tensor.shape.Contains(0) && _tensor.shape.Length > 1 ? throw new Exception("Invalid") : ((T[])_tensor.Data).ToArray();
            public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();
            IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
            public void Dispose() { }
        }
    }

    namespace Modules
    {
        using static torch;

        public class Parameter : Tensor
        {
            public Parameter(Tensor data, bool requires_grad = true) : base(data) { }
        }

        public abstract class ParameterLessModule<T, TResult> : nn.Module<T, TResult>
        {
            protected ParameterLessModule(string name) : base(name) { }
        }

        public abstract class Layer : ParameterLessModule<Tensor, Tensor>
        {
            protected Layer(string name) : base(name) { }
            public override Tensor forward(Tensor input) => throw Runs();
        }

        public sealed class Linear : nn.Module<Tensor, Tensor>
        {
            internal Linear(long inputSize, long outputSize, bool hasBias) : base("Linear")
            {
                in_features = inputSize;
                out_features = outputSize;
                register_parameter("weight", weight = new Parameter(rand(new[] { outputSize, inputSize })));
                if (hasBias)
                    register_parameter("bias", bias = new Parameter(rand(outputSize)));
            }

            public long in_features { get; set; }
            public long out_features { get; set; }
            public Parameter weight { get; set; }
            public Parameter bias { get; set; }
            public override Tensor forward(Tensor tensor) => throw Runs();
        }

        public abstract class Convolution : nn.Module<Tensor, Tensor>
        {
            protected Convolution(string name) : base(name) { }
            public long in_channels { get; protected set; }
            public long out_channels { get; protected set; }
            public Padding? padding_type { get; protected set; }
            public long[] padding { get; protected set; }
            public PaddingModes padding_mode { get; set; }
            public long groups { get; set; }
            public long[] kernel_size { get; set; }
            public long[] stride { get; set; }
            public long[] dilation { get; set; }
            public Parameter weight { get; set; }
            public Parameter bias { get; set; }
            public override Tensor forward(Tensor input) => throw Runs();
        }

        public sealed class Conv2d : Convolution
        {
            internal Conv2d(long i, long o, long kernel, long stride, long padding, long dilation, PaddingModes mode, long groups, bool bias) : base("Conv2d")
            {
                (in_channels, out_channels, padding_mode, this.groups) = (i, o, mode, groups);
                kernel_size = new[] { kernel, kernel };
                this.stride = new[] { stride, stride };
                this.padding = new[] { padding, padding };
                this.dilation = new[] { dilation, dilation };
                register_parameter("weight", weight = new Parameter(rand(new[] { o, i / groups, kernel, kernel })));
                if (bias)
                    register_parameter("bias", this.bias = new Parameter(rand(o)));
            }

            internal Conv2d With(Padding type)
            {
                (padding, padding_type) = (null, type);
                return this;
            }
        }

        public abstract class NormBase : nn.Module<Tensor, Tensor>
        {
            protected NormBase(string name) : base(name) { }
            public long num_features { get; protected set; }
            public double eps { get; set; }
            public double? momentum { get; set; }
            public bool affine { get; protected set; }
            public bool track_running_stats { get; protected set; }
            public Parameter weight { get; set; }
            public Parameter bias { get; set; }
            public Tensor running_mean { get; set; }
            public Tensor running_var { get; set; }
            public override Tensor forward(Tensor input) => throw Runs();
        }

        public sealed class BatchNorm2d : NormBase
        {
            internal BatchNorm2d(long n, double eps, double momentum, bool affine, bool track) : base("BatchNorm2d")
            {
                (num_features, this.eps, this.momentum, this.affine, track_running_stats) = (n, eps, momentum, affine, track);
                if (affine)
                {
                    register_parameter("weight", weight = new Parameter(rand(n)));
                    register_parameter("bias", bias = new Parameter(rand(n)));
                }

                if (track)
                {
                    register_buffer("running_mean", running_mean = rand(n));
                    register_buffer("running_var", running_var = ones(n));
                    register_buffer("num_batches_tracked", zeros(new long[0], ScalarType.Int64));
                }
            }
        }

        public sealed class MaxPool2d : Layer
        {
            internal MaxPool2d(long k, long? s, long? p, long? d, bool ceil) : base("MaxPool2d")
            {
                kernel_size = new[] { k, k };
                stride = s is long x ? new[] { x, x } : null;
                padding = p is long y ? new[] { y, y } : null;
                dilation = d is long z ? new[] { z, z } : null;
                ceil_mode = ceil;
            }

            public long[] kernel_size { get; set; }
            public long[] stride { get; set; }
            public long[] padding { get; set; }
            public long[] dilation { get; set; }
            public bool ceil_mode { get; set; }
        }

        public sealed class ReLU : Layer { internal ReLU(bool inplace) : base("ReLU") { this.inplace = inplace; } public bool inplace { get; set; } }

        public sealed class Tanh : Layer { internal Tanh() : base("Tanh") { } public bool inplace { get; set; } }

        public sealed class CELU : Layer { internal CELU() : base("CELU") { } }

        // Keeps its dimension to itself, as some modules of the original do.
        public sealed class Softmax : Layer { internal Softmax(long dim) : base("Softmax") { } }

        public sealed class Dropout : Layer
        {
            internal Dropout(double p, bool inplace) : base("Dropout") { (this.p, this.inplace) = (p, inplace); }
            public double p { get; set; }
            public bool inplace { get; set; }
        }

        public sealed class Flatten : Layer
        {
            internal Flatten(long start_dim, long end_dim) : base("Flatten") { (this.start_dim, this.end_dim) = (start_dim, end_dim); }
            public long start_dim { get; set; }
            public long end_dim { get; set; }
        }

        public class Sequential : nn.Module<Tensor, Tensor>
        {
            internal Sequential(IEnumerable<(string, nn.Module<Tensor, Tensor>)> modules) : base("Sequential")
            {
                foreach (var (name, module) in modules)
                    register_module(name, module);
            }

            public override Tensor forward(Tensor input) => throw Runs();
        }
    }
}
