using System.Runtime.InteropServices;

namespace LionMl.Onnx.OnnxRuntime;

/// <summary>A session of the library, released when nobody runs it any more.</summary>
internal sealed class OnnxRuntimeSessionHandle : SafeHandle
{
    private readonly OnnxRuntimeApi _api;

    public OnnxRuntimeSessionHandle(OnnxRuntimeApi api, nint session)
        : base(0, ownsHandle: true)
    {
        _api = api;
        SetHandle(session);
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        _api.ReleaseSession(handle);
        return true;
    }
}
