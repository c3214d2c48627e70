using System.Reflection;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Modules, their functional forms, initialisers and utilities.</summary>
    public static partial class nn
    {
        /// <summary>
        /// What has parameters, buffers and children under names. A module of one's own derives from <c>Module&lt;Tensor, Tensor&gt;</c>,
        /// keeps its parts in fields, and calls <see cref="RegisterComponents"/> at the end of its constructor.
        /// </summary>
        [LionMl.Onnx.TypeFormatterSource("LionMl.Interactive.Formatting.TorchFormatterSource, LionMl.Interactive")]
        public partial class Module : IDisposable
        {
            private readonly List<(string Name, Module Value)> _children = [];
            private readonly List<(string Name, Modules.Parameter? Value)> _parameters = [];
            private readonly List<(string Name, Tensor Value, bool Persistent)> _buffers = [];
            private readonly string _name;

            protected Module(string name) => _name = name;

            /// <summary>Whether dropout drops and batch normalisation learns its statistics.</summary>
            public virtual bool training { get; private set; } = true;

            public virtual string GetName() => _name;

            public override string ToString() => GetName();

            public virtual void train(bool train = true)
            {
                training = train;
                foreach ((_, Module child) in CheckedChildren())
                {
                    child.train(train);
                }
            }

            public virtual void eval() => train(false);

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>
            /// Enters all fields that hold modules, parameters or buffers under their names. Calling it again is harmless.
            /// </summary>
            protected virtual void RegisterComponents()
            {
                _registered = true;
                for (Type? type = GetType(); type is not null && type.Assembly != typeof(Module).Assembly; type = type.BaseType)
                {
                    foreach (FieldInfo field in type.GetFields(
                        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                    {
                        Register(NameOf(field), field.GetValue(this));
                    }
                }
            }

            public virtual void register_module(string name, Module submodule)
            {
                CheckName(name);
                if (_children.All(child => child.Name != name))
                {
                    _children.Add((name, submodule));
                }
                else if (_children.All(child => !ReferenceEquals(child.Value, submodule)))
                {
                    throw new InvalidOperationException($"Sub-module {name} is already registered.");
                }
            }

            public virtual void add_module(string name, Module submodule) => register_module(name, submodule);

            public virtual void register_parameter(string name, Modules.Parameter? param)
            {
                CheckName(name);
                int at = _parameters.FindIndex(parameter => parameter.Name == name);
                if (at < 0)
                {
                    _parameters.Add((name, param));
                }
                else
                {
                    _parameters[at] = (name, param);
                }
            }

            /// <summary>Enters a tensor that belongs to the module but is not trained.</summary>
            /// <param name="name">Its name.</param>
            /// <param name="tensor">The tensor.</param>
            /// <param name="persistent">Whether it is part of the state that is saved.</param>
            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                CheckName(name);
                int at = _buffers.FindIndex(buffer => buffer.Name == name);
                if (at < 0)
                {
                    _buffers.Add((name, tensor, persistent));
                }
                else
                {
                    _buffers[at] = (name, tensor, persistent);
                }
            }

            public virtual IEnumerable<(string name, Module module)> named_children() => CheckedChildren();

            public virtual IEnumerable<Module> children() => CheckedChildren().Select(child => child.Value);

            /// <summary>All modules below this one with their paths, parents first; each once.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                var seen = new HashSet<Module>(ReferenceEqualityComparer.Instance) { this };
                return Below(this, string.Empty, seen);
            }

            public virtual IEnumerable<Module> modules() => named_modules().Select(entry => entry.module);

            public virtual IEnumerable<(string name, Modules.Parameter parameter)> named_parameters(bool recurse = true)
            {
                var seen = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
                foreach ((string path, Module module) in Owners(recurse))
                {
                    foreach ((string name, Modules.Parameter? value) in module._parameters)
                    {
                        if (value is not null && seen.Add(value))
                        {
                            yield return (path + name, value);
                        }
                    }
                }
            }

            public virtual IEnumerable<Modules.Parameter> parameters(bool recurse = true) =>
                named_parameters(recurse).Select(entry => entry.parameter);

            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(
                bool recurse = true, bool include_nonpersistent = true)
            {
                foreach ((string path, Module module) in Owners(recurse))
                {
                    foreach ((string name, Tensor value, bool persistent) in module._buffers)
                    {
                        if (persistent || include_nonpersistent)
                        {
                            yield return (path + name, value);
                        }
                    }
                }
            }

            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(entry => entry.buffer);

            public virtual Modules.Parameter? get_parameter(string target) =>
                named_parameters().FirstOrDefault(entry => entry.name == target).parameter;

            public virtual Tensor? get_buffer(string target) => named_buffers().FirstOrDefault(entry => entry.name == target).buffer;

            public virtual bool has_parameter(string target) => get_parameter(target) is not null;

            public virtual bool has_buffer(string target) => get_buffer(target) is not null;

            public virtual Module apply(Action<Module> fn)
            {
                foreach (Module child in children())
                {
                    child.apply(fn);
                }

                fn(this);
                return this;
            }

            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (Modules.Parameter parameter in parameters())
                {
                    parameter.grad = set_to_none || parameter.grad is null ? null : zeros_like(parameter.grad);
                }
            }

            public Module requires_grad_(bool requires_grad = true)
            {
                foreach (Modules.Parameter parameter in parameters())
                {
                    parameter.requires_grad = requires_grad;
                }

                return this;
            }

            protected virtual void Dispose(bool disposing)
            {
            }

            /// <summary>Sets the mode of this module alone.</summary>
            internal void SetTraining(bool on) => training = on;

            /// <summary>Enters what a field holds, if it is a part of a module.</summary>
            private protected void Register(string name, object? value)
            {
                switch (value)
                {
                    case Module module:
                        register_module(name, module);
                        break;
                    case Modules.Parameter parameter:
                        register_parameter(name, parameter);
                        break;
                    case Tensor { requires_grad: false } tensor when _buffers.All(buffer => buffer.Name != name):
                        register_buffer(name, tensor);
                        break;
                    default:
                        break;
                }
            }

            private static string NameOf(FieldInfo field)
            {
                string? given = field.GetCustomAttribute<ComponentNameAttribute>()?.Name;
                int end = field.Name.IndexOf('>', StringComparison.Ordinal);

                // The field behind an automatic property is called <Name>k__BackingField.
                return given ?? (field.Name.StartsWith('<') && end > 0 ? field.Name[1..end] : field.Name);
            }

            private static void CheckName(string name)
            {
                if (name.Length == 0 || name.Contains('.', StringComparison.Ordinal))
                {
                    throw new ArgumentException($"a component's name must not be empty or contain '.': '{name}'");
                }
            }

            private static IEnumerable<(string Name, Module Module)> Below(Module module, string prefix, HashSet<Module> seen)
            {
                foreach ((string name, Module child) in module.CheckedChildren())
                {
                    if (seen.Add(child))
                    {
                        yield return (prefix + name, child);
                        foreach ((string Name, Module Module) entry in Below(child, prefix + name + ".", seen))
                        {
                            yield return entry;
                        }
                    }
                }
            }

            private IEnumerable<(string Path, Module Module)> Owners(bool recurse)
            {
                _ = CheckedChildren();
                yield return (string.Empty, this);
                if (recurse)
                {
                    foreach ((string name, Module module) in named_modules())
                    {
                        yield return (name + ".", module);
                    }
                }
            }
        }
    }
}
