using HpoRunner.Journal;
using HpoRunner.Reports.Page;
using HpoRunner.Training;

namespace HpoRunner.Reports;

/// <summary>
/// All that a report says, as one immutable value: the report, its charts and nothing else are a pure function of it. Texts that
/// judge (verdict, support, advice) come ready-made; numbers come raw. Times are in seconds of running time, instants in UTC.
/// Absent numbers are null; a number that is not finite is treated as absent wherever it would be drawn or printed.
/// </summary>
internal sealed record ReportModel
{
    public required ReportRun Run { get; init; }

    public required ReportMetric Metric { get; init; }

    public required ReportFindings Findings { get; init; }

    /// <summary>In the order of the experiment file.</summary>
    public IReadOnlyList<ReportParameter> Parameters { get; init; } = [];

    /// <summary>In trial order, the baseline first. Anything from no trial to ten thousand.</summary>
    public IReadOnlyList<ReportTrial> Trials { get; init; } = [];

    /// <summary>Whether the search was a grid, in which every pair of values occurs.</summary>
    public bool IsGrid { get; init; }

    /// <summary>Rows of the ranking that are shown at once.</summary>
    public int Top { get; init; } = 20;

    /// <summary>Which parameters explain the differences; null where there are too few trials to ask.</summary>
    public ReportImportance? Importance { get; init; }

    /// <summary>Curves of the trials to be shown, best trial first, one per fold.</summary>
    public IReadOnlyList<ReportCurve> Curves { get; init; } = [];

    /// <summary>In the order of <c>curves.csv</c>; empty where nothing was asked for.</summary>
    public IReadOnlyList<ReportMeasurement> Measurements { get; init; } = [];

    internal static readonly IReadOnlyDictionary<int, IReadOnlyList<ReportMeasurement>> NotMeasured =
        new Dictionary<int, IReadOnlyList<ReportMeasurement>>();

    /// <summary>The same by trial, diverged ones included; empty where there are too many to compare.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<ReportMeasurement>> TrialMeasurements { get; init; } = NotMeasured;

    /// <summary>What <see cref="Curves"/> measure; the metric where null.</summary>
    public string? CurveMeasure { get; init; }

    /// <summary>Null where a network was trained on data.</summary>
    public ReportSurface? Surface { get; init; }

    public IReadOnlyList<ReportAttempt> Attempts { get; init; } = [];

    public ReportFinal? Final { get; init; }

    public ReportHealth Health { get; init; } = new();

    /// <summary>The winner as a piece of an experiment file that runs; null while there is none.</summary>
    public string? WinnerYaml { get; init; }
}

/// <summary>Which run this is and how it went. The state is one of finished, interrupted, running, failed.</summary>
internal sealed record ReportRun(string Id, string Experiment, string State, DateTimeOffset Started)
{
    public string? Description { get; init; }

    /// <summary>Why the run ended, or ended early.</summary>
    public string? Reason { get; init; }

    public DateTimeOffset? Ended { get; init; }

    /// <summary>Running time, pauses between interruption and resume left out.</summary>
    public double Seconds { get; init; }

    /// <summary>Share of the workers' time spent in evaluations, 0 to 1.</summary>
    public double? BusyFraction { get; init; }

    public int Workers { get; init; }

    public int Resumed { get; init; }

    /// <summary>Trials that the budget foresees, the baseline included; null without a limit.</summary>
    public int? Planned { get; init; }
}

/// <summary>The objective's name and whether more is better.</summary>
internal sealed record ReportMetric(string Name, bool Maximize);

/// <summary>What was found, in sentences: the verdict is the headline, support follows it, advice says what to do next.</summary>
internal sealed record ReportFindings(string Verdict)
{
    public IReadOnlyList<string> Support { get; init; } = [];

    public IReadOnlyList<ReportAdvice> Advice { get; init; } = [];
}

/// <summary>One sentence of advice; a warning is one that questions the result.</summary>
internal sealed record ReportAdvice(string Text, bool Warning = false);

/// <summary>How a parameter was searched, which decides the axis of its slice.</summary>
internal enum ReportParameterKind
{
    Choice,
    LogRange,
    LinearRange,
    Fixed,
}

/// <summary>A parameter of the experiment. Bounds belong to ranges, choices to choices.</summary>
internal sealed record ReportParameter(string Name, ReportParameterKind Kind)
{
    public double Low { get; init; }

    public double High { get; init; }

    public bool Whole { get; init; }

    public IReadOnlyList<Scalar> Choices { get; init; } = [];

