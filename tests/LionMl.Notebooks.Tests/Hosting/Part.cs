namespace LionMl.Notebooks.Tests.Hosting;

/// <summary>What a test needs beyond .NET.</summary>
public enum Part
{
    /// <summary>jupyter_client and libzmq.</summary>
    Client,

    /// <summary>jupyter_kernel_test.</summary>
    KernelTest,

    /// <summary>nbconvert.</summary>
    Convert,

    /// <summary>The classic notebook.</summary>
    Notebook,

    /// <summary>jupyter-console.</summary>
    Console,

    /// <summary>Chromium, Node and playwright-core.</summary>
    Browser,
}
