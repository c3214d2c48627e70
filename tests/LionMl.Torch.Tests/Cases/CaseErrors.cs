namespace LionMl.Torch.Tests.Cases;

/// <summary>How far a case is from its golden: the largest |difference| / max(1, |golden|).</summary>
/// <param name="Forward">Over all outputs.</param>
/// <param name="Gradient">Over all gradients of inputs and state; null where there are none.</param>
internal sealed record CaseErrors(double Forward, double? Gradient)
{
    public static CaseErrors Of(TorchCase item)
    {
        Golden golden = Golden.Of(item.Name);
        nn.Module? module = item.Create?.Invoke();
        module?.load_state_dict(golden.State);
        module?.train(golden.Training);
        Tensor[] inputs = golden.Inputs;
        foreach (Tensor input in inputs.Where(input => input.dtype == ScalarType.Float32))
        {
            input.requires_grad = true;
        }

        IReadOnlyList<Tensor> outputs = item.Run(module, inputs);
        double forward = 0;
        Assert.Equal(golden.Outputs.Length, outputs.Count);
        for (int i = 0; i < outputs.Count; i++)
        {
            forward = Math.Max(forward, Distance(golden.Outputs[i], outputs[i]));
        }

        Tensor? loss = null;
        for (int i = 0; i < outputs.Count; i++)
        {
            if (golden.Cotangents[i] is { } cotangent)
            {
                Tensor part = (outputs[i] * cotangent).sum();
                loss = loss is null ? part : loss + part;
            }
        }

        loss?.backward();
        double? gradient = null;
        for (int i = 0; i < inputs.Length; i++)
        {
            if (golden.Gradients[i] is { } expected)
            {
                gradient = Math.Max(gradient ?? 0, Distance(expected, inputs[i].grad ?? zeros_like(inputs[i])));
            }
        }

        foreach ((string name, Tensor expected) in golden.StateGradients)
        {
            gradient = Math.Max(gradient ?? 0, Distance(expected, module!.get_parameter(name)!.grad!));
        }

        return new CaseErrors(forward, gradient);
    }

    public static double Distance(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.shape, actual.shape);
        Assert.Equal(expected.dtype, actual.dtype);
        double[] e = expected.to(ScalarType.Float64).data<double>().ToArray();
        double[] a = actual.detach().to(ScalarType.Float64).data<double>().ToArray();
        double worst = 0;
        for (int i = 0; i < e.Length; i++)
        {
            double distance = Math.Abs(e[i] - a[i]) / Math.Max(1, Math.Abs(e[i]));
            worst = e[i].Equals(a[i]) ? worst : double.IsNaN(distance) ? double.PositiveInfinity : Math.Max(worst, distance);
        }

        return worst;
    }
}
