using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace LionMl.Onnx.OnnxRuntime;

/// <summary>
/// ONNX Runtime, where its native library is found: a faster way to run a model in floats than <see cref="FloatInterpreter"/>, and a
/// yardstick that shares no code with it. Nothing in this project needs it.
/// </summary>
/// <remarks>The library stays loaded until the process ends, since it does not promise to survive being unloaded. It sends no
/// telemetry.</remarks>
public sealed class OnnxRuntimeLibrary
{
    /// <summary>The environment variable that names the library's file.</summary>
    public const string Variable = "LIONML_ONNXRUNTIME";

    /// <summary>The environment variable that names a node_modules folder to look in first.</summary>
    public const string NodeModulesVariable = "LIONML_NODE_MODULES";

    // The first that knows opset 17, which OnnxWriter writes.
    private static readonly Version Oldest = new(1, 12);

    private readonly OnnxRuntimeApi _api;
    private readonly nint _environment;

    private OnnxRuntimeLibrary(string location, OnnxRuntimeApi api)
    {
        Location = location;
        _api = api;
        _environment = api.CreateEnvironment();
    }

    /// <summary>The file, or the name by which the system found it.</summary>
    public string Location { get; }

    /// <summary>The library's version in its own words, for instance <c>1.24.3</c>.</summary>
    public string Version => _api.Version;

    /// <summary>
    /// Loads the library: from a path; else from the file that <see cref="Variable"/> names; else from the first npm package
    /// <c>onnxruntime-node</c> in the folder that <see cref="NodeModulesVariable"/> names, or in a node_modules folder in or above the
    /// working folder; else from the system.
    /// </summary>
    /// <param name="path">The library's file or a node_modules folder; null to look for it.</param>
    /// <exception cref="OnnxException">None was found, or none can be used; says why and what to do.</exception>
    public static OnnxRuntimeLibrary Load(string? path = null)
    {
        if (path is not null)
        {
            return LoadNamed(path, path);
        }

        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            return LoadNamed(named, $"{Variable}={named}");
        }

        string? nodeModules = Environment.GetEnvironmentVariable(NodeModulesVariable);
        IEnumerable<string> places = OnnxRuntimeLocator.InPackages(Environment.CurrentDirectory, nodeModules)
            .Concat(OnnxRuntimeLocator.SystemNames);
        return TryFirst(places, out OnnxRuntimeLibrary? library, out List<string> problems)
            ? library
            : throw new OnnxException(
                "ONNX Runtime was not found: run 'npm install --ignore-scripts onnxruntime-node' in the working folder or above it, or "
                    + $"set {Variable} to the library's file. FloatInterpreter runs models without it. Tried: "
                    + string.Join("; ", problems));
    }

    /// <summary>Loads the library as <see cref="Load"/> does, where it can.</summary>
    /// <param name="path">The library's file or a node_modules folder; null to look for it.</param>
    /// <param name="library">The library, or null.</param>
    /// <param name="problem">Why there is none and what to do, or null.</param>
    public static bool TryLoad(string? path, [NotNullWhen(true)] out OnnxRuntimeLibrary? library, [NotNullWhen(false)] out string? problem)
    {
        try
        {
            library = Load(path);
            problem = null;
            return true;
        }
        catch (OnnxException failure)
        {
            library = null;
            problem = failure.Message;
            return false;
        }
    }

    /// <summary>Prepares a model for running.</summary>
    /// <param name="model">The bytes of an ONNX file; they need not be trusted as far as the library withstands them. Weights in files of
    /// their own are the library's to find, from the working folder.</param>
    /// <param name="options">Threads; null for all cores.</param>
    /// <exception cref="OnnxException">The library refuses the model; gives its words.</exception>
    public OnnxRuntimeSession Open(ReadOnlySpan<byte> model, OnnxRuntimeOptions? options = null) =>
        new(_api, _environment, model, options ?? OnnxRuntimeOptions.Default);

    /// <summary>Prepares a graph for running, in the form in which <see cref="OnnxWriter"/> writes it.</summary>
    /// <inheritdoc cref="Open(ReadOnlySpan{byte}, OnnxRuntimeOptions?)"/>
    /// <param name="graph">The graph.</param>
    /// <param name="options">Threads; null for all cores.</param>
    public OnnxRuntimeSession Open(Graph graph, OnnxRuntimeOptions? options = null) => Open(OnnxWriter.Write(graph), options);

    /// <summary>The file and the version.</summary>
    public override string ToString() => $"ONNX Runtime {Version} ({Location})";

    private static OnnxRuntimeLibrary LoadNamed(string path, string source)
    {
        // A file's full path, because the system looks for a bare name in its own folders only.
        IEnumerable<string> places = Directory.Exists(path) ? OnnxRuntimeLocator.InPackage(path)
            : File.Exists(path) ? [Path.GetFullPath(path)]
            : [path];
        if (TryFirst(places, out OnnxRuntimeLibrary? library, out List<string> problems))
        {
            return library;
        }

        string found = problems.Count == 0
            ? "the folder holds no npm package onnxruntime-node with a library for this machine"
            : string.Join("; ", problems);
        throw new OnnxException($"ONNX Runtime cannot be loaded from {source}: {found}. Give the library's file, or a node_modules folder "
            + "that holds onnxruntime-node, or leave it out to have it looked for.");
    }

    private static bool TryFirst(
        IEnumerable<string> places, [NotNullWhen(true)] out OnnxRuntimeLibrary? library, out List<string> problems)
    {
        problems = [];
        library = null;
        foreach (string place in places)
        {
            try
            {
                library = new OnnxRuntimeLibrary(place, Enter(place));
                return true;
            }
            catch (Exception failure) when (failure is OnnxException or DllNotFoundException or BadImageFormatException)
            {
                problems.Add(failure is OnnxException ? $"{place}: {failure.Message}" : failure.Message.ReplaceLineEndings(" ").Trim());
            }
        }

        return false;
    }

    private static OnnxRuntimeApi Enter(string path)
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new OnnxException("tensors are handed over as little-endian numbers, which this machine does not use");
        }

        // Stays loaded even if it will not do: see the remarks.
        return NativeLibrary.TryGetExport(NativeLibrary.Load(path), "OrtGetApiBase", out nint entry)
            ? OnnxRuntimeApi.Enter(entry, Oldest)
            : throw new OnnxException("it is a library, but not ONNX Runtime (it has no OrtGetApiBase)");
    }
}
