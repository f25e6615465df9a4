using System.Globalization;
using System.Text.RegularExpressions;
using HpoRunner.Journal;
using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports.Page;

/// <summary>Where and how a run was made, and what went wrong on the way.</summary>
internal static partial class HealthFacts
{
    public static ReportHealth From(RunState state, IReadOnlyList<FailedAttempt> failed)
    {
        var header = state.Header;
        var origin = header.Provenance;
        List<ReportFact> facts =
        [
            new("machine", $"{origin.Host}, {Figures.Count(origin.Cores, "core")}, {origin.System}"),
            new("versions", $"hpo {header.Version}, {origin.Runtime}"),
            new("seed", header.Experiment.Seed.ToString(CultureInfo.InvariantCulture)),
            .. WhatWasTrained(header),
            new("experiment SHA-256", header.ExperimentHash),
        ];
        if (origin.GitCommit is { } commit)
            facts.Add(new("git", commit + (origin.GitDirty == true ? " with changes" : "")));
        return new ReportHealth
        {
            Facts = facts,
            Failures = Failures(state, failed),
            Warnings = header.Dataset.Warnings,
            ExperimentText = header.File,
        };
    }

    private static IReadOnlyList<ReportFact> WhatWasTrained(RunStarted header)
    {
        if (header.Experiment.Surface is { } surface)
            return [new("surface", surface)];
        var data = header.Dataset;
        var file = Path.GetFileName(header.Experiment.Dataset.File);
        return
        [
            new("data", $"{file}: {Figures.Count(data.Rows, "row")} (of them {data.TestRows} for the test), "
                + $"{Figures.Count(data.Features, "feature")}, target {data.Target}"),
            new("data SHA-256", header.DataHash),
            new("splits SHA-256", header.SplitHash),
        ];
    }

    /// <summary>
    /// Attempts that failed, whether they were tried again or not, and trials that diverged or broke a constraint; those whose first lines
    /// differ in numbers alone together, the most frequent first.
    /// </summary>
    private static IReadOnlyList<ReportFailure> Failures(RunState state, IReadOnlyList<FailedAttempt> failed)
    {
        var lost = failed.Select(attempt => (attempt.Trial, attempt.Message,
            What: (attempt.Kind is { } kind ? Words.Of(kind) : "failed") + (attempt.IsRetried ? ", tried again" : "")));
        var bad = state.Trials.Where(trial => trial.Status is TrialStatus.Diverged or TrialStatus.Infeasible)
            .Select(trial => (Trial: trial.Number, Message: trial.Infeasible ?? trial.FirstIncomplete?.Message ?? "",
                What: Words.Of(trial.Status)));
        return
        [
            .. lost.Concat(bad).GroupBy(item => (item.What, Pattern: Digits().Replace(FirstLine(item.Message), "#")))
                .OrderByDescending(group => group.Count()).ThenBy(group => group.Key)
                .Select(group => new ReportFailure(Reason(group.Key.What, FirstLine(group.First().Message)), group.Count(),
                    group.Last().Message)
                {
                    Trials = [.. group.Select(item => item.Trial).Distinct().Order()],
                }),
        ];
    }

    private static string Reason(string what, string line) => line.Length > 0 ? $"{what}: {line}" : what;

    private static string FirstLine(string message) => message.ReplaceLineEndings("\n").Split('\n')[0].Trim();

    [GeneratedRegex("[0-9]+([.,][0-9]+)*")]
    private static partial Regex Digits();
}
