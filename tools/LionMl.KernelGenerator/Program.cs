Console.WriteLine("usage: LionMl.KernelGenerator");
