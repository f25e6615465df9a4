using HpoRunner.Experiments;

namespace HpoRunner.Journal;

/// <summary>
/// The trials of a run that may still be asked for, so that a long search does not grow: those that are open, the best few, the baseline,
/// those whose failures somebody may want to retry, and those that were chosen for something. All others are let go when nothing that is
/// still to come can change them.
/// </summary>
/// <param name="leaderCount">How many of the best are kept.</param>
/// <param name="metric">
/// Its target ends the search at the lowest trial that reaches it: then trials are let go in their order, and none from that one on.
/// </param>
/// <param name="released">Is told of each trial that is let go.</param>
/// <param name="keepsAll">Whether those that are let go can be found all the same.</param>
internal sealed class TrialRoll(int leaderCount, MetricSettings metric, Action<TrialState>? released, bool keepsAll)
{
    private readonly SortedDictionary<int, TrialState> _open = [];
    private readonly Dictionary<int, TrialState> _kept = [];
    private readonly HashSet<int> _chosen = [];
    private readonly List<TrialState> _leaders = [];
    private readonly List<TrialState> _everybody = [];

    /// <summary>All trials that were proposed, those let go included.</summary>
    public int Count { get; private set; }

    /// <summary>Every trial that was proposed, by number; empty unless all are kept.</summary>
    public IReadOnlyList<TrialState> Everybody => _everybody;

    /// <summary>In their order. Some of them may be settled.</summary>
    public IEnumerable<TrialState> Open => _open.Values;

    /// <summary>Everybody that was not let go, in no order.</summary>
    public IEnumerable<TrialState> Held => _open.Values.Concat(_kept.Values);

    /// <summary>Completed trials, the best first, the lower number first among equals; of the run's best, so many as are kept.</summary>
    public IEnumerable<TrialState> Best => Ordered(_leaders.Concat(_open.Values.Where(trial => trial.Mean is not null)));

    /// <summary>Those of <see cref="Best"/> that can change no more.</summary>
    public IEnumerable<TrialState> Leaders => Ordered(_leaders);

    /// <summary>Null: let go, or not proposed yet.</summary>
    public TrialState? Find(int number)
    {
        if (keepsAll)
            return number >= 0 && number < _everybody.Count ? _everybody[number] : null;
        return _open.TryGetValue(number, out var trial) || _kept.TryGetValue(number, out trial) ? trial : null;
    }

    public void Add(TrialState trial)
    {
        Count++;
        if (keepsAll)
            _everybody.Add(trial);
        _open.Add(trial.Number, trial);
        Review(trial);
    }

    /// <summary>Keeps a trial for good.</summary>
    public void Choose(int number) => _chosen.Add(number);

    /// <summary>Has a settled trial be open again.</summary>
    public void Reopen(TrialState trial)
    {
        _kept.Remove(trial.Number);
        _open[trial.Number] = trial;
    }

    /// <summary>Lets go what nobody can ask for any more, after something has happened to this trial.</summary>
    public void Review(TrialState trial)
    {
        if (metric.Target is null)
        {
            if (trial.IsClosed && _open.ContainsKey(trial.Number))
                Close(trial);
            return;
        }
        while (_open.Count > 0 && _open.First().Value is { IsClosed: true } next && !(next.Mean is { } mean && metric.IsReachedBy(mean)))
            Close(next);
    }

    private void Close(TrialState trial)
    {
        _open.Remove(trial.Number);
        _kept.Add(trial.Number, trial);
        if (trial.Mean is not null)
            Rank(trial);
        else
            LetGo(trial);
    }

    private void Rank(TrialState trial)
    {
        _leaders.Add(trial);
        if (_leaders.Count <= leaderCount)
            return;
        var last = Ordered(_leaders).Last();
        _leaders.Remove(last);
        LetGo(last);
    }

    private void LetGo(TrialState trial)
    {
        if (trial.Origin == TrialOrigin.Baseline || trial.HasFailure || _chosen.Contains(trial.Number))
            return;
        _kept.Remove(trial.Number);
        released?.Invoke(trial);
    }

    private IEnumerable<TrialState> Ordered(IEnumerable<TrialState> trials) =>
        trials.OrderBy(trial => metric.Maximize ? -trial.Mean!.Value : trial.Mean!.Value).ThenBy(trial => trial.Number);
}
