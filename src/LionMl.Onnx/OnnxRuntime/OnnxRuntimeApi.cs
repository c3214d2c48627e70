using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace LionMl.Onnx.OnnxRuntime;

/// <summary>
/// ONNX Runtime's C interface: one exported function leads to a table of functions. Every call that can fail gives a status, which becomes
/// an <see cref="OnnxException"/> here. What <c>Create…</c> and <c>Get…</c> give must be released as the names say.
/// </summary>
internal sealed unsafe class OnnxRuntimeApi
{
    // Names of OrtErrorCode.
    private static readonly string[] ErrorNames =
    [
        "OK", "FAIL", "INVALID_ARGUMENT", "NO_SUCHFILE", "NO_MODEL", "ENGINE_ERROR", "RUNTIME_EXCEPTION", "INVALID_PROTOBUF",
        "MODEL_LOADED", "NOT_IMPLEMENTED", "INVALID_GRAPH", "EP_FAIL",
    ];

    private readonly nint* _table;

    private OnnxRuntimeApi(nint* table, string version)
    {
        _table = table;
        Version = version;
    }

    /// <summary>The library's version.</summary>
    public string Version { get; }

    /// <summary>The allocator that names come from; it belongs to the library.</summary>
    private nint Allocator
    {
        get
        {
            nint allocator;
            Check(
                ((delegate* unmanaged<nint*, nint>)this[OnnxRuntimeFunction.GetAllocatorWithDefaultOptions])(&allocator),
                "getting its allocator");
            return allocator;
        }
    }

    private nint this[OnnxRuntimeFunction function] => _table[(int)function];

    /// <summary>Gets the table.</summary>
    /// <param name="entry">The exported function <c>OrtGetApiBase</c>.</param>
    /// <param name="oldest">The oldest version that will do.</param>
    /// <exception cref="OnnxException">The library is older.</exception>
    public static OnnxRuntimeApi Enter(nint entry, Version oldest)
    {
        // struct OrtApiBase { GetApi, GetVersionString }
        nint* start = ((delegate* unmanaged<nint*>)entry)();
        string version = Marshal.PtrToStringUTF8(((delegate* unmanaged<nint>)start[1])()) ?? string.Empty;

        // Asked first, because GetApi prints to the terminal where it refuses. It is told the minor version that the caller was made for.
        nint* table = IsAtLeast(version, oldest) ? ((delegate* unmanaged<uint, nint*>)start[0])((uint)oldest.Minor) : null;
        return table is not null
            ? new OnnxRuntimeApi(table, version)
            : throw new OnnxException($"it is ONNX Runtime {version}, but {oldest} or later is needed; install a newer one");
    }

    /// <summary>Whether a version in the library's own words is at least another.</summary>
    public static bool IsAtLeast(string version, Version oldest)
    {
        // A build between releases calls itself 1.24.0-dev or the like.
        int end = version.AsSpan().IndexOfAnyExcept("0123456789.");
        return System.Version.TryParse(end < 0 ? version : version[..end], out Version? parsed) && parsed >= oldest;
    }

    /// <summary>The environment that sessions live in. It logs errors only, and sends no telemetry.</summary>
    public nint CreateEnvironment()
    {
        const int ErrorsOnly = 3;
        nint environment;
        fixed (byte* name = "LionML"u8)
        {
            Check(
                ((delegate* unmanaged<int, byte*, nint*, nint>)this[OnnxRuntimeFunction.CreateEnv])(ErrorsOnly, name, &environment),
                "starting it");
        }

        Check(
            ((delegate* unmanaged<nint, nint>)this[OnnxRuntimeFunction.DisableTelemetryEvents])(environment),
            "turning its telemetry off");
        return environment;
    }

    /// <summary>Loads a model.</summary>
    public nint CreateSession(nint environment, ReadOnlySpan<byte> model, OnnxRuntimeOptions settings)
    {
        const int NoRewriting = 0;
        const int AllRewriting = 99;
        nint options;
        Check(((delegate* unmanaged<nint*, nint>)this[OnnxRuntimeFunction.CreateSessionOptions])(&options), "making session options");
        try
        {
            SetNumber(OnnxRuntimeFunction.SetSessionGraphOptimizationLevel, options, settings.Rewrites ? AllRewriting : NoRewriting);

            // The library's own choice of threads would also bind them to cores, which containers forbid with a complaint on the terminal.
            SetNumber(
                OnnxRuntimeFunction.SetIntraOpNumThreads, options, settings.Cores == 0 ? Environment.ProcessorCount : settings.Cores);
            SetNumber(OnnxRuntimeFunction.SetInterOpNumThreads, options, 1);
            if (settings.ChecksShapes)
            {
                SetText(options, "session.strict_shape_type_inference"u8, "1"u8);
            }

            nint session;
            fixed (byte* bytes = model)
            {
                // An empty span has no address, which the library would not take for an empty model.
                byte none;
                Check(
                    ((delegate* unmanaged<nint, byte*, nuint, nint, nint*, nint>)this[OnnxRuntimeFunction.CreateSessionFromArray])(
                        environment, bytes is null ? &none : bytes, (nuint)model.Length, options, &session),
                    "loading the model");
            }

            return session;
        }
        finally
        {
            Release(OnnxRuntimeFunction.ReleaseSessionOptions, options);
        }
    }

