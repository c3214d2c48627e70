using Microsoft.CodeAnalysis;

namespace LionMl.Kernel.Language;

/// <summary>What symbols are called in completion, and in which order they are offered.</summary>
internal static class SymbolKinds
{
    /// <summary>The kind as front ends know it.</summary>
    public static string Name(ISymbol symbol) => symbol switch
    {
        IMethodSymbol => "method",
        IPropertySymbol => "property",
        IEventSymbol => "event",
        IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum } => "enum member",
        IFieldSymbol { IsConst: true } => "constant",
        IFieldSymbol field => IsVariable(field) ? "variable" : "field",
        ILocalSymbol or IParameterSymbol or IRangeVariableSymbol => "variable",
        INamespaceSymbol => "namespace",
        ITypeParameterSymbol => "type parameter",
        INamedTypeSymbol { TypeKind: TypeKind.Interface } => "interface",
        INamedTypeSymbol { TypeKind: TypeKind.Enum } => "enum",
        INamedTypeSymbol { TypeKind: TypeKind.Struct } => "struct",
        INamedTypeSymbol { TypeKind: TypeKind.Delegate } => "delegate",
        INamedTypeSymbol => "class",
        _ => "name",
    };

    /// <summary>The nearer to the user's own text, the earlier.</summary>
    public static int Rank(ISymbol symbol) => symbol switch
    {
        ILocalSymbol or IParameterSymbol or IRangeVariableSymbol => 0,
        IFieldSymbol field when IsVariable(field) => 1,
        _ when symbol.ContainingType is { IsScriptClass: true } => 2,
        IMethodSymbol or IPropertySymbol or IFieldSymbol or IEventSymbol => symbol.ContainingType?.SpecialType == SpecialType.System_Object ? 6 : 3,
        INamedTypeSymbol => 4,
        _ => 5,
    };

    private static bool IsVariable(IFieldSymbol field) => field.ContainingType is { IsScriptClass: true };
}
