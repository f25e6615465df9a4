using HpoRunner.Journal;

namespace HpoRunner.Models;

/// <summary>A run without the model that was asked for; the message says why there is none, and what there is.</summary>
internal sealed class ModelMissingException : Exception
{
    /// <summary>The winner's: it went down a surface, is not finished, or its winner's refit did not succeed.</summary>
    public ModelMissingException(RunFolder run)
        : base(OnASurface(run)
            ?? $"{run.Id} has no model in {Path.GetFileName(run.Best)}/: "
                + "it is made when the search is over and the winner could be trained again; "
                + $"'hpo status {run.Id}' says how far the run is")
    {
    }

    /// <summary>A trial's: models were not asked for, or the trial is not among the best.</summary>
    public ModelMissingException(RunFolder run, int trial)
        : base(OnASurface(run) ?? $"{run.Id} keeps no models of trial {trial}; {Kept(run)}")
    {
    }

    private static string? OnASurface(RunFolder run) =>
        File.Exists(run.Journal) && !JournalReader.ReadHeader(run.Journal).Experiment.HasModel
            ? $"{run.Id} has no model: a surface leaves no model behind, only the paths in its report"
            : null;

    private static string Kept(RunFolder run) => KeptModels.TrialsOf(run) is { Count: > 0 } trials
        ? $"kept are those of trial {string.Join(", ", trials)}"
        : "an experiment keeps those of its best five trials with final: {keep_models: 5}";
}
