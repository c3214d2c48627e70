namespace LionMl.Commands;

/// <summary>What a value of a verb means; front ends choose how to ask for it and how to complete it.</summary>
public enum ValueKind
{
    /// <summary>Present or absent, no value.</summary>
    Flag,

    /// <summary>Free text.</summary>
    Text,

    /// <summary>One of <see cref="VerbOption.Choices"/>.</summary>
    Choice,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>An existing file; a notebook also takes the name of a variable here.</summary>
    InputFile,

    /// <summary>An ONNX file; a notebook also takes the name of a variable with a model.</summary>
    Model,

    /// <summary>A library file with a class in TorchSharp style; a notebook also takes the name of a variable with a module.</summary>
    Module,

    /// <summary>The name of a notebook's variable with a tensor.</summary>
    Variable,

    /// <summary>A file to write.</summary>
    OutputFile,

    /// <summary>The SHA-256 of a verifying key; a notebook also takes the name of a variable with keys.</summary>
    Fingerprint,

    /// <summary>A folder of artifacts; a notebook also takes the name of a variable with a result that lies in one.</summary>
    Folder,
}
