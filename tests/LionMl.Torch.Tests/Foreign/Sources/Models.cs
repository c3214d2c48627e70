// Models as users of TorchSharp write them. Compiled twice in the tests: against the stand-in for TorchSharp, and against LionMl.Torch.
using System;
using System.Collections.Generic;
using System.Linq;
using Layers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace Models
{
    public class Conv : Module<Tensor, Tensor>
    {
        private readonly Conv2d conv1 = Conv2d(1, 4, 3, padding: 1);
        private readonly BatchNorm2d norm = BatchNorm2d(4);
        private readonly ReLU act = ReLU();
        private readonly Dropout drop = Dropout(0.3);
        private readonly Linear fc = Linear(64, 10);

        public Conv(Device device = null) : base("Conv")
        {
            init.zeros_(conv1.bias);
            RegisterComponents();
            if (device != null && device.type == DeviceType.CUDA)
                this.to(device);
        }

        public override Tensor forward(Tensor x)
        {
            using var convolved = conv1.forward(x);
            x = act.call(norm.call(convolved));
            x = F.max_pool2d(x, 2);
            return fc.call(drop.call(x.flatten(1)));
        }
    }

    public class Sequence : Module<Tensor, Tensor>
    {
        private readonly Module<Tensor, Tensor> body;

        public Sequence() : base("Sequence")
        {
            body = Sequential(("first", Linear(6, 5)), ("act", Tanh()), ("second", Sequential(Linear(5, 3), ReLU())));
            RegisterComponents();
        }

        public override Tensor forward(Tensor x) => body.call(x);
    }

    public sealed class Residual : Block
    {
        private readonly Linear inner;
        private readonly double _scale;
        private readonly long[] _shape;
        private readonly Settings _settings = new Settings();
        private readonly (int, long)? _pair;

        public Residual(int size, double scale = 2) : base("Residual")
        {
            inner = Linear(size, size, hasBias: false);
            _scale = scale;
            _shape = new long[] { -1, size };
            _pair = (size, 1);
            RegisterComponents();
        }

        public int Times { get; set; } = 1;

        public void Lift(float by) => _settings.Lift = by;

        protected override Tensor Body(Tensor x)
        {
            for (int i = 0; i < Times; i++)
                x = -inner.call(x) * _scale + x / 3;
            return Maths.Swish(x.view(_shape)) + _settings.Lift + _pair.Value.Item2;
        }

        private sealed class Settings { public float Lift = 0; }
    }

    public class Functional : Module<Tensor, Tensor, (Tensor, Tensor)>
    {
        private readonly Parameter weight = Parameter(rand(new long[] { 4, 4 }));
        private readonly Tensor offset = rand(4);

        public Functional() : base("Functional") => RegisterComponents();

        public override (Tensor, Tensor) forward(Tensor a, Tensor b)
        {
            Tensor product = a.matmul(weight) + offset;
            Tensor[] parts = Enumerable.Range(0, 2).Select(i => F.relu(product + i)).ToArray();
            return (cat(parts, 1), where(b > 0.5, 2 * b, b - a) + F.softmax(b, -1));
        }
    }

    public class Padded : Module<Tensor, Tensor>
    {
        private readonly Conv2d conv = Conv2d(1, 2, 3, padding: 1, padding_mode: PaddingModes.Reflect);

        public Padded() : base("Padded") => RegisterComponents();

        public override Tensor forward(Tensor x) => F.pad(conv.call(x), 1, PaddingModes.Replicate);
    }

    public class Generic<T> : Module<Tensor, Tensor> where T : Module<Tensor, Tensor>, new()
    {
        private readonly T part = new T();

        public Generic() : base("Generic") => RegisterComponents();

        public override Tensor forward(Tensor x) => part.call(x);
    }

    public class Throwing : Module<Tensor, Tensor>
    {
        public static bool Angry = true;
        public Throwing() : base("Throwing") { }
        public override Tensor forward(Tensor x) => x.shape[0] > 2 ? throw new InvalidOperationException("not today") : x.exp();
    }

    public class Unmade : Module<Tensor, Tensor>
    {
        public Unmade() : base("Unmade") { if (typeof(Tensor).Assembly.GetName().Name != "TorchSharp") throw new ArithmeticException("no such luck"); }
        public override Tensor forward(Tensor x) => x;
    }

    public class Varying : Module<Tensor, Tensor>
    {
        private readonly Linear a;
        private readonly Linear b;
        private readonly Linear c;

        public Varying(int size = 3, bool more = false) : base("Varying")
        {
            a = Linear(size, size);
            if (more) { b = Linear(1, 1); } else { c = Linear(1, 1); }
            RegisterComponents();
        }

        public override Tensor forward(Tensor x) => a.call(x);
    }

    public class Given : Module<Tensor, Tensor>
    {
        private readonly Linear fc;
        private readonly Tensor shift;

        public Given(string name, long[] sizes, Style style, Tensor shift, double? slope = null) : base(name)
        {
            fc = Linear(sizes[0], sizes[1]);
            this.shift = shift;
            RegisterComponents();
        }

        public override Tensor forward(Tensor x) => fc.call(x) + shift;
    }

    public class NotAModule { }
}
