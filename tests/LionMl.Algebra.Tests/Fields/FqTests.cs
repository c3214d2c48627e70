namespace LionMl.Algebra.Tests.Fields;

public sealed class FqTests : FieldLawTests<Fq>
{
}
