using LionMl.KernelGenerator;

// LionMl.KernelGenerator <directory> [--check]: writes the vector kernels, or fails if a file there differs from what would be written.
if (args is not ([_] or [_, "--check"]))
{
    Console.Error.WriteLine("usage: LionMl.KernelGenerator <directory> [--check]");
    return 2;
}

bool check = args.Length == 2;
int stale = 0;
foreach ((string name, string text) in GeneratedFiles.All())
{
    string path = Path.Combine(args[0], name);
    if (!check)
    {
        File.WriteAllText(path, text);
    }
    else if (!File.Exists(path) || File.ReadAllText(path).ReplaceLineEndings("\n") != text)
    {
        Console.Error.WriteLine($"{path}: differs from what the generator writes; run tools/generate.sh");
        stale++;
    }
}

return stale == 0 ? 0 : 1;
