using System.Collections.Immutable;
using System.Diagnostics;
using LionMl.Algebra;
using LionMl.Circuits;
using LionMl.Results;

namespace LionMl.Running;

/// <summary>Collects what every result reports: options used, seconds for each phase, warnings, files; forwards progress.</summary>
internal sealed class Recorder
{
    /// <summary>The option that concerns this machine and is not kept in files.</summary>
    public const string LimitOption = "memory-limit";

    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly IProgress<LionProgress>? _progress;
    private readonly List<KeyValuePair<string, double>> _seconds = [];
    private readonly List<RecordedOption> _options = [];
    private readonly List<string> _warnings = [];
    private readonly SortedDictionary<string, long> _files = new(StringComparer.Ordinal);

    private readonly long? _memoryLimit;

    private Recorder(string verb, Workers workers, IProgress<LionProgress>? progress, long? memoryLimit)
    {
        Verb = verb;
        _memoryLimit = memoryLimit;
        Workers = workers;
        _progress = progress;
    }

    public Recorder(string verb, LionRequest request, IProgress<LionProgress>? progress, CancellationToken cancellation)
    {
        Verb = verb;
        _progress = progress;
        _memoryLimit = request.MemoryLimit;
        if (_memoryLimit < 1)
        {
            throw LionException.BadInput($"--memory-limit takes a size from 1 byte, not {_memoryLimit}.");
        }

        int cores = request.Cores ?? Environment.ProcessorCount;
        if (cores < 1)
        {
            throw LionException.BadInput($"--cores takes a number from 1, not {cores}.");
        }

        Workers = new Workers(cores, cancellation);
    }

    public string Verb { get; }

    public Workers Workers { get; }

    public double TotalSeconds => Stopwatch.GetElapsedTime(_started).TotalSeconds;

    public CancellationToken Cancellation => Workers.Cancellation;

    /// <summary>Records an option: the given value, or the default with the fact that it is one.</summary>
    public T Option<T>(string key, T? given, T fallback, Func<T, string>? text = null)
        where T : struct
    {
        T value = given ?? fallback;
        Record(new RecordedOption(key, text is null ? $"{value}" : text(value), given is null));
        return value;
    }

    public string Option(string key, string? given, string fallback)
    {
        Record(new RecordedOption(key, given ?? fallback, given is null));
        return given ?? fallback;
    }

    /// <summary>The bytes that a step may take; recorded where it is asked for.</summary>
    public long MemoryLimit()
    {
        long limit = _memoryLimit ?? MachineMemory.TotalBytes();
        Record(new RecordedOption(LimitOption, Units.Bytes(limit), _memoryLimit is null));
        return limit;
    }

    /// <summary>Refuses a circuit that would take more memory than the limit.</summary>
    /// <exception cref="CircuitException">Names estimate and limit.</exception>
    public void RequireMemory(QuantizedGraph graph, MemoryUse use, int instances = 1) =>
        MemoryEstimate.Of(graph, instances).Require(use, MemoryLimit());

    /// <summary>Records a value that has no default.</summary>
    public void Given(string key, string? value)
    {
        if (value is not null)
        {
            Record(new RecordedOption(key, value, false));
        }
    }

    /// <summary>The options so far as a dictionary, without some that only concern this machine.</summary>
    public ImmutableDictionary<string, string> OptionValues(params ReadOnlySpan<string> without)
    {
        ImmutableDictionary<string, string>.Builder values = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (RecordedOption option in _options)
        {
            if (!without.Contains(option.Key))
            {
                values[option.Key] = option.Value;
            }
        }

        return values.ToImmutable();
    }

    public void Warn(string warning)
    {
        if (!_warnings.Contains(warning))
        {
            _warnings.Add(warning);
        }
    }

    public void Wrote(IEnumerable<KeyValuePair<string, long>> files)
    {
        foreach ((string name, long bytes) in files)
        {
            _files[name] = bytes;
        }
    }

    public void Report(string phase, double fraction) => _progress?.Report(new LionProgress(phase, fraction));

    /// <summary>Runs one phase and records its seconds under <paramref name="key"/>; a phase met twice adds up.</summary>
    public T Phase<T>(string key, string words, Func<T> work)
    {
        Cancellation.ThrowIfCancellationRequested();
        Report(words, 0);
        long start = Stopwatch.GetTimestamp();
        T result = work();
        AddSeconds(key, Stopwatch.GetElapsedTime(start).TotalSeconds);
        Report(words, 1);
        return result;
    }

    public void Phase(string key, string words, Action work) => Phase(key, words, () =>
    {
        work();
        return true;
    });

    /// <summary>The seconds of all phases so far.</summary>
    public double PhaseSum => _seconds.Sum(pair => pair.Value);

    public void AddSeconds(string key, double seconds)
    {
        int at = _seconds.FindIndex(pair => pair.Key == key);
        if (at < 0)
        {
            _seconds.Add(new(key, seconds));
        }
        else
        {
            _seconds[at] = new(key, _seconds[at].Value + seconds);
        }
    }

    public double SecondsOf(string key) => _seconds.Find(pair => pair.Key == key).Value;

    public long BytesOf(string file) => _files.GetValueOrDefault(file);

    /// <summary>A recorder of its own for one of many alike steps, with the same workers and progress.</summary>
    public Recorder ForStep() => new(Verb, Workers, _progress, _memoryLimit);

    /// <summary>Takes over the options and warnings of a step, where they are not known yet.</summary>
    public void Adopt(Recorder step)
    {
        step._warnings.ForEach(Warn);
        _options.AddRange(step._options.Where(option => !_options.Exists(known => known.Key == option.Key)));
    }

    public RunRecord Finish() => new()
    {
        Verb = Verb,
        Cores = Workers.Cores,
        Options = [.. _options],
        TotalSeconds = TotalSeconds,
        PhaseSeconds = [.. _seconds],
        PeakMemoryBytes = MachineMemory.PeakBytes(),
        Files = [.. _files],
        Warnings = [.. _warnings],
    };

    // Steps of one run may ask for the same option.
    private void Record(RecordedOption option)
    {
        if (!_options.Exists(known => known.Key == option.Key))
        {
            _options.Add(option);
        }
    }
}
