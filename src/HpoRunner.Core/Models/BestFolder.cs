using HpoRunner.Evaluation;
using HpoRunner.Journal;
using HpoRunner.Reports;

namespace HpoRunner.Models;

/// <summary>
/// The coordinator's side of the run's <c>best</c> folder. The winner's model is in its place before its final fit is journalled: so
/// whatever the journal says is done is there, and a run that was killed in between does it again, to the same bytes. The card is derived
/// from the journal, as the report is.
/// </summary>
internal sealed class BestFolder(RunFolder run)
{
    public const string CardName = "model-card.md";

    /// <summary>
    /// The result of a final fit as it may be journalled: a winner's whose model is missing counts as a crash, so that it is tried again.
    /// </summary>
    public EvaluationResult Keep(EvaluationKey key, int attempt, EvaluationResult result, int? winner)
    {
        var draft = ModelDraft.PathOf(run.Path, key, attempt);
        if (key.Trial != winner || result.State != EvaluationState.Completed)
        {
            ModelDraft.Discard(draft);
            return result;
        }
        if (!Directory.Exists(draft))
            return EvaluationResult.Failed(
                FailureKind.Crash, "the final fit ended, but its model is not in the run's folder", result.Seconds);
        ModelDraft.Place(draft, run.Best);
        return result;
    }

    /// <summary>Says beside the model what it is. Nothing without a model: the winner's refit diverged or failed.</summary>
    public void WriteCard(RunResults results)
    {
        if (results.State.Winner is { } winner && Directory.Exists(run.Best) && results.FinalOf(winner) is not null)
            run.Write(
                Path.Combine(Path.GetFileName(run.Best), CardName),
                ModelCard.Write(results, winner, $"hpo predict {run.Id} data.csv"));
    }
}
