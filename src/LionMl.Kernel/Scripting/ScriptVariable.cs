using System.Reflection;

namespace LionMl.Kernel.Scripting;

/// <summary>A variable that a cell has defined.</summary>
/// <param name="Owner">The object that holds the cell's variables.</param>
/// <param name="Field">The variable in it.</param>
internal sealed record ScriptVariable(object Owner, FieldInfo Field)
{
    /// <summary>The value now.</summary>
    public object? Value
    {
        get => Field.GetValue(Owner);
        set => Field.SetValue(Owner, value);
    }
}
