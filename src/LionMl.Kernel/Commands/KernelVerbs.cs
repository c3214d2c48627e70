using System.Collections.Immutable;
using LionMl.Commands;
using LionMl.Kernel.Notebooks;
using LionMl.Kernel.Sessions;
using LionMl.Kernel.Specs;

namespace LionMl.Kernel.Commands;

/// <summary>The verbs of notebooks: rows like those of <see cref="CommandTable"/>, for the command line alone.</summary>
public static class KernelVerbs
{
    private static readonly VerbOption User = new("--user", ValueKind.Flag, "For this user alone, which is the default");
    private static readonly VerbOption SysPrefix = new("--sys-prefix", ValueKind.Flag, "In the Python environment in use");
    private static readonly VerbOption Prefix = new("--prefix", ValueKind.Folder, "Below this folder, in share/jupyter")
    {
        ValueName = "DIR",
    };

    private static readonly ImmutableArray<VerbOption> Places = [User, SysPrefix, Prefix];

    private static readonly VerbArgument Notebook = new("FILE.ipynb", ValueKind.InputFile, "The notebook");
    private static readonly VerbArgument Connection = new(
        "CONNECTION_FILE", ValueKind.InputFile, "The file that Jupyter wrote for this kernel");

    private static readonly VerbOption AllowErrors = new("--allow-errors", ValueKind.Flag, "Go on behind a failing cell, and succeed");
    private static readonly VerbOption Out = new(
        "--out", ValueKind.Text, "Write the notebook with its outputs here, FILE.ipynb itself if named")
    {
        ValueName = "FILE",
        IsRequired = true,
    };

    /// <summary>All verbs in the order of the help.</summary>
    public static ImmutableArray<Verb> All { get; } =
    [
        new Verb("kernel install", "Make Jupyter offer C# notebooks with LionML")
        {
            Options = Places,
            Example = "lion kernel install",
            Check = OnePlace,
            Action = (call, _) => Install(call),
        },
        new Verb("kernel uninstall", "Remove the kernel from Jupyter")
        {
            Options = Places,
            Example = "lion kernel uninstall",
            Check = OnePlace,
            Action = (call, _) => Uninstall(call),
        },
        new Verb("kernel list", "Show where Jupyter finds the kernel, and whether it works")
        {
            Example = "lion kernel list",
            Action = (call, _) => List(call),
        },
        new Verb("kernel run", "Serve a front end; Jupyter calls this")
        {
            Arguments = [Connection],
            Example = "lion kernel run connection.json",
            IsService = true,
            Action = (call, _) => RunKernel(call),
        },
        new Verb("notebook run", "Run all cells of a notebook and write it with its outputs")
        {
            Arguments = [Notebook],
            Options = [Out, AllowErrors],
            Example = "lion notebook run tutorial.ipynb --out tutorial-run.ipynb",
            Action = RunNotebook,
        },
    ];

    /// <summary>Summaries of the groups.</summary>
    public static ImmutableDictionary<string, string> Groups { get; } = ImmutableDictionary<string, string>.Empty
        .Add("kernel", "The Jupyter kernel: install, uninstall, list or run it")
        .Add("notebook", "Run notebooks without a browser");

    private static ICellSession NewSession() => new CellSession();

    private static KernelSpecResult Install(VerbCall call)
    {
        var record = new VerbRecord(call);
        ImmutableArray<string> command = KernelSpec.Command();
        string folder = KernelSpec.Install(Data(call), command);
        return new KernelSpecResult
        {
            Record = record.Finish(),
            Folder = folder,
            IsChanged = true,
            Command = string.Join(' ', command),
        };
    }

    private static KernelSpecResult Uninstall(VerbCall call)
    {
        var record = new VerbRecord(call);
        string data = Data(call);
        string? folder = KernelSpec.Uninstall(data);
        return new KernelSpecResult
        {
            Record = record.Finish(),
            Folder = folder ?? KernelSpecPaths.Inside(data),
            IsChanged = folder is not null,
            Command = string.Empty,
        };
    }

    private static KernelListResult List(VerbCall call)
    {
        var record = new VerbRecord(call);
        ImmutableArray<InstalledKernel> kernels = KernelSpec.Find(KernelSpecPaths.Current.SearchPath());
        return new KernelListResult { Record = record.Finish(), Kernels = kernels };
    }

    private static KernelEndedResult RunKernel(VerbCall call)
    {
        var record = new VerbRecord(call);
        KernelProgram.Run(call.Text(Connection.Name)!, NewSession);
        return new KernelEndedResult { Record = record.Finish() };
    }

    private static NotebookResult RunNotebook(VerbCall call, VerbContext context)
    {
        var record = new VerbRecord(call);
        // Cells name files relative to their notebook, as under Jupyter; the paths given here mean the present folder.
        string input = Path.GetFullPath(call.Text(Notebook.Name)!);
        string output = Path.GetFullPath(call.Text(Out.Name)!);
        bool allowErrors = call.Has(AllowErrors.Name);
        NotebookFile notebook = NotebookFile.Read(input);
        string folder = Environment.CurrentDirectory;
        NotebookRun run;
        try
        {
            Environment.CurrentDirectory = Path.GetDirectoryName(input)!;
            using ICellSession session = NewSession();
            run = NotebookRunner.Run(notebook, session, allowErrors, context.Progress, context.Cancellation);
        }
        finally
        {
            Environment.CurrentDirectory = folder;
        }

        long bytes = notebook.Write(output);
        return new NotebookResult
        {
            Record = record.Finish([new(Path.GetFileName(output), bytes)]),
            File = output,
            Run = run,
            AreErrorsAllowed = allowErrors,
        };
    }

    private static string? OnePlace(VerbCall call) =>
        Places.Count(place => call.Has(place.Name)) > 1 ? "Give one of --user, --sys-prefix and --prefix." : null;

    private static string Data(VerbCall call) => call.Text(Prefix.Name) is { } prefix
        ? KernelSpecPaths.DataOf(Path.GetFullPath(prefix))
        : call.Has(SysPrefix.Name)
            ? KernelSpecPaths.DataOf(KernelSpecPaths.Current.PythonPrefix())
            : KernelSpecPaths.Current.UserData();
}
