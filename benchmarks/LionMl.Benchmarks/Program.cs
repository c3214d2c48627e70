Console.WriteLine("usage: LionMl.Benchmarks");
