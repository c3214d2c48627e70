using LionMl.Commands;

namespace LionMl.Tests.Commands;

public sealed class CommandTableTests
{
    [Fact]
    public void The_verbs_are_those_of_the_contract() => Assert.Equal(
        [
            "export", "quantize", "estimate", "table", "srs list", "srs fetch", "srs import", "srs make", "setup", "mock", "prove", "verify",
            "run", "sweep",
        ],
        CommandTable.Verbs.Select(verb => verb.Name));

    [Fact]
    public void Every_row_is_complete_and_consistent()
    {
        foreach (Verb verb in CommandTable.Verbs)
        {
            Assert.False(string.IsNullOrWhiteSpace(verb.Summary) || verb.Summary.EndsWith('.'));
            Assert.StartsWith("lion " + verb.Name, verb.Example, StringComparison.Ordinal);
            Assert.Equal(verb.AllOptions.Count(), verb.AllOptions.Select(option => option.Name).Distinct().Count());
            foreach (VerbOption option in verb.AllOptions)
            {
                Assert.StartsWith("--", option.Name, StringComparison.Ordinal);
                Assert.False(string.IsNullOrWhiteSpace(option.Help) || option.Help.EndsWith('.'));
                Assert.Equal(option.Kind == ValueKind.Flag, option.ValueName is null);
                Assert.Equal(option.Kind == ValueKind.Choice, !option.Choices.IsEmpty);
                if (option.Default is { } fallback)
                {
                    Assert.Null(option.Validate(fallback));
                    Assert.True(option.Choices.IsEmpty || option.Choices[0] == fallback, $"{option.Name}: the default comes first");
                }
            }
        }
    }

    [Fact]
    public void Options_of_one_name_mean_the_same_in_every_verb()
    {
        foreach (IGrouping<string, VerbOption> same in CommandTable.Verbs.SelectMany(verb => verb.Options).GroupBy(option => option.Name))
        {
            Assert.Single(same.Select(option => (option.Kind, option.Help, option.Default, option.DefaultRule)).Distinct());
        }
    }

    [Fact]
    public void Every_verb_has_json_cores_and_quiet()
    {
        Assert.All(CommandTable.Verbs, verb => Assert.Superset(
            new HashSet<string> { "--json", "--cores", "--quiet" }, verb.AllOptions.Select(option => option.Name).ToHashSet()));
    }

