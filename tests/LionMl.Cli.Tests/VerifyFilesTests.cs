namespace LionMl.Cli.Tests;

/// <summary>A real proof of Aleo's, given as three files.</summary>
public sealed class VerifyFilesTests : IDisposable
{
    private const string KeySha256 = "abd573b448b37184c1667a4f8d9b95f54fb2ef2e600f27ab3cdf03b1102dab00";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lionml-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_real_proof_is_accepted_with_exit_code_0_and_the_key_is_called_the_provers_word()
    {
        CommandLine run = VerifyHello("--varuna", "v2");
        Assert.Equal(0, run.ExitCode);
        Assert.EndsWith("accepted\n", run.Output, StringComparison.Ordinal);
        Assert.Contains(KeySha256, run.Output, StringComparison.Ordinal);
        Assert.Contains("--expect-key", run.Error, StringComparison.Ordinal);
        Assert.Contains("--srs aleo", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_expected_key_silences_the_warning()
    {
        CommandLine run = VerifyHello("--varuna", "v2", "--expect-key", KeySha256.ToUpperInvariant());
        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain("prover's word", run.Error + run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_key_than_expected_is_rejected_with_exit_code_1()
    {
        CommandLine run = VerifyHello("--varuna", "v2", "--expect-key", new string('0', 64), "--json");
        Assert.Equal(1, run.ExitCode);
        Assert.False(run.Json["accepted"]!.GetValue<bool>());
        Assert.Contains("not the expected one", run.Json["reason"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_version_is_rejected_with_exit_code_1()
    {
        CommandLine run = VerifyHello("--varuna", "v3");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("REJECTED", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_public_input_is_rejected_with_exit_code_1()
    {
        string publics = File.ReadAllText(Data("hello_inputs.json")).Replace(
            "\"1field\",", "\"1field\", \"7field\",", StringComparison.Ordinal);
        Assert.Equal(1, Verify(publics: Write("public.json", publics), options: ["--varuna", "v2"]).ExitCode);
    }

    [Fact]
    public void Quiet_prints_the_verdict_alone()
    {
        CommandLine run = VerifyHello("--varuna", "v2", "--quiet", "--expect-key", KeySha256);
        Assert.Equal("accepted\n", run.Output);
        Assert.DoesNotContain("…", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("key", 0)]
    [InlineData("key", 672)]
    [InlineData("key", 674)]
    [InlineData("proof", 0)]
    [InlineData("proof", 956)]
    [InlineData("proof", 958)]
    public void A_file_of_another_length_is_refused(string which, int length)
    {
        string source = Data(which == "key" ? "hello_vk.bin" : "hello_proof.bin");
        byte[] bytes = File.ReadAllBytes(source);
        Array.Resize(ref bytes, length);
        string changed = Path.Combine(_folder.FullName, which);
        File.WriteAllBytes(changed, bytes);
        Verify(which == "key" ? changed : null, null, which == "proof" ? changed : null).IsRefused(changed);
    }

    [Fact]
    public void Files_in_each_others_place_are_refused()
    {
        Verify(key: Data("hello_proof.bin")).IsRefused("hello_proof.bin");
        Verify(proof: Data("hello_vk.bin")).IsRefused("hello_vk.bin");
        Verify(publics: Data("hello_vk.bin")).IsRefused("hello_vk.bin");
        Verify(key: _folder.FullName).IsRefused("it is a folder");
        Verify(proof: Path.Combine(_folder.FullName, "none")).IsRefused("does not exist");
    }

    private static string Data(string name) => Path.Combine(AppContext.BaseDirectory, "Data", "aleo", name);

    private static CommandLine VerifyHello(params string[] options) => Verify(null, null, null, options);

    private static CommandLine Verify(string? key = null, string? publics = null, string? proof = null, params string[] options) =>
        CommandLine.Run(
        [
            "verify", "--key", key ?? Data("hello_vk.bin"), "--public", publics ?? Data("hello_inputs.json"),
            "--proof", proof ?? Data("hello_proof.bin"), .. options,
        ]);

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