    /// <summary>Whether the search could take more than one value.</summary>
    public bool Varies => Kind switch
    {
        ReportParameterKind.Fixed => false,
        ReportParameterKind.Choice => Choices.Count > 1,
        _ => High > Low,
    };
}

/// <summary>
/// One trial: its values in the order of <see cref="ReportModel.Parameters"/> (null: inactive there), one score per fold (null: not
/// computed), and the ranking's numbers, all null for trials that are not ranked. Low and High bound its 95 % interval; gaps count
/// plus as better than what it is compared with.
/// </summary>
internal sealed record ReportTrial(int Number, TrialStatus State)
{
    public IReadOnlyList<Scalar?> Values { get; init; } = [];

    public IReadOnlyList<double?> Folds { get; init; } = [];

    public double? Mean { get; init; }

    public int? Rank { get; init; }

    public double? StandardError { get; init; }

    public double? Low { get; init; }

    public double? High { get; init; }

    public double? Corrected { get; init; }

    /// <summary>Chance to be the best of all, 0 to 1.</summary>
    public double? Chance { get; init; }

    /// <summary>Whether it belongs to the smallest group that holds the best with 95 %.</summary>
    public bool Tied { get; init; }

    public double? GapToBest { get; init; }

    public double? GapToBaseline { get; init; }

    public int? Epochs { get; init; }

    public double? Seconds { get; init; }

    public TrialOrigin Origin { get; init; } = TrialOrigin.Search;

    public double? FinishedAt { get; init; }

    /// <summary>What went wrong, for trials that are not completed.</summary>
    public string? Message { get; init; }

    /// <summary>Mean over a finalist's fresh repeats, those of the search left out.</summary>
    public double? Fresh { get; init; }

    /// <summary>The one score on the test rows, of the winner and the baseline.</summary>
    public double? Test { get; init; }

    /// <summary>The value of the parameter of this index; null where it is inactive.</summary>
    public Scalar? Value(int parameter) => parameter < Values.Count ? Values[parameter] : null;

    /// <summary>A trial is itself alone: to compare all its values would be most of what a set of ten thousand costs.</summary>
    public bool Equals(ReportTrial? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Number;
}

/// <summary>The curve of one evaluation; a diverged one ends with its last whole epoch, and may have none.</summary>
internal sealed record ReportCurve(int Trial, int Fold, IReadOnlyList<ReportEpoch> Epochs)
{
    public bool Diverged { get; init; }
}

/// <summary>
/// A measurement on request (<see cref="Training.Measurements.MeasurementTable"/>) of a trial: mean over its folds by epoch.
/// </summary>
internal sealed record ReportMeasurement(string Column, IReadOnlyList<(int Epoch, double Value)> Epochs);

/// <summary>Training and validation measurements after an epoch (from 1).</summary>
internal readonly record struct ReportEpoch(int Epoch, double? Training, double? Validation);

/// <summary>One try at an evaluation, for the timeline. Workers count from 1, folds from 0.</summary>
internal sealed record ReportAttempt(int Worker, double Start, double End, int Trial, int Fold, TrialStatus State);

/// <summary>The final stage: winner and baseline refitted and scored once on the test rows.</summary>
internal sealed record ReportFinal
{
    public double? BestTest { get; init; }

    public double? BaselineTest { get; init; }

    public int Rows { get; init; }

    /// <summary>Why there is no test score.</summary>
    public string? Reason { get; init; }

    /// <summary>For classes: names, and counts of the test rows by [true][predicted].</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    public IReadOnlyList<IReadOnlyList<int>> Confusion { get; init; } = [];

    /// <summary>For numbers: the test rows' truth and prediction.</summary>
    public IReadOnlyList<ReportPrediction> Predictions { get; init; } = [];
}

/// <summary>A test row's true and predicted value.</summary>
internal readonly record struct ReportPrediction(double Truth, double Predicted);

/// <summary>How the run went on the machine.</summary>
internal sealed record ReportHealth
{
    /// <summary>Name and value, in the order to be shown: machine, versions, seed, hashes, commit.</summary>
    public IReadOnlyList<ReportFact> Facts { get; init; } = [];

    public IReadOnlyList<ReportFailure> Failures { get; init; } = [];

    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The experiment file as run.</summary>
    public string? ExperimentText { get; init; }
}

internal sealed record ReportFact(string Name, string Value);

/// <summary>What went wrong for the same reason: how often, for which trials, and the last lines that one of them wrote.</summary>
internal sealed record ReportFailure(string Reason, int Count, string LastLines)
{
    public IReadOnlyList<int> Trials { get; init; } = [];
}