    public int InputCount(nint session) => Count(OnnxRuntimeFunction.SessionGetInputCount, session);

    public int OutputCount(nint session) => Count(OnnxRuntimeFunction.SessionGetOutputCount, session);

    /// <summary>A name as the library knows it, with its terminating zero; it need not be valid UTF-8.</summary>
    public byte[] InputName(nint session, int index) => Name(OnnxRuntimeFunction.SessionGetInputName, session, index);

    /// <inheritdoc cref="InputName"/>
    public byte[] OutputName(nint session, int index) => Name(OnnxRuntimeFunction.SessionGetOutputName, session, index);

    public (ElementType Type, ImmutableArray<long?> Dimensions) InputType(nint session, int index) =>
        DeclaredType(OnnxRuntimeFunction.SessionGetInputTypeInfo, session, index);

    public (ElementType Type, ImmutableArray<long?> Dimensions) OutputType(nint session, int index) =>
        DeclaredType(OnnxRuntimeFunction.SessionGetOutputTypeInfo, session, index);

    public nint CreateRunOptions()
    {
        nint options;
        Check(((delegate* unmanaged<nint*, nint>)this[OnnxRuntimeFunction.CreateRunOptions])(&options), "making run options");
        return options;
    }

    /// <summary>Makes runs with these options end with an error as soon as they can.</summary>
    public void Terminate(nint runOptions) =>
        Check(((delegate* unmanaged<nint, nint>)this[OnnxRuntimeFunction.RunOptionsSetTerminate])(runOptions), "cancelling a run");

    /// <summary>Runs a model.</summary>
    /// <param name="session">The session.</param>
    /// <param name="runOptions">Options, or 0.</param>
    /// <param name="inputNames">Pointers to names.</param>
    /// <param name="inputs">Values, one for each name.</param>
    /// <param name="outputNames">Pointers to names.</param>
    /// <param name="outputs">Zeros, one for each name; values afterwards, which the caller releases, and maybe zeros where the model gave
    /// none.</param>
    public void Run(
        nint session, nint runOptions, ReadOnlySpan<nint> inputNames, ReadOnlySpan<nint> inputs, ReadOnlySpan<nint> outputNames,
        Span<nint> outputs)
    {
        fixed (nint* namesIn = inputNames, valuesIn = inputs, namesOut = outputNames, valuesOut = outputs)
        {
            var run = (delegate* unmanaged<nint, nint, nint*, nint*, nuint, nint*, nuint, nint*, nint>)this[OnnxRuntimeFunction.Run];
            Check(
                run(session, runOptions, namesIn, valuesIn, (nuint)inputs.Length, namesOut, (nuint)outputs.Length, valuesOut),
                "running the model");
        }
    }

    /// <summary>A value over memory that stays the caller's and must live as long as the value.</summary>
    public nint CreateTensor(void* data, nuint bytes, TensorShape shape, ElementType type)
    {
        const int DeviceAllocator = 0;
        const int DefaultMemory = 0;
        nint memory;
        Check(
            ((delegate* unmanaged<int, int, nint*, nint>)this[OnnxRuntimeFunction.CreateCpuMemoryInfo])(
                DeviceAllocator, DefaultMemory, &memory),
            "describing memory");
        try
        {
            long[] dimensions = [.. shape.Dimensions.Select(size => (long)size)];
            nint value;
            fixed (long* sizes = dimensions)
            {
                nint function = this[OnnxRuntimeFunction.CreateTensorWithDataAsOrtValue];
                var create = (delegate* unmanaged<nint, void*, nuint, long*, nuint, int, nint*, nint>)function;
                Check(create(memory, data, bytes, sizes, (nuint)dimensions.Length, (int)type, &value), "making a tensor");
            }

            return value;
        }
        finally
        {
            Release(OnnxRuntimeFunction.ReleaseMemoryInfo, memory);
        }
    }

    public bool IsTensor(nint value)
    {
        int answer;
        Check(((delegate* unmanaged<nint, int*, nint>)this[OnnxRuntimeFunction.IsTensor])(value, &answer), "looking at a value");
        return answer != 0;
    }

    /// <summary>Type and dimensions of a value that is a tensor.</summary>
    public (ElementType Type, long[] Dimensions) TensorType(nint value)
    {
        nint info;
        Check(
            ((delegate* unmanaged<nint, nint*, nint>)this[OnnxRuntimeFunction.GetTensorTypeAndShape])(value, &info), "looking at a tensor");
        try
        {
            return Describe(info);
        }
        finally
        {
            Release(OnnxRuntimeFunction.ReleaseTensorTypeAndShapeInfo, info);
        }
    }

