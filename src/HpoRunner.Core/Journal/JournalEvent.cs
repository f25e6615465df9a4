using System.Text.Json.Serialization;
using HpoRunner.Evaluation;
using HpoRunner.Experiments;

namespace HpoRunner.Journal;

/// <summary>
/// Something that happened in a run, or was decided. The journal keeps these in order; replaying them gives the run's state. Members
/// are written in camelCase, non-finite numbers as words, absent members not at all.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RunStarted), "run.started")]
[JsonDerivedType(typeof(RunResumed), "run.resumed")]
[JsonDerivedType(typeof(TrialProposed), "trial.proposed")]
[JsonDerivedType(typeof(EvaluationStarted), "evaluation.started")]
[JsonDerivedType(typeof(EvaluationEnded), "evaluation.ended")]
[JsonDerivedType(typeof(TrialSkipped), "trial.skipped")]
[JsonDerivedType(typeof(FailedReopened), "failed.reopened")]
[JsonDerivedType(typeof(WorkersChanged), "workers.changed")]
[JsonDerivedType(typeof(RunPaused), "run.paused")]
[JsonDerivedType(typeof(RunContinued), "run.continued")]
[JsonDerivedType(typeof(SearchEnded), "search.ended")]
[JsonDerivedType(typeof(FinalistsChosen), "finalists.chosen")]
[JsonDerivedType(typeof(WinnerFrozen), "winner.frozen")]
[JsonDerivedType(typeof(RunClosed), "run.closed")]
internal abstract record JournalEvent;

/// <summary>The header, record 1: all that a resume needs to know.</summary>
/// <param name="Folder">Folder of the experiment file; relative paths in it are relative to this.</param>
/// <param name="File">The experiment file's text as it was run, overrides not included.</param>
/// <param name="Until">The instant that the budget's time of day meant when the run started.</param>
internal sealed record RunStarted(
    int Format,
    string Run,
    Experiment Experiment,
    string ExperimentHash,
    string DataHash,
    string SplitHash,
    string Version,
    string Folder,
    string File,
    DateTimeOffset? Until,
    DatasetFacts Dataset,
    Provenance Provenance,
    string? Source = null) : JournalEvent;

/// <summary>What the data turned out to be; so that reports need not read it again.</summary>
internal sealed record DatasetFacts(
    int Rows, int TestRows, int Features, IReadOnlyList<string> ClassNames, string Target, IReadOnlyList<string> Warnings);

/// <summary>Where the run came from. Git commit and folder are null outside a repository.</summary>
internal sealed record Provenance(
    string Host, string System, string Runtime, int Cores, string? GitCommit, string? GitFolder, bool? GitDirty);

/// <summary>A later opening, with what it changed; null members changed nothing.</summary>
/// <param name="Workers">Their number alone, as the command line gave it.</param>
/// <param name="Settings">All worker settings, as an edit of the experiment file left them.</param>
/// <param name="File">The experiment file's text, when it was edited since it was taken up last.</param>
internal sealed record RunResumed(
    string Host, int ProcessId, string Version, BudgetSettings? Budget, DateTimeOffset? Until, int? Workers,
    WorkerSettings? Settings = null,
    string? File = null) : JournalEvent;

internal enum TrialOrigin
{
    Baseline,
    Point,
    Search,
}

/// <param name="Infeasible">The constraint that the configuration breaks; such a trial is never started.</param>
internal sealed record TrialProposed(int Trial, TrialOrigin Origin, Configuration Parameters, string? Infeasible = null) : JournalEvent;

internal sealed record EvaluationStarted(EvaluationKey Evaluation, int Attempt, int Worker) : JournalEvent;

/// <param name="Retry">The decision: whether this failure is tried again.</param>
internal sealed record EvaluationEnded(EvaluationKey Evaluation, int Attempt, int Worker, EvaluationResult Result, bool Retry = false)
    : JournalEvent;

/// <summary>Somebody does not want to wait for this trial; it counts as stopped.</summary>
internal sealed record TrialSkipped(int Trial) : JournalEvent;

/// <summary>Every evaluation that had failed for good is to be tried again, with all its retries, and the search goes on.</summary>
internal sealed record FailedReopened : JournalEvent;

/// <summary>So many workers from here on.</summary>
internal sealed record WorkersChanged(int Count) : JournalEvent;

/// <summary>Nothing more of the search is started until <see cref="RunContinued"/> or a resume, and why: the disk is nearly full.</summary>
internal sealed record RunPaused(string Reason) : JournalEvent;

/// <summary>What a pause waited for is there again.</summary>
internal sealed record RunContinued : JournalEvent;

/// <summary>No further trial is proposed, and why: "40 trials done", "until 07:00", "the grid is exhausted".</summary>
/// <param name="LastTrial">The trial that reached the metric's target: later ones stay in the journal only. Null: all count.</param>
/// <param name="StopsRunning">What runs is stopped and not waited for.</param>
internal sealed record SearchEnded(string Reason, int? LastTrial = null, bool StopsRunning = false) : JournalEvent;

/// <summary>These trials, best first, are evaluated on fresh repeats before one of them is frozen.</summary>
internal sealed record FinalistsChosen(IReadOnlyList<int> Trials) : JournalEvent;

/// <summary>From here on the test rows may be used, for this trial and the baseline.</summary>
internal sealed record WinnerFrozen(int Trial) : JournalEvent;

internal enum RunOutcome
{
    Finished,
    Interrupted,
    Failed,
}

internal sealed record RunClosed(RunOutcome Outcome, string Reason) : JournalEvent;
