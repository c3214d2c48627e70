using System.Reflection;

namespace LionMl.Torch;

/// <summary>
/// Carries plain values over that a model keeps in fields: they may have been set after it was made, or depend on arguments of its
/// constructor. Fields of TorchSharp's own classes are left alone, as are all that hold more than plain values.
/// </summary>
internal sealed class FieldCopy(ForeignContext context)
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);

    /// <summary>Copies the fields of an object, and of the objects of the model's own types that it holds.</summary>
    /// <param name="foreign">The original.</param>
    /// <param name="target">The object that was made in its place.</param>
    public void Copy(object foreign, object target)
    {
        if (!_seen.Add(foreign) || context.Map(foreign.GetType()) != target.GetType())
        {
            return;
        }

        // Down to TorchSharp's own classes, which are others here.
        for (Type type = foreign.GetType(), twin = target.GetType(); context.IsReloaded(type.Assembly);
            type = type.BaseType!, twin = twin.BaseType!)
        {
            foreach (FieldInfo field in type.GetFields(Declared))
            {
                if (twin.GetField(field.Name, Declared) is { } other)
                {
                    Copy(field.GetValue(foreign), other, target);
                }
            }
        }
    }

    private static bool IsPlain(Type type) => type.IsSZArray ? IsPlain(type.GetElementType()!)
        : type.IsPrimitive ? type != typeof(nint) && type != typeof(nuint)
        : type == typeof(string) || type == typeof(decimal) || type.IsEnum
        || (type is { IsValueType: true, IsConstructedGenericType: true } && type.Assembly == typeof(object).Assembly
            && type.GetGenericArguments().All(IsPlain));

    private void Copy(object? value, FieldInfo to, object target)
    {
        if (IsPlain(to.FieldType))
        {
            if (TryTwin(value, to.FieldType, out object? same))
            {
                to.SetValue(target, same);
            }
        }
        else if (value is not null && !value.GetType().IsValueType && !value.GetType().IsArray
            && context.IsReloaded(value.GetType().Assembly) && to.GetValue(target) is { } twin)
        {
            Copy(value, twin);
        }
    }

    /// <summary>A plain value as one of this world's types: enumerations are other types here, and arrays are not to be shared.</summary>
    private static bool TryTwin(object? value, Type type, out object? twin)
    {
        twin = value is Array own ? own.Clone() : value;
        if (value is null || type.IsInstanceOfType(value))
        {
            return true;
        }

        if (value is Array source && type.GetElementType() is { } element)
        {
            var result = Array.CreateInstance(element, source.Length);
            twin = result;
            for (int i = 0; i < source.Length; i++)
            {
                if (!TryTwin(source.GetValue(i), element, out object? item))
                {
                    return false;
                }

                result.SetValue(item, i);
            }

            return true;
        }

        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        twin = plain.IsEnum ? Enum.ToObject(plain, value) : null;
        return plain.IsEnum;
    }
}
