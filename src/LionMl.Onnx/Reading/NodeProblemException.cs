namespace LionMl.Onnx.Reading;

/// <summary>What an operator finds wrong with its node; whoever called the operator adds which node it was.</summary>
internal sealed class NodeProblemException(string problem) : Exception(problem);
