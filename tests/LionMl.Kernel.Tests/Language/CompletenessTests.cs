using LionMl.Kernel.Language;
using LionMl.Kernel.Sessions;

namespace LionMl.Kernel.Tests.Language;

public sealed class CompletenessTests
{
    [Theory]
    [InlineData("1 + 1", Completeness.Complete, "")]
    [InlineData("", Completeness.Complete, "")]
    [InlineData("var a = 1;", Completeness.Complete, "")]
    [InlineData("if (true) {", Completeness.Incomplete, "    ")]
    [InlineData("class A {\n    void F() {", Completeness.Incomplete, "        ")]
    [InlineData("var a = ", Completeness.Incomplete, "")]
    [InlineData("/* open", Completeness.Incomplete, "")]
    [InlineData("}", Completeness.Invalid, "")]
    [InlineData(") 1", Completeness.Invalid, "")]
    [InlineData("f())]", Completeness.Invalid, "")]
    [InlineData("$\"{(1)}\" + string.Join(\")\", new[] { ", Completeness.Incomplete, "        ")]
    [InlineData("#!lion-prove --input x", Completeness.Complete, "")]
    [InlineData("#!time\nfor (;;) {", Completeness.Incomplete, "    ")]
    public void Is_told(string code, Completeness status, string indent) =>
        Assert.Equal(new CompletenessResult(status, indent), CompletenessService.Check(code));
}