    /// <summary>The elements of a value that is a tensor of numbers; they live as long as it.</summary>
    public void* TensorData(nint value)
    {
        void* data;
        Check(
            ((delegate* unmanaged<nint, void**, nint>)this[OnnxRuntimeFunction.GetTensorMutableData])(value, &data), "reading a tensor");
        return data;
    }

    public void ReleaseSession(nint session) => Release(OnnxRuntimeFunction.ReleaseSession, session);

    public void ReleaseValue(nint value) => Release(OnnxRuntimeFunction.ReleaseValue, value);

    public void ReleaseRunOptions(nint options) => Release(OnnxRuntimeFunction.ReleaseRunOptions, options);

    private static string Advice(int code) => code switch
    {
        1 or 7 => "If this is an ONNX file, it may be damaged; try FloatInterpreter, or another version of ONNX Runtime.",
        2 => "Correct the model or its inputs.",
        9 => "Run it with FloatInterpreter, or with a newer ONNX Runtime.",
        10 => "The model breaks a rule of ONNX; correct it or export it again.",
        _ => "Run it with FloatInterpreter to see more.",
    };

    private void SetNumber(OnnxRuntimeFunction function, nint options, int value) =>
        Check(((delegate* unmanaged<nint, int, nint>)this[function])(options, value), "setting session options");

    // The texts end with a zero, as literals do.
    private void SetText(nint options, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        fixed (byte* name = key, text = value)
        {
            var set = (delegate* unmanaged<nint, byte*, byte*, nint>)this[OnnxRuntimeFunction.AddSessionConfigEntry];
            Check(set(options, name, text), "setting session options");
        }
    }

    private int Count(OnnxRuntimeFunction function, nint session)
    {
        nuint count;
        Check(((delegate* unmanaged<nint, nuint*, nint>)this[function])(session, &count), "counting the model's inputs and outputs");
        return checked((int)count);
    }

    private byte[] Name(OnnxRuntimeFunction function, nint session, int index)
    {
        nint allocator = Allocator;
        byte* name;
        Check(
            ((delegate* unmanaged<nint, nuint, nint, byte**, nint>)this[function])(session, (nuint)index, allocator, &name),
            "naming the model's inputs and outputs");
        byte[] copy = new ReadOnlySpan<byte>(name, MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name).Length + 1).ToArray();
        Check(((delegate* unmanaged<nint, void*, nint>)this[OnnxRuntimeFunction.AllocatorFree])(allocator, name), "freeing a name");
        return copy;
    }

    private (ElementType Type, ImmutableArray<long?> Dimensions) DeclaredType(OnnxRuntimeFunction function, nint session, int index)
    {
        nint type;
        Check(
            ((delegate* unmanaged<nint, nuint, nint*, nint>)this[function])(session, (nuint)index, &type),
            "typing the model's inputs and outputs");
        try
        {
            // Part of the type, and 0 where that is not the type of a tensor.
            nint info;
            Check(
                ((delegate* unmanaged<nint, nint*, nint>)this[OnnxRuntimeFunction.CastTypeInfoToTensorInfo])(type, &info),
                "typing the model's inputs and outputs");
            if (info == 0)
            {
                return (ElementType.Undefined, []);
            }

            (ElementType element, long[] dimensions) = Describe(info);
            return (
                element.IsSupported() ? element : ElementType.Undefined,
                [.. dimensions.Select(size => size < 0 ? (long?)null : size)]);
        }
        finally
        {
            Release(OnnxRuntimeFunction.ReleaseTypeInfo, type);
        }
    }

    private (ElementType Type, long[] Dimensions) Describe(nint info)
    {
        const string Doing = "reading a shape";
        int type;
        Check(((delegate* unmanaged<nint, int*, nint>)this[OnnxRuntimeFunction.GetTensorElementType])(info, &type), Doing);
        nuint rank;
        Check(((delegate* unmanaged<nint, nuint*, nint>)this[OnnxRuntimeFunction.GetDimensionsCount])(info, &rank), Doing);
        long[] dimensions = new long[checked((int)rank)];
        fixed (long* sizes = dimensions)
        {
            Check(((delegate* unmanaged<nint, long*, nuint, nint>)this[OnnxRuntimeFunction.GetDimensions])(info, sizes, rank), Doing);
        }

        return ((ElementType)type, dimensions);
    }

    private void Release(OnnxRuntimeFunction function, nint handle) => ((delegate* unmanaged<nint, void>)this[function])(handle);

    private void Check(nint status, string doing)
    {
        if (status == 0)
        {
            return;
        }

        int code = ((delegate* unmanaged<nint, int>)this[OnnxRuntimeFunction.GetErrorCode])(status);
        string? message = Marshal.PtrToStringUTF8(((delegate* unmanaged<nint, nint>)this[OnnxRuntimeFunction.GetErrorMessage])(status));
        Release(OnnxRuntimeFunction.ReleaseStatus, status);
        string name = code >= 0 && code < ErrorNames.Length ? ErrorNames[code] : $"error {code}";
        throw new OnnxException($"ONNX Runtime {Version}, {doing}: {name}: {message?.Trim()}\n{Advice(code)}");
    }
}