    [Theory]
    [InlineData("quantize", "'quantize' needs MODEL.onnx.")]
    [InlineData("quantize MODEL.onnx=m", "'quantize' needs to know how large the inputs get: give --data calibration.json or "
        + "--input-range lo,hi.")]
    [InlineData("quantize MODEL.onnx=m --data=d --input-range=0,1", "Give --data or --input-range, not both.")]
    [InlineData("quantize MODEL.onnx=m --input-range=1,0", "--input-range: two numbers lo,hi with lo below hi are needed, not '1,0'.")]
    [InlineData("quantize MODEL.onnx=m --input-range=1", "--input-range: two numbers lo,hi with lo below hi are needed, not '1'.")]
    [InlineData("quantize MODEL.onnx=m --input-range=0,inf", "--input-range: two numbers lo,hi with lo below hi are needed, not '0,inf'.")]
    [InlineData("quantize MODEL.onnx=m --data=d --target=speed", "--target takes accuracy or resources, not 'speed'.")]
    [InlineData("quantize MODEL.onnx=m --data=d --dim=batch", "--dim: name=value with a value from 1 is needed, not 'batch'.")]
    [InlineData("quantize MODEL.onnx=m --data=d --dim=batch=0", "--dim: name=value with a value from 1 is needed, not 'batch=0'.")]
    [InlineData("quantize MODEL.onnx=m --data=d --dim=batch=-1", "--dim: name=value with a value from 1 is needed, not 'batch=-1'.")]
    [InlineData("quantize MODEL.onnx=m --data=d --out=", "--out was given an empty value.")]
    [InlineData("setup DIR=d --varuna=v1", "--varuna takes v3 or v2, not 'v1'.")]
    [InlineData("setup DIR=d --srs=none", "--srs takes aleo or sandbox, not 'none'.")]
    [InlineData("setup DIR=d --cores=0", "--cores: at least 1.")]
    [InlineData("setup DIR=d --cores=two", "--cores takes a whole number, not 'two'.")]
    [InlineData("setup DIR=d --colour=red", "'setup' has no option --colour.")]
    [InlineData("srs make --log-size=40", "--log-size: 3 to 22.")]
    [InlineData("prove DIR=d", "'prove' needs --input.")]
    [InlineData("verify", "'verify' needs DIR, or all of --key, --public and --proof.")]
    [InlineData("verify --key=k", "'verify' needs DIR, or all of --key, --public and --proof.")]
    [InlineData("verify DIR=d --key=k", "DIR already says what --key would; give one or the other.")]
    [InlineData("quantize MODEL.onnx=m --data=d --input-bits=25", "--input-bits: 1 to 24.")]
    [InlineData("quantize MODEL.onnx=m --data=d --margin=17", "--margin: 0 to 16.")]
    [InlineData("quantize MODEL.onnx=m --data=d --outliers=drop", "--outliers takes refuse or saturate, not 'drop'.")]
    [InlineData("sweep MODEL.onnx=m --input=i --batch=1,0", "--batch: numbers from 1 are needed, not '1,0'.")]
    [InlineData("sweep MODEL.onnx=m --input=i --bits=4,,8", "--bits: numbers from 1 to 24 are needed, not '4,,8'.")]
    [InlineData("quantize MODEL.onnx=m --data=d --reference=torch", "--reference takes interpreter or auto or onnxruntime, not 'torch'.")]
    [InlineData("prove DIR=d --input=i --memory-limit=much", "--memory-limit: a size such as 4GB or 512MB is needed, not 'much'.")]
    [InlineData("prove DIR=d --input=i --memory-limit=0", "--memory-limit: a size such as 4GB or 512MB is needed, not '0'.")]
    [InlineData("setup DIR=d --memory-limit=-4GB", "--memory-limit: a size such as 4GB or 512MB is needed, not '-4GB'.")]
    [InlineData("verify DIR=d --expect-key=12", "--expect-key: 64 hexadecimal digits are needed.")]
    public void Wrong_usage_is_told_in_one_line(string line, string expected)
    {
        LionException failure = Assert.Throws<LionException>(() => Bind(line));
        Assert.Equal(FailureKind.BadInput, failure.Kind);
        Assert.Equal(expected, failure.Message);
    }

    [Fact]
    public void All_problems_are_told_at_once()
    {
        LionException failure = Assert.Throws<LionException>(() => Bind("setup --varuna=v1 --cores=0"));
        Assert.Equal(3, failure.Message.Split('\n').Length);
    }

    [Theory]
    [InlineData("quantize MODEL.onnx=m --input-range=-1,1e3 --dim=a=3 --visibility=input=public")]
    [InlineData("verify --key=k --public=p --proof=f --varuna=v2 --srs=sandbox")]
    [InlineData("verify DIR=d")]
    [InlineData("run MODEL.onnx=m --input=i")]
    [InlineData("srs make")]
    [InlineData("sweep MODEL.onnx=m --input=i --batch=1,2,4 --bits=4,8 --keep=d")]
    public void Right_usage_is_taken(string line) => Bind(line);

    [Theory]
    [InlineData("4GB", 4_000_000_000)]
    [InlineData("512mb", 512_000_000)]
    [InlineData("1.5 GiB", 3L << 29)]
    [InlineData("2G", 2L << 30)]
    [InlineData("64KiB", 64 << 10)]
    [InlineData("1000", 1000)]
    public void Sizes_are_read_with_their_units(string text, long expected)
    {
        Assert.True(VerbValues.TryReadBytes(text, out long bytes));
        Assert.Equal(expected, bytes);
    }

    // "verb words NAME=VALUE ..." with names of two words for the groups.
    private static VerbCall Bind(string line)
    {
        string[] words = line.Split(' ');
        int nameWords = words[0] == "srs" ? 2 : 1;
        Verb verb = CommandTable.Find(string.Join(' ', words[..nameWords]))!;
        var given = words[nameWords..]
            .Select(word => word.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => (IReadOnlyList<string>)[pair[1]]);
        return VerbCall.Bind(verb, given);
    }
}
