namespace TorchSharp;

public static partial class torch
{
    public static readonly Device CPU = new(DeviceType.CPU);

    public static Device device(string description) => new(description);

    public static Device device(DeviceType type, int index = -1) => new(type, index);

    internal static void RequireCpu(Device? device)
    {
        if (device is not null && device.type != DeviceType.CPU)
        {
            throw new NotSupportedException(
                $"device '{device}' is not available: LionML computes on the CPU; use torch.CPU or leave the device out");
        }
    }

    /// <summary>A place to compute; this library has the processor only, and says so where another is asked for.</summary>
    public class Device(DeviceType type, int index = -1)
    {
        public Device(string description)
            : this(Parse(description), Index(description))
        {
        }

        public DeviceType type { get; } = type;

        public int index { get; } = index;

        public override string ToString() => type.ToString().ToLowerInvariant() + (index >= 0 ? $":{index}" : string.Empty);

        public override bool Equals(object? obj) => obj is Device other && other.type == type && other.index == index;

        public override int GetHashCode() => HashCode.Combine(type, index);

        private static int Index(string description) => description.Split(':') is [_, var text]
            ? int.TryParse(text, out int index) && index >= 0
                ? index
                : throw new ArgumentException($"Invalid device string: '{description}'")
            : -1;

        private static DeviceType Parse(string description) => Enum.TryParse(description.Split(':')[0], true, out DeviceType type)
            ? type
            : throw new ArgumentException($"Expected one of cpu, cuda, mps, meta device type at start of device string: {description}");
    }

    /// <summary>Answers for code that asks whether a graphics card is there: it never is.</summary>
    public static class cuda
    {
        public static bool is_available() => false;

        public static int device_count() => 0;
    }
}
