using LionMl.Cli;

return Interrupts.RunGuarded(args, token => new Application(Console.Out, Console.Error, !Console.IsErrorRedirected).Run(args, token));
