using System.Reflection;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <content>State, files and conversion.</content>
        public partial class Module
        {
            private bool _registered;

            /// <summary>Parameters and persistent buffers by path.</summary>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                foreach ((string name, Tensor value) in AllState(persistentOnly: true))
                {
                    destination.TryAdd(prefix is null ? name : $"{prefix}.{name}", value);
                }

                return destination;
            }

            /// <summary>Copies values into parameters and buffers of the same paths and shapes.</summary>
            /// <param name="source">Values by path.</param>
            /// <param name="strict">Whether the paths must be exactly those of the module.</param>
            /// <param name="skip">Paths to leave as they are.</param>
            /// <returns>The paths that the module has and the source lacks, and the other way round.</returns>
            /// <exception cref="InvalidOperationException">Paths differ (if strict) or shapes do; nothing has been changed
            /// then.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                Dictionary<string, Tensor> own = state_dict();
                string[] missing = [.. own.Keys.Where(key => !source.ContainsKey(key) && skip?.Contains(key) != true)];
                string[] unexpected = [.. source.Keys.Where(key => !own.ContainsKey(key) && skip?.Contains(key) != true)];
                var problems = new List<string>();
                if (strict && missing.Length > 0)
                {
                    problems.Add($"Missing key(s) in state_dict: {Quoted(missing)}.");
                }

                if (strict && unexpected.Length > 0)
                {
                    problems.Add($"Unexpected key(s) in state_dict: {Quoted(unexpected)}.");
                }

                foreach ((string key, Tensor value) in source)
                {
                    if (own.TryGetValue(key, out Tensor? target) && !target.shape.AsSpan().SequenceEqual(value.shape))
                    {
                        problems.Add(
                            $"size mismatch for {key}: copying a param with shape {Shapes.Text(value.shape)} from checkpoint, the shape in "
                            + $"current model is {Shapes.Text(target.shape)}.");
                    }
                }

                if (problems.Count > 0)
                {
                    throw new InvalidOperationException(
                        $"Error(s) in loading state_dict for {GetName()}:\n\t" + string.Join("\n\t", problems));
                }

                foreach ((string key, Tensor target) in own)
                {
                    if (source.TryGetValue(key, out Tensor? value) && skip?.Contains(key) != true)
                    {
                        target.Overwrite(value);
                    }
                }

                return (missing, unexpected);

                static string Quoted(string[] keys) => string.Join(", ", keys.Select(key => $"\"{key}\""));
            }

            /// <summary>Writes the state to a file in TorchSharp's format.</summary>
            public virtual Module save(string location, IList<string>? skip = null)
            {
                using FileStream stream = File.Create(location);
                return save(stream, skip);
            }

            public virtual Module save(Stream stream, IList<string>? skip = null)
            {
                StateFile.Write(stream, state_dict().Where(entry => skip?.Contains(entry.Key) != true));
                return this;
            }

            /// <summary>Reads the state from a file in TorchSharp's format.</summary>
            /// <exception cref="InvalidDataException">The file is not such a file, or is cut off.</exception>
            /// <exception cref="InvalidOperationException">It belongs to another module; nothing has been changed then.</exception>
            public virtual Module load(
                string location, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using FileStream stream = File.OpenRead(location);
                return load(stream, strict, skip, loadedParameters);
            }

            public virtual Module load(
                Stream stream, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                Dictionary<string, Tensor> source = StateFile.Read(stream);
                (IList<string> missing, _) = load_state_dict(source, strict, skip);
                if (loadedParameters is not null)
                {
                    foreach (string key in state_dict().Keys)
                    {
                        loadedParameters[key] = !missing.Contains(key) && skip?.Contains(key) != true;
                    }
                }

                return this;
            }

            /// <summary>Converts all parameters and buffers of real numbers.</summary>
            internal void Convert(ScalarType type)
            {
                if (!type.IsFloating())
                {
                    throw new InvalidOperationException($"nn.Module.to only accepts floating point dtypes, but got desired dtype={type}");
                }

                foreach ((_, Tensor value) in AllState())
                {
                    if (value.dtype.IsFloating())
                    {
                        value.Convert(type);
                    }
                }
            }

            /// <summary>All parameters and buffers by path.</summary>
            internal IEnumerable<(string Name, Tensor Value)> AllState(bool persistentOnly = false)
            {
                foreach ((string path, Module module) in Owners(recurse: true))
                {
                    foreach ((string name, Modules.Parameter? value) in module._parameters)
                    {
                        if (value is not null)
                        {
                            yield return (path + name, value);
                        }
                    }

                    foreach ((string name, Tensor value, bool persistent) in module._buffers)
                    {
                        if (persistent || !persistentOnly)
                        {
                            yield return (path + name, value);
                        }
                    }
                }
            }

            /// <summary>The children, after making sure that none has been forgotten in a field.</summary>
            private IEnumerable<(string Name, Module Value)> CheckedChildren()
            {
                if (!_registered && _children.Count == 0 && _parameters.Count == 0)
                {
                    Type type = GetType();
                    if (type.Assembly != typeof(Module).Assembly && ForgottenField(type) is { } field)
                    {
                        throw new InvalidOperationException(
                            $"module {GetName()} ({type.Name}) holds '{field}' but has not registered it: call RegisterComponents() at the "
                            + "end of its constructor");
                    }
                }

                return _children;
            }

            private string? ForgottenField(Type type)
            {
                foreach (FieldInfo field in type.GetFields(
                    BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                {
                    if (field.GetValue(this) is Module or Modules.Parameter)
                    {
                        return NameOf(field);
                    }
                }

                return null;
            }
        }
    }
}
