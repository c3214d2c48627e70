using System.Diagnostics;
using System.Globalization;
using LionMl.Onnx;
using OnnxTensor = LionMl.Onnx.Tensor;

namespace TorchSharp;

/// <summary>
/// Collects the nodes of a graph while a module runs. A tensor is traced if it depends on an input; what does not is computed once and
/// becomes a constant, which is all the constant folding there is to do.
/// </summary>
internal sealed class TraceRecorder
{
    private readonly Dictionary<torch.Tensor, string> _names = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<torch.Tensor, string> _constantNames = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, OnnxTensor> _constants = new(StringComparer.Ordinal);
    private readonly Dictionary<torch.Tensor, string> _parameterNames;
    private readonly Dictionary<torch.nn.Module, string> _paths;
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly HashSet<string> _outputs = new(StringComparer.Ordinal);
    private readonly Stack<torch.nn.Module> _scopes = new();
    private readonly List<string> _warnings = [];
    private readonly List<Node> _nodes = [];

    public TraceRecorder(torch.nn.Module? root)
    {
        _parameterNames = new Dictionary<torch.Tensor, string>(ReferenceEqualityComparer.Instance);
        _paths = new Dictionary<torch.nn.Module, string>(ReferenceEqualityComparer.Instance);
        if (root is null)
        {
            return;
        }

        foreach ((string name, torch.Tensor value) in root.AllState())
        {
            _parameterNames.TryAdd(value, name);
            _taken.Add(name);
        }

        foreach ((string name, torch.nn.Module module) in root.named_modules())
        {
            _paths.TryAdd(module, "/" + name.Replace('.', '/'));
        }
    }

    public IReadOnlyList<string> Warnings => _warnings;

    public IReadOnlyList<Node> Nodes => _nodes;

    public IReadOnlyDictionary<string, OnnxTensor> Constants => _constants;

    /// <summary>Where the trace is, for names and messages: the path of the innermost module that the root knows.</summary>
    public string Path => _scopes.Select(
        module => _paths.GetValueOrDefault(module)).FirstOrDefault(path => path is not null) is { Length: > 1 } path
        ? path
        : string.Empty;

    public void Input(torch.Tensor tensor, string name)
    {
        _taken.Add(name);
        _names[tensor] = name;
    }

    public bool IsTraced(torch.Tensor tensor) => _names.ContainsKey(tensor);

    public IDisposable? Enter(torch.nn.Module module)
    {
        if (_scopes.TryPeek(out torch.nn.Module? top) && ReferenceEquals(top, module))
        {
            return null;
        }

        _scopes.Push(module);
        return new Restore(() => _scopes.Pop());
    }

    /// <summary>Appends a node, if any input depends on an input of the graph.</summary>
    public void Record(string op, torch.Tensor?[] inputs, torch.Tensor[] outputs, NodeAttributes? attributes = null)
    {
        if (!inputs.Any(input => input is not null && IsTraced(input)))
        {
            return;
        }

        string node = Unique($"{Path}/{op}");
        var names = new List<string>();
        foreach (torch.Tensor? input in inputs)
        {
            names.Add(input is null ? string.Empty : NameOf(input, node));
        }

        while (names[^1].Length == 0)
        {
            names.RemoveAt(names.Count - 1);
        }

        string[] results = new string[outputs.Length];
        for (int i = 0; i < outputs.Length; i++)
        {
            results[i] = $"{node}_output_{i.ToString(CultureInfo.InvariantCulture)}";
            _names[outputs[i]] = results[i];
        }

        _nodes.Add(new Node(node, op, [.. names], [.. results], attributes ?? NodeAttributes.Empty));
    }

    public void RecordNot(string op, torch.Tensor[] inputs, torch.Tensor result)
    {
        torch.Tensor between = result.Alias();
        Record(op, inputs, [between]);
        Record("Not", [between], [result]);
    }

    public void RecordCast(torch.Tensor from, torch.Tensor to) =>
        Record("Cast", [from], [to], NodeAttributes.Empty.With("to", (long)OnnxValues.TypeOf(to.dtype)));

    /// <summary>Gives a tensor the name of another with the same value.</summary>
    public void Alias(torch.Tensor result, torch.Tensor source)
    {
        if (_names.TryGetValue(source, out string? name))
        {
            _names[result] = name;
        }
        else
        {
            _names.Remove(result);
        }
    }

    /// <summary>Integers that steer an operator.</summary>
    public torch.Tensor Longs(params long[] values) => torch.Tensor.Of(values, values.Length);

