using LionMl.Cli;

return Interrupts.RunGuarded(token => new Application(Console.Out, Console.Error, !Console.IsErrorRedirected).Run(args, token));
