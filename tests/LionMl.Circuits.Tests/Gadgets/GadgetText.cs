using LionMl.Algebra;
using LionMl.Circuits.Gadgets;

namespace LionMl.Circuits.Tests.Gadgets;

/// <summary>A gadget at work: some input signals in, some signals out.</summary>
internal delegate IntegerSignal<F>[] GadgetText<F>(IntegerGadgets<F> gadgets, IntegerSignal<F>[] inputs)
    where F : unmanaged, IField<F>;
