using HpoRunner.Journal;

namespace HpoRunner.Models;

/// <summary>A run without a model in its folder: it is not finished, or its winner's refit did not succeed.</summary>
internal sealed class ModelMissingException(RunFolder run)
    : Exception($"{run.Id} has no model in {Path.GetFileName(run.Best)}/: it is made when the search is over and the winner could be trained again; 'hpo status {run.Id}' says how far the run is");
