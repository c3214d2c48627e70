namespace TorchSharp;

public static partial class torch
{
    // AsyncLocal would give every cell its own stream; one seed for the whole process is what users of PyTorch expect.
    private static readonly Lock DefaultGeneratorLock = new();
    private static Generator _defaultGenerator = new(0x10f1);

    /// <summary>Seeds the generator that initialisers, dropout and random factories draw from.</summary>
    /// <param name="seed">Any number; the same seed gives the same numbers on every machine.</param>
    public static Generator manual_seed(long seed)
    {
        lock (DefaultGeneratorLock)
        {
            return _defaultGenerator = new Generator((ulong)seed);
        }
    }

    internal static Generator GeneratorOr(Generator? generator)
    {
        lock (DefaultGeneratorLock)
        {
            return generator ?? _defaultGenerator;
        }
    }

    /// <summary>A stream of random numbers (xoshiro256++). Its numbers are not PyTorch's.</summary>
    public class Generator
    {
        private readonly Lock _lock = new();
        private ulong _s0;
        private ulong _s1;
        private ulong _s2;
        private ulong _s3;
        private double _spare = double.NaN;

        public Generator(ulong seed = 0, Device? device = null)
        {
            RequireCpu(device);
            Seed(seed);
        }

        public Generator manual_seed(long seed)
        {
            Seed((ulong)seed);
            return this;
        }

        /// <summary>Uniform in [0, 1) with 53 bits.</summary>
        internal double NextDouble()
        {
            lock (_lock)
            {
                return (Next() >> 11) * (1.0 / (1UL << 53));
            }
        }

        /// <summary>Standard normal, by the polar method.</summary>
        internal double NextNormal()
        {
            // The second number of a pair waits here; without the lock two threads could both take it.
            lock (_lock)
            {
                if (!double.IsNaN(_spare))
                {
                    double spare = _spare;
                    _spare = double.NaN;
                    return spare;
                }

                while (true)
                {
                    double u = (2 * NextDouble()) - 1;
                    double v = (2 * NextDouble()) - 1;
                    double s = (u * u) + (v * v);
                    if (s is > 0 and < 1)
                    {
                        double factor = Math.Sqrt(-2 * Math.Log(s) / s);
                        _spare = v * factor;
                        return u * factor;
                    }
                }
            }
        }

        /// <summary>Uniform in [low, high).</summary>
        internal long NextLong(long low, long high) => low + (long)(NextDouble() * (high - low));

        private void Seed(ulong seed)
        {
            // splitmix64 spreads a small seed over the whole state.
            _s0 = Mix(ref seed);
            _s1 = Mix(ref seed);
            _s2 = Mix(ref seed);
            _s3 = Mix(ref seed);
            _spare = double.NaN;
        }

        private static ulong Mix(ref ulong state)
        {
            ulong z = state += 0x9e3779b97f4a7c15;
            z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
            z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
            return z ^ (z >> 31);
        }

        private ulong Next()
        {
            ulong result = ulong.RotateLeft(_s0 + _s3, 23) + _s0;
            ulong t = _s1 << 17;
            _s2 ^= _s0;
            _s3 ^= _s1;
            _s1 ^= _s2;
            _s0 ^= _s3;
            _s2 ^= t;
            _s3 = ulong.RotateLeft(_s3, 45);
            return result;
        }
    }
}
