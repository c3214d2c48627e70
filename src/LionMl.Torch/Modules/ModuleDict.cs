using System.Collections;

namespace TorchSharp.Modules;

/// <summary>Modules under names of one's own.</summary>
/// <typeparam name="T">The modules' type.</typeparam>
public class ModuleDict<T> : nn.Module, IEnumerable<(string Key, T Value)>
    where T : nn.Module
{
    private readonly List<(string Key, T Value)> _entries = [];

    public ModuleDict(params (string, T)[] modules)
        : base("ModuleDict")
    {
        foreach ((string name, T module) in modules)
        {
            Add(name, module);
        }
    }

    public int Count => _entries.Count;

    public T this[string key] => _entries.First(entry => entry.Key == key).Value;

    public void Add(string key, T module)
    {
        register_module(key, module);
        _entries.Add((key, module));
    }

    public bool ContainsKey(string key) => _entries.Any(entry => entry.Key == key);

    public IEnumerator<(string Key, T Value)> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