    /// <summary>
    /// The name under which an output of the module is found; adds an Identity where it is an input, a constant, or an output already.
    /// </summary>
    public string Output(torch.Tensor tensor, string name)
    {
        string source = NameOf(tensor, name);
        name = Unique(name);
        if (!_outputs.Contains(source) && _nodes.Exists(node => node.Outputs.Contains(source)))
        {
            Rename(source, name);
        }
        else
        {
            _nodes.Add(new Node(Unique("/Identity"), "Identity", [source], [name], NodeAttributes.Empty));
        }

        _outputs.Add(name);
        return name;
    }

    /// <summary>Notes that a value which depends on the input has been read: the graph will hold what followed from this sample.</summary>
    public void NoteRead(torch.Tensor tensor, string what)
    {
        if (!IsTraced(tensor))
        {
            return;
        }

        string inside = Path.Length > 0 ? $" in module '{Path[1..].Replace('/', '.')}'" : string.Empty;
        string warning = $"{what} read a value that depends on the model's input{inside} ({CallSite()}): whatever C# decides by it is "
            + "fixed "
            + "in the exported graph as it was for the sample; use torch.where to keep the choice in the graph";
        if (!_warnings.Contains(warning))
        {
            _warnings.Add(warning);
        }
    }

    public void Warn(string warning)
    {
        if (!_warnings.Contains(warning))
        {
            _warnings.Add(warning);
        }
    }

    /// <summary>Refuses a write that would be part of the graph; a constant may be written to while it is made.</summary>
    public void RefuseWrite(torch.Tensor tensor, torch.Tensor? value, string op)
    {
        if (IsTraced(tensor) || (value is not null && IsTraced(value)))
        {
            throw new NotSupportedException(
                $"{op} writes values that depend on the model's input into a tensor: a graph has no writes; use the operation without the "
                + "underscore, torch.where or torch.cat");
        }

        // Its value so far may have been used already; from here on it is another constant.
        _constantNames.Remove(tensor);
    }

    public void RefuseShape(torch.Tensor tensor, string op, string instead)
    {
        if (IsTraced(tensor))
        {
            throw new NotSupportedException(
                $"{op} gives a result whose shape depends on the model's input, which a traced graph cannot hold; {instead}");
        }
    }

    /// <summary>Refuses an operation that has no form in the exported graph, if it would be part of it.</summary>
    public void Refuse(torch.Tensor tensor, string op, string instead)
    {
        if (IsTraced(tensor))
        {
            throw new NotSupportedException($"{op} cannot be exported to ONNX here; {instead}");
        }
    }

    private static string CallSite()
    {
        foreach (StackFrame frame in new StackTrace(fNeedFileInfo: true).GetFrames())
        {
            if (frame.GetMethod() is not { } method || method.DeclaringType?.Assembly == typeof(TraceRecorder).Assembly)
            {
                continue;
            }

            string place = $"{method.DeclaringType?.Name}.{method.Name}";
            return frame.GetFileName() is { } file ? $"{place}, {System.IO.Path.GetFileName(file)}:{frame.GetFileLineNumber()}" : place;
        }

        return "unknown place";
    }

    private string NameOf(torch.Tensor tensor, string node)
    {
        if (_names.TryGetValue(tensor, out string? name) || _constantNames.TryGetValue(tensor, out name))
        {
            return name;
        }

        if (!_parameterNames.TryGetValue(tensor, out name))
        {
            name = Unique(tensor.name is { Length: > 0 } given ? given : $"{node}_constant");
        }

        _constantNames[tensor] = name;
        _constants[name] = OnnxValues.From(tensor);
        return name;
    }

    private string Unique(string name)
    {
        string result = name;
        while (!_taken.Add(result))
        {
            int count = _counts[name] = _counts.GetValueOrDefault(name) + 1;
            result = $"{name}_{count.ToString(CultureInfo.InvariantCulture)}";
        }

        return result;
    }

    private void Rename(string from, string to)
    {
        for (int i = 0; i < _nodes.Count; i++)
        {
            Node node = _nodes[i];
            if (node.Inputs.Contains(from) || node.Outputs.Contains(from))
            {
                _nodes[i] = node with
                {
                    Inputs = [.. node.Inputs.Select(name => name == from ? to : name)],
                    Outputs = [.. node.Outputs.Select(name => name == from ? to : name)],
                };
            }
        }

        foreach (torch.Tensor tensor in _names.Where(pair => pair.Value == from).Select(pair => pair.Key).ToArray())
        {
            _names[tensor] = to;
        }
    }
}
