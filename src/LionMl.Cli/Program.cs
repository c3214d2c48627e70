using LionMl.Cli;

if (CliVerbs.IsService(args))
{
    // Its work may have left threads behind that would keep the process alive.
    Environment.Exit(Run(default));
}

return Interrupts.RunGuarded(Run);

int Run(CancellationToken cancellation) => new Application(Console.Out, Console.Error, !Console.IsErrorRedirected).Run(args, cancellation);
