namespace TorchSharp.Modules;

/// <summary>The weights of a recurrent module under PyTorch's names, and the walk over layers, directions and time.</summary>
internal sealed class RecurrentWeights
{
    private readonly List<Parameter[]> _cells = [];
    private readonly RecurrentOptions _options;

    public RecurrentWeights(nn.Module owner, RecurrentOptions options, int gates)
    {
        _options = options;
        double bound = 1 / Math.Sqrt(options.HiddenSize);
        for (int layer = 0; layer < options.Layers; layer++)
        {
            for (int direction = 0; direction < options.Directions; direction++)
            {
                long width = layer == 0 ? options.InputSize : options.HiddenSize * options.Directions;
                string suffix = $"_l{layer}{(direction == 1 ? "_reverse" : string.Empty)}";
                var cell = new List<Parameter>
                {
                    Own("weight_ih" + suffix, [gates * options.HiddenSize, width]),
                    Own("weight_hh" + suffix, [gates * options.HiddenSize, options.HiddenSize]),
                };
                if (options.HasBias)
                {
                    cell.Add(Own("bias_ih" + suffix, [gates * options.HiddenSize]));
                    cell.Add(Own("bias_hh" + suffix, [gates * options.HiddenSize]));
                }

                _cells.Add([.. cell]);
            }
        }

        Parameter Own(string name, long[] shape)
        {
            var parameter = new Parameter(zeros(shape, options.Type));
            nn.init.uniform_(parameter, -bound, bound);
            owner.register_parameter(name, parameter);
            return parameter;
        }
    }

    /// <summary>
    /// One step: the input's and the hidden state's shares of the gates, and the states; gives the new states, hidden first.
    /// </summary>
    public delegate Tensor[] Step(Tensor input, Tensor hidden, Tensor[] states);

    /// <summary>Runs over a sequence.</summary>
    /// <param name="input">[L, N, I], or batch first, or without a batch.</param>
    /// <param name="initial">The initial states [layers · directions, N, H]; null for zeros.</param>
    /// <param name="stateCount">How many states a cell has.</param>
    /// <param name="training">Whether dropout between layers drops.</param>
    /// <param name="step">The cell.</param>
    /// <returns>The outputs and the last states.</returns>
    public (Tensor Output, Tensor[] States) Run(Tensor input, Tensor[]? initial, int stateCount, bool training, Step step)
    {
        bool batched = input.dim() == 3;
        if (input.dim() is not (2 or 3) || input.shape[^1] != _options.InputSize)
        {
            throw new InvalidOperationException(
                $"input.size(-1) must be equal to input_size. Expected {_options.InputSize}, got input of shape "
                    + $"{Shapes.Text(input.shape)}");
        }

        Tensor x = !batched ? input.unsqueeze(1) : _options.BatchFirst ? input.transpose(0, 1) : input;
        Tensor[] start = initial is null
            ? [.. Enumerable.Range(0, stateCount).Select(_ => zeros([_cells.Count, x.shape[1], _options.HiddenSize], x.dtype))]
            : batched ? initial : [.. initial.Select(state => state.unsqueeze(1))];
        var last = new List<Tensor[]>();
        for (int layer = 0; layer < _options.Layers; layer++)
        {
            var directions = new List<Tensor>();
            for (int direction = 0; direction < _options.Directions; direction++)
            {
                int cell = (layer * _options.Directions) + direction;
                (Tensor output, Tensor[] states) = Pass(x, _cells[cell], [.. start.Select(s => s.select(0, cell))], direction == 1, step);
                directions.Add(output);
                last.Add(states);
            }

            x = directions.Count == 1 ? directions[0] : cat(directions, 2);
            if (_options.Dropout > 0 && layer < _options.Layers - 1)
            {
                x = nn.functional.dropout(x, _options.Dropout, training);
            }
        }

        Tensor[] final = [.. Enumerable.Range(0, stateCount).Select(i => stack(last.Select(states => states[i])))];
        return batched
            ? (_options.BatchFirst ? x.transpose(0, 1) : x, final)
            : (x.squeeze(1), [.. final.Select(state => state.squeeze(1))]);
    }

    private (Tensor Output, Tensor[] States) Pass(Tensor x, Parameter[] cell, Tensor[] states, bool reverse, Step step)
    {
        // The input's share of all steps is one product.
        Tensor shares = nn.functional.linear(x, cell[0], _options.HasBias ? cell[2] : null);
        int length = (int)x.shape[0];
        var outputs = new Tensor[length];
        for (int i = 0; i < length; i++)
        {
            int at = reverse ? length - 1 - i : i;
            Tensor hidden = nn.functional.linear(states[0], cell[1], _options.HasBias ? cell[3] : null);
            states = step(shares.select(0, at), hidden, states);
            outputs[at] = states[0];
        }

        return (stack(outputs), states);
    }
}
