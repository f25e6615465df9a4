using HpoRunner.Journal;

namespace HpoRunner.Models;

/// <summary>A run without a model in its folder: it went down a surface, is not finished, or its winner's refit did not succeed.</summary>
internal sealed class ModelMissingException(RunFolder run) : Exception(Reason(run))
{
    private static string Reason(RunFolder run) => File.Exists(run.Journal) && !JournalReader.ReadHeader(run.Journal).Experiment.HasModel
        ? $"{run.Id} has no model: a surface leaves no model behind, only the paths in its report"
        : $"{run.Id} has no model in {Path.GetFileName(run.Best)}/: it is made when the search is over and the winner could be trained again; 'hpo status {run.Id}' says how far the run is";
}
