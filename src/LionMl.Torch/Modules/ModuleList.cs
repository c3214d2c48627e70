using System.Collections;
using System.Globalization;

namespace TorchSharp.Modules;

/// <summary>A list of modules under the names "0", "1", ….</summary>
/// <typeparam name="T">The modules' type.</typeparam>
public class ModuleList<T> : nn.Module, IReadOnlyList<T>
    where T : nn.Module
{
    private readonly List<T> _list = [];

    public ModuleList(params T[] modules)
        : base("ModuleList")
    {
        foreach (T module in modules)
        {
            Add(module);
        }
    }

    public int Count => _list.Count;

    public T this[int index] => _list[index];

    public void Add(T module)
    {
        register_module(_list.Count.ToString(CultureInfo.InvariantCulture), module);
        _list.Add(module);
    }

    public void append(T module) => Add(module);

    public IEnumerator<T> GetEnumerator() => _list.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
