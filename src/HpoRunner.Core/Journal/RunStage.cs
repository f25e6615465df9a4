namespace HpoRunner.Journal;

/// <summary>How far a run has come: from the search, which may pause, over its end to the frozen winner and the close.</summary>
internal sealed class RunStage
{
    /// <summary>Why nothing more of the search is started for now; null while it goes on.</summary>
    public string? Paused { get; private set; }

    public SearchEnded? SearchEnd { get; private set; }

    /// <summary>Trials that are confirmed on fresh repeats, best first; null before they are chosen.</summary>
    public IReadOnlyList<int>? Finalists { get; private set; }

    /// <summary>The frozen winner's trial. Once it is set, the test rows may have been used.</summary>
    public int? Winner { get; private set; }

    /// <summary>Null while the run goes on, or was killed.</summary>
    public RunClosed? Closed { get; private set; }

    internal void Apply(JournalEvent journalEvent)
    {
        switch (journalEvent)
        {
            case RunPaused paused:
                Paused = paused.Reason;
                break;
            case RunContinued:
                Paused = null;
                break;
            case SearchEnded ended:
                SearchEnd = ended;
                break;
            case FinalistsChosen chosen:
                Finalists = chosen.Trials;
                break;
            case WinnerFrozen frozen:
                Winner = frozen.Trial;
                break;
            case RunClosed closed:
                Closed = closed;
                break;
            case FailedReopened:
                Reopen();
                break;
            case RunResumed resumed:
                (Paused, Closed) = (null, null);
                if (resumed.Budget is not null)
                    Reopen();
                break;
        }
    }

    /// <summary>A new budget, or another try, opens the search again; a target that was reached stays reached, a winner frozen.</summary>
    private void Reopen()
    {
        Closed = null;
        if (SearchEnd?.LastTrial is null)
            SearchEnd = null;
        if (Winner is null)
            Finalists = null;
    }
}
