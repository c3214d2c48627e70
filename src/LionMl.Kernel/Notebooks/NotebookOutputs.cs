using System.Text.Json.Nodes;
using LionMl.Kernel.Display;
using LionMl.Kernel.Server;
using LionMl.Kernel.Sessions;

namespace LionMl.Kernel.Notebooks;

/// <summary>Collects the outputs of a run in nbformat's form. Thread-safe: background work of earlier cells may still print.</summary>
internal sealed class NotebookOutputs
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<OutputEntry>> _named = new(StringComparer.Ordinal);

    /// <summary>Where the output of one more cell goes.</summary>
    public Cell Begin() => new(this);

    /// <summary>One cell's outputs.</summary>
    internal sealed class Cell(NotebookOutputs all) : ICellOutput
    {
        private readonly List<OutputEntry> _entries = [];
        private readonly PrintBudget _budget = new();
        private bool _isClearing;

        public void Print(bool isError, string text)
        {
            ArgumentNullException.ThrowIfNull(text);
            lock (all._gate)
            {
                string taken = _budget.Take(text, out bool isUsedUp);
                Append(isError, taken);
                if (isUsedUp)
                {
                    Append(true, PrintBudget.Notice);
                }
            }
        }

        public void Display(MimeBundle value, string? displayId)
        {
            MimeBundle bounded = DisplayContent.Bounded(value);
            lock (all._gate)
            {
                OutputEntry entry = Add(OutputEntry.Display(bounded));
                if (displayId is not null)
                {
                    if (!all._named.TryGetValue(displayId, out List<OutputEntry>? same))
                    {
                        all._named[displayId] = same = [];
                    }

                    same.Add(entry);
                }
            }
        }

        public void Update(MimeBundle value, string displayId)
        {
            MimeBundle bounded = DisplayContent.Bounded(value);
            lock (all._gate)
            {
                foreach (OutputEntry entry in all._named.GetValueOrDefault(displayId) ?? [])
                {
                    entry.Value = bounded;
                }
            }
        }

        public void Clear(bool waits)
        {
            lock (all._gate)
            {
                _isClearing = waits;
                _budget.Reset();
                if (!waits)
                {
                    _entries.Clear();
                }
            }
        }

        public string ReadLine(string prompt, bool isPassword, CancellationToken cancellation) =>
            throw new NotSupportedException("Nobody can be asked: the notebook runs without a front end.");

        /// <summary>Adds what the cell ended with.</summary>
        public void End(CellResult result, int number)
        {
            MimeBundle? value = result.Value is null ? null : DisplayContent.Bounded(result.Value);
            lock (all._gate)
            {
                if (result.Error is { } error)
                {
                    Add(OutputEntry.Failure(error));
                }
                else if (value is not null)
                {
                    Add(OutputEntry.Result(value, number));
                }
            }
        }

        /// <summary>The outputs so far.</summary>
        public JsonArray ToJson()
        {
            lock (all._gate)
            {
                return [.. _entries.Select(entry => (JsonNode?)entry.ToJson())];
            }
        }

        private void Append(bool isError, string text)
        {
            if (text.Length == 0)
            {
                return;
            }

            // Pieces of one stream that follow each other are one output.
            string stream = isError ? "stderr" : "stdout";
            bool isFollowing = !_isClearing && _entries.Count > 0 && _entries[^1].Stream == stream;
            (isFollowing ? _entries[^1] : Add(OutputEntry.Text(stream))).Append(text);
        }

        private OutputEntry Add(OutputEntry entry)
        {
            if (_isClearing)
            {
                _entries.Clear();
                _isClearing = false;
            }

            _entries.Add(entry);
            return entry;
        }
    }
}
