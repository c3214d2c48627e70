namespace TorchSharp;

/// <summary>
/// Conversions that keep a module's own type. They are extensions because TorchSharp has them so: a compiled model calls this class.
/// </summary>
public static class ModuleExtensionMethods
{
    /// <summary>Converts all parameters and buffers of real numbers.</summary>
    /// <exception cref="InvalidOperationException">The type is not one of real numbers.</exception>
    public static T to<T>(this T module, ScalarType type, bool non_blocking = false)
        where T : nn.Module
    {
        module.Convert(type);
        return module;
    }

    /// <summary>Converts all parameters and buffers of real numbers.</summary>
    /// <exception cref="NotSupportedException">The device is not the processor.</exception>
    /// <exception cref="InvalidOperationException">The type is not one of real numbers.</exception>
    public static T to<T>(this T module, Device device, ScalarType type, bool non_blocking = false)
        where T : nn.Module => module.to(device).to(type);

    /// <summary>Does nothing where the device is the processor.</summary>
    /// <exception cref="NotSupportedException">The device is not the processor.</exception>
    public static T to<T>(this T module, Device device, bool non_blocking = false)
        where T : nn.Module
    {
        RequireCpu(device);
        return module;
    }

    /// <inheritdoc cref="to{T}(T, Device, bool)"/>
    public static T to<T>(this T module, DeviceType deviceType, int deviceIndex = -1, bool non_blocking = false)
        where T : nn.Module => module.to(new Device(deviceType, deviceIndex));

    /// <inheritdoc cref="to{T}(T, Device, bool)"/>
    public static T to<T>(this T module, string device, bool non_blocking = false)
        where T : nn.Module => module.to(new Device(device));

    /// <summary>Converts all parameters and buffers of real numbers to the type of a tensor.</summary>
    /// <exception cref="InvalidOperationException">The type is not one of real numbers.</exception>
    public static T to<T>(this T module, Tensor other, bool non_blocking = false)
        where T : nn.Module => module.to(other.dtype);

    public static T cpu<T>(this T module, bool non_blocking = false)
        where T : nn.Module => module;

    /// <exception cref="NotSupportedException">Always: there is the processor only.</exception>
    public static T cuda<T>(this T module, int deviceIndex = -1, bool non_blocking = false)
        where T : nn.Module => module.to(new Device(DeviceType.CUDA, deviceIndex));

    /// <summary>Converts all parameters and buffers of real numbers to 32 bits.</summary>
    public static T @float<T>(this T module, bool non_blocking = false)
        where T : nn.Module => module.to(ScalarType.Float32);

    /// <summary>Converts all parameters and buffers of real numbers to 64 bits.</summary>
    public static T @double<T>(this T module, bool non_blocking = false)
        where T : nn.Module => module.to(ScalarType.Float64);
}
