using System.Globalization;
using HpoRunner.Journal;
using HpoRunner.Reports.Charts;

namespace HpoRunner.Reports;

/// <summary>Where and how a run was made, and what went wrong on the way.</summary>
internal static class HealthFacts
{
    public static ReportHealth From(RunState state)
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
            facts.Add(new("git", $"{commit}{(origin.GitDirty == true ? " with changes" : "")} in {origin.GitFolder}"));
        return new ReportHealth
        {
            Facts = facts,
            Failures = Failures(state),
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
            new("data", $"{file}: {Figures.Count(data.Rows, "row")} (of them {data.TestRows} for the test), {Figures.Count(data.Features, "feature")}, target {data.Target}"),
            new("data SHA-256", header.DataHash),
            new("splits SHA-256", header.SplitHash),
        ];
    }

    private static IReadOnlyList<ReportFailure> Failures(RunState state) =>
    [
        .. state.Trials.Where(trial => trial.Status == TrialStatus.Failed)
            .Select(trial => trial.FirstIncomplete!)
            .GroupBy(slot => slot.FailureKind is { } kind ? Words.Of(kind) : "failed")
            .Select(group => new ReportFailure(group.Key, group.Count(), group.Last().Message ?? "")),
    ];
}
