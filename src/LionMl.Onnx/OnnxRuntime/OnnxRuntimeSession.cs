using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace LionMl.Onnx.OnnxRuntime;

/// <summary>A model that ONNX Runtime has loaded. Made by <see cref="OnnxRuntimeLibrary"/>; several threads may run it at once.</summary>
/// <remarks>
/// Sums are formed in another order than in <see cref="FloatInterpreter"/>, and in one that depends on the number of threads: expect
/// agreement to a few units of the last place, not equality. A <see cref="Tensor"/> holds doubles as 32-bit floats, and so an output of
/// type <see cref="ElementType.Double"/> is rounded.
/// </remarks>
public sealed class OnnxRuntimeSession : IDisposable
{
    private readonly OnnxRuntimeApi _api;
    private readonly OnnxRuntimeSessionHandle _handle;

    // Pinned for good, so that their addresses can be handed over.
    private readonly byte[][] _inputNames;
    private readonly byte[][] _outputNames;

    internal OnnxRuntimeSession(OnnxRuntimeApi api, nint environment, ReadOnlySpan<byte> model, OnnxRuntimeOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.Cores, nameof(options));
        _api = api;
        nint session = api.CreateSession(environment, model, options);
        _handle = new OnnxRuntimeSessionHandle(api, session);
        try
        {
            int inputs = api.InputCount(session);
            int outputs = api.OutputCount(session);
            _inputNames = [.. Enumerable.Range(0, inputs).Select(i => Pinned(api.InputName(session, i)))];
            _outputNames = [.. Enumerable.Range(0, outputs).Select(i => Pinned(api.OutputName(session, i)))];
            Inputs = [.. _inputNames.Select((name, i) => Describe(name, api.InputType(session, i)))];
            Outputs = [.. _outputNames.Select((name, i) => Describe(name, api.OutputType(session, i)))];
        }
        catch
        {
            _handle.Dispose();
            throw;
        }
    }

    /// <summary>What the model takes, in the file's order; initialisers are not among them.</summary>
    public IReadOnlyList<OnnxRuntimeTensor> Inputs { get; }

    /// <summary>What the model gives, in the file's order.</summary>
    public IReadOnlyList<OnnxRuntimeTensor> Outputs { get; }

    /// <summary>Computes the outputs.</summary>
    /// <param name="inputs">One tensor for each of <see cref="Inputs"/>, by name.</param>
    /// <param name="cancellation">Observed between nodes.</param>
    /// <returns>The outputs by name.</returns>
    /// <exception cref="OnnxException">An input is missing, unknown or of another shape or type, or the library reports an error; gives its
    /// words.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The session was disposed.</exception>
    public IReadOnlyDictionary<string, Tensor> Run(IReadOnlyDictionary<string, Tensor> inputs, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        CheckInputs(inputs);
        bool isHeld = false;
        var values = new List<OnnxRuntimeValue>(Inputs.Count);
        try
        {
            // Held, so that disposing meanwhile waits.
            _handle.DangerousAddRef(ref isHeld);
            foreach (OnnxRuntimeTensor input in Inputs)
            {
                values.Add(OnnxRuntimeValue.From(_api, inputs[input.Name]));
            }

            return Run(values, cancellation);
        }
        finally
        {
            foreach (OnnxRuntimeValue value in values)
            {
                value.Dispose();
            }

            if (isHeld)
            {
                _handle.DangerousRelease();
            }
        }
    }

    /// <summary>Releases the model; a run that is under way ends first.</summary>
    public void Dispose() => _handle.Dispose();

    private static byte[] Pinned(byte[] name)
    {
        byte[] pinned = GC.AllocateUninitializedArray<byte>(name.Length, pinned: true);
        name.CopyTo(pinned, 0);
        return pinned;
    }

    private static unsafe nint Address(byte[] pinned) => (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned));

    private static OnnxRuntimeTensor Describe(byte[] name, (ElementType Type, ImmutableArray<long?> Dimensions) type) =>
        new(Encoding.UTF8.GetString(name.AsSpan(..^1)), type.Type, type.Dimensions);

    private Dictionary<string, Tensor> Run(List<OnnxRuntimeValue> inputs, CancellationToken cancellation)
    {
        nint[] outputs = new nint[Outputs.Count];
        try
        {
            Run([.. inputs.Select(value => value.Handle)], outputs, cancellation);
            var results = new Dictionary<string, Tensor>(StringComparer.Ordinal);
            for (int i = 0; i < outputs.Length; i++)
            {
                results[Outputs[i].Name] = OnnxRuntimeValue.Read(_api, outputs[i], Outputs[i].Name);
            }

            return results;
        }
        finally
        {
            foreach (nint output in outputs.Where(output => output != 0))
            {
                _api.ReleaseValue(output);
            }
        }
    }

    private void Run(nint[] inputs, nint[] outputs, CancellationToken cancellation)
    {
        nint[] inputNames = [.. _inputNames.Select(Address)];
        nint[] outputNames = [.. _outputNames.Select(Address)];
        nint options = cancellation.CanBeCanceled ? _api.CreateRunOptions() : 0;
        try
        {
            // Disposed before the options are released: a cancellation under way is waited for.
            using CancellationTokenRegistration registration =
                cancellation.Register(() => _api.Terminate(options), useSynchronizationContext: false);
            _api.Run(_handle.DangerousGetHandle(), options, inputNames, inputs, outputNames, outputs);
        }
        catch (OnnxException) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
        finally
        {
            if (options != 0)
            {
                _api.ReleaseRunOptions(options);
            }
        }
    }

    private void CheckInputs(IReadOnlyDictionary<string, Tensor> inputs)
    {
        var problems = new List<string>();
        foreach (OnnxRuntimeTensor expected in Inputs)
        {
            if (!inputs.TryGetValue(expected.Name, out Tensor? given))
            {
                problems.Add($"input '{expected.Name}' ({expected}) is not given");
            }
            else if (given.Type != expected.ElementType || !expected.Takes(given.Shape))
            {
                problems.Add($"input '{expected.Name}' is {given}, but the model takes {expected}");
            }
        }

        var known = Inputs.Select(input => input.Name).ToHashSet(StringComparer.Ordinal);
        foreach (string name in inputs.Keys.Where(name => !known.Contains(name)))
        {
            problems.Add($"the model has no input '{name}'; it has {string.Join(", ", known.Select(input => $"'{input}'"))}");
        }

        if (problems.Count > 0)
        {
            throw new OnnxException(problems, "inputs for ONNX Runtime");
        }
    }
}
