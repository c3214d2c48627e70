// A stand-in for the part of .NET Interactive's API that extension.dib uses, written from its documentation: enough to compile the
// extension and to see what it does. Names and shapes are the host's; behaviour is the least that a test needs.
using System.Reflection;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Directives;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;

namespace Microsoft.DotNet.Interactive
{
    public sealed class Kernel
    {
        private readonly Dictionary<string, Func<IReadOnlyDictionary<string, object>, Task>> _directives = [];

        public Kernel() => RootKernel = this;

        public Kernel RootKernel { get; }

        // The C# kernel's own: Roslyn's state after the last cell.
        public object? ScriptState { get; set; }

        public Dictionary<string, object> Variables { get; } = [];

        public Dictionary<string, KernelActionDirective> Directives { get; } = [];

        public void AddDirective<TCommand>(KernelActionDirective directive, Func<TCommand, KernelInvocationContext, Task> handler)
            where TCommand : KernelCommand
        {
            Directives.Add(directive.Name, directive);
            _directives.Add(directive.Name, values =>
            {
                // The host deserialises the directive's parameters into a new command, by property name.
                var command = Activator.CreateInstance<TCommand>();
                foreach ((string name, object value) in values)
                {
                    PropertyInfo property = typeof(TCommand).GetProperty(name)
                        ?? throw new InvalidOperationException($"{typeof(TCommand).Name} has no property {name}.");
                    property.SetValue(command, value);
                }

                return handler(command, KernelInvocationContext.Current!);
            });
        }

        public Task InvokeAsync(string directive, IReadOnlyDictionary<string, object> values) => _directives[directive](values);

        public Task<KernelCommandResult> SendAsync(KernelCommand command)
        {
            KernelEvent[] events = command switch
            {
                RequestValue request when Variables.TryGetValue(request.Name, out object? value) => [new ValueProduced(value)],
                RequestValue => throw new InvalidOperationException("A variable that does not exist was asked for."),
                RequestValueInfos => [new ValueInfosProduced([.. Variables.Keys.Select(name => new KernelValueInfo(name))])],
                SendValue send => Keep(send),
                _ => throw new NotSupportedException(command.GetType().Name),
            };
            return Task.FromResult(new KernelCommandResult(events));
        }

        private KernelEvent[] Keep(SendValue send)
        {
            Variables[send.Name] = send.Value;
            return [];
        }
    }

    public static class KernelExtensions
    {
        public static Kernel FindKernelByName(this Kernel kernel, string name) =>
            name == "csharp" ? kernel : throw new InvalidOperationException(name);
    }

    public sealed class KernelInvocationContext
    {
        public static KernelInvocationContext? Current { get; set; }

        public required Kernel HandlingKernel { get; init; }

        public CancellationToken CancellationToken { get; init; }

        public List<object> Displayed { get; } = [];

        public List<string> Errors { get; } = [];

        public string? Failure { get; private set; }

        public void Fail(KernelCommand command, Exception? exception = null, string? message = null) => Failure = message ?? exception?.Message;
    }

    public static class KernelInvocationContextExtensions
    {
        public static DisplayedValue Display(this KernelInvocationContext context, object value, string? mimeType = null)
        {
            lock (context.Displayed)
            {
                context.Displayed.Add(value);
                return new DisplayedValue(context, context.Displayed.Count - 1);
            }
        }

        public static void DisplayStandardError(this KernelInvocationContext context, string error, KernelCommand? command = null) =>
            context.Errors.Add(error);
    }

    public sealed class DisplayedValue(KernelInvocationContext context, int place)
    {
        public void Update(object value)
        {
            lock (context.Displayed)
            {
                context.Displayed[place] = value;
            }
        }
    }

    public sealed record KernelCommandResult(IReadOnlyList<KernelEvent> Events);

    public sealed record KernelValueInfo(string Name);
}

namespace Microsoft.DotNet.Interactive.Commands
{
    public abstract class KernelCommand
    {
    }

    public abstract class KernelDirectiveCommand : KernelCommand
    {
    }

    public sealed class RequestValue(string name, string? mimeType = null, string? targetKernelName = null) : KernelCommand
    {
        public string Name { get; } = name;

        public string? MimeType { get; } = mimeType;

        public string? TargetKernelName { get; } = targetKernelName;
    }

    public sealed class RequestValueInfos(string? targetKernelName = null) : KernelCommand
    {
        public string? TargetKernelName { get; } = targetKernelName;
    }

    public sealed class SendValue(string name, object value, FormattedValue? formattedValue = null, string? targetKernelName = null)
        : KernelCommand
    {
        public string Name { get; } = name;

        public object Value { get; } = value;

        public FormattedValue? FormattedValue { get; } = formattedValue;

        public string? TargetKernelName { get; } = targetKernelName;
    }
}

namespace Microsoft.DotNet.Interactive.Events
{
    public abstract record KernelEvent;

    public sealed record ValueProduced(object Value) : KernelEvent;

    public sealed record ValueInfosProduced(IReadOnlyCollection<KernelValueInfo> ValueInfos) : KernelEvent;
}

namespace Microsoft.DotNet.Interactive.Formatting
{
    public sealed record FormattedValue(string MimeType, string Value);
}

namespace Microsoft.DotNet.Interactive.Directives
{
    public sealed class KernelActionDirective(string name)
    {
        public string Name { get; } = name;

        public string? Description { get; set; }

        public ICollection<KernelDirectiveParameter> Parameters { get; } = [];
    }

    public sealed class KernelDirectiveParameter(string name, string? description = null)
    {
        public string Name { get; } = name;

        public string? Description { get; } = description;

        public bool AllowImplicitName { get; init; }

        public bool Flag { get; init; }
    }
}
