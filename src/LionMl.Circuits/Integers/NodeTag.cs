namespace LionMl.Circuits;

/// <summary>The kinds of nodes, with the numbers that stored graphs use: never renumber.</summary>
internal enum NodeTag
{
    Input = 1,
    Constant = 2,
    Gather = 3,
    Sum = 4,
    Dense = 5,
    Convolution = 6,
    Product = 7,
    Rescale = 8,
    Relu = 9,
    Maximum = 10,
    Sign = 11,
    Zero = 12,
    Function = 13,
    Quotient = 14,
    Root = 15,
    ReciprocalRoot = 16,
    Selector = 17,
    RoundEven = 18,
    Clamp = 19,
    Parameter = 30,
    ParameterDense = 31,
    ParameterConvolution = 32,
}
