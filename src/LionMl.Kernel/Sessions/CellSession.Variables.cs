using System.Diagnostics.CodeAnalysis;
using LionMl.Kernel.Scripting;
using Microsoft.CodeAnalysis.CSharp;

namespace LionMl.Kernel.Sessions;

public sealed partial class CellSession
{
    /// <summary>The running cell; work of an earlier one that was given up must not touch the session.</summary>
    /// <exception cref="OperationCanceledException">The caller does not belong to the running cell.</exception>
    internal CellContext CurrentCell
    {
        get
        {
            CellContext? cell = CellContext.Current;
            return cell is not null && ReferenceEquals(cell, _current) ? cell : throw new OperationCanceledException();
        }
    }

    /// <summary>The names of all variables in order.</summary>
    internal IReadOnlyList<string> VariableNames =>
        _chain.IsCompletedSuccessfully ? [.. Chain.Variables.Keys.Order(StringComparer.Ordinal)] : [];

    /// <summary>Reads a variable.</summary>
    internal bool TryGetVariable(string name, [NotNullWhen(true)] out object? value)
    {
        value = Chain.Variables.TryGetValue(name, out ScriptVariable? variable) ? variable.Value : null;
        return value is not null;
    }

    /// <summary>Defines a variable under the value's own type, or the nearest one that cells can name.</summary>
    /// <exception cref="LionException">The name cannot be a variable's.</exception>
    internal void SetVariable(string name, object value)
    {
        if (!SyntaxFacts.IsValidIdentifier(name))
            throw new LionException(FailureKind.BadInput, $"'{name}' cannot be a variable's name.");

        SubmissionChain chain = Chain;
        CellContext cell = CurrentCell;
        if (chain.Variables.TryGetValue(name, out ScriptVariable? known) && known.Field.FieldType == value.GetType() && !known.Field.IsInitOnly)
        {
            known.Value = value;
            return;
        }

        foreach (string type in CSharpTypeName.Candidates(value.GetType()))
        {
            try
            {
                // The value is put in afterwards, so that nothing public is needed through which the compiled text could fetch it.
                Submission submission = chain.Compile($"{type} @{name} = default({type});", "", cell.Cancelled);
                object?[] slots = chain.NewSlots();
                SubmissionChain.Start(submission, slots).GetAwaiter().GetResult();
                chain.Adopt(submission, slots);
                chain.Variables[name].Value = value;
                return;
            }
            catch (CompilationException)
            {
                // The type is public, but cells have no reference to it, or a type of the same name hides it.
            }
        }
    }
}
