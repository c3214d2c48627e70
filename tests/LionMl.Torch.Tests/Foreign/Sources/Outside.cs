// Models that use what the subset does not have, each in another way.
using System;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace Outside
{
    public class Spectral : Module<Tensor, Tensor>
    {
        public Spectral() : base("Spectral") { }
        public override Tensor forward(Tensor x) => fft.rfft(x);
    }

    public class Window : Module<Tensor, Tensor>
    {
        private readonly Tensor window;
        public Window() : base("Window") { window = hann_window(3); }
        public Window(int made) : base("Window") { }
        public override Tensor forward(Tensor x) => x * window;
    }

    public class Celu : Module<Tensor, Tensor>
    {
        private readonly Linear fc = Linear(2, 2);
        private readonly CELU act = CELU();
        public Celu() : base("Celu") => RegisterComponents();
        public override Tensor forward(Tensor x) => act.call(fc.call(x));
    }

    public class Logit : Module<Tensor, Tensor>
    {
        public Logit() : base("Logit") { }
        public override Tensor forward(Tensor x) => x.logit();
    }

    public static class Late
    {
        public static readonly Func<Tensor, Tensor> Act = x => F.celu(x, 1);
        public static readonly Tensor Window = Size > 0 ? hann_window(Size) : null;
        public static long Size => Environment.ProcessId;
    }

    public class Static : Module<Tensor, Tensor>
    {
        public Static() : base("Static") { }
        public override Tensor forward(Tensor x) => x * Late.Window;
    }

    public class Form : Module<Tensor, Tensor>
    {
        public Form() : base("Form") { }
        public override Tensor forward(Tensor x) => x.tanh(true);
    }
}
