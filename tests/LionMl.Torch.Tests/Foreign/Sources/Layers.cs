// A library of a user's own that uses TorchSharp: what the models below build on.
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Layers
{
    public enum Style { Plain, Squashed }

    public abstract class Block : Module<Tensor, Tensor>
    {
        protected Block(string name) : base(name) { }

        public Style Style = Style.Plain;

        public override Tensor forward(Tensor x) => Style == Style.Squashed ? Body(x).tanh() : Body(x);

        protected abstract Tensor Body(Tensor x);
    }

    public static class Maths
    {
        public static Tensor Swish(Tensor x) => x * sigmoid(x);
    }
}
