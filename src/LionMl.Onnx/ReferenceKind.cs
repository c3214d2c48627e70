namespace LionMl.Onnx;

/// <summary>What computes the float reference.</summary>
public enum ReferenceKind
{
    /// <summary><see cref="FloatInterpreter"/>: results do not depend on what is installed.</summary>
    Interpreter,

    /// <summary>ONNX Runtime where its native library is found, else the interpreter.</summary>
    Auto,

    /// <summary>ONNX Runtime; without its library there is no reference.</summary>
    OnnxRuntime,
}
