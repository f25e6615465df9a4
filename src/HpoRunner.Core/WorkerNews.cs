using System.Globalization;
using HpoRunner.Evaluation;
using HpoRunner.Journal;
using HpoRunner.Workers;

namespace HpoRunner;

/// <summary>
/// What the workers say, and what follows: what the <see cref="Crew"/> knows of them, which attempts have ended, and what people should
/// hear of.
/// </summary>
internal sealed class WorkerNews(LiveState state, RunDecider decider, Crew crew, Notices notices)
{
    /// <summary>Why no worker can work any more; null while one can.</summary>
    public string? Stranded { get; private set; }

    /// <returns>What is to be journalled of it.</returns>
    public IReadOnlyList<JournalEvent> Hear(WorkerEvent news)
    {
        switch (news)
        {
            case WorkerReady ready:
                crew.Ready(ready.Worker, ready.Pid);
                return [];
            case EvaluationBegun begun:
                crew.Begin(begun.Worker, begun.Key, begun.Attempt);
                return [];
            case MeasurementArrived measured:
                crew.Measure(measured.Worker, measured.Epoch, measured.Metrics.TryGetValue(state.Metric, out var value) ? value : null);
                return [];
            case EvaluationFinished finished:
                // The attempt is the fence: only what this coordinator sent out and still waits for can count.
                return crew.End(finished.Worker, finished.Key, finished.Attempt) ? [Judge(finished)] : [];
            case WorkerLost lost:
                notices.Add($"worker {lost.Worker} was lost and is being replaced: {lost.Reason}");
                return Lose(lost.Worker, lost.Uncharged);
            case WorkerRetired retired:
                return Lose(retired.Worker, retired.Uncharged);
            case WorkerRefused refused:
                GiveUp(refused.Worker, refused.Message);
                return [];
            case WorkersKeepDying dying:
                GiveUp(dying.Worker, string.Join(Environment.NewLine, dying.LastLines.Prepend(dying.Reason)));
                return [];
            default:
                throw new InvalidOperationException($"no rule for {news.GetType().Name}");
        }
    }

    /// <returns>What is to be journalled of it.</returns>
    public IReadOnlyList<JournalEvent> Hear(NotDispatched failed)
    {
        // The state is asked and not the crew, which forgets a worker's flights when it hears of its death: that may come first.
        if (!state.IsRunning(failed.Key, failed.Attempt))
            return [];
        // If it has not, it is on its way; without a rest this worker would be asked over and over until then.
        if (crew.End(failed.Worker, failed.Key, failed.Attempt))
            crew.Refused(failed.Worker);
        return [new EvaluationEnded(failed.Key, failed.Attempt, failed.Worker, EvaluationResult.Stopped)];
    }

    private EvaluationEnded Judge(EvaluationFinished finished)
    {
        if (finished.Result.State == EvaluationState.Failed)
            notices.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"evaluation {finished.Key} failed at attempt {finished.Attempt}: {finished.Result.Message}"));
        return decider.Judge(finished.Key, finished.Attempt, finished.Worker, finished.Result);
    }

    /// <summary>What a dead worker never began is free again, and nobody is charged for it.</summary>
    private List<JournalEvent> Lose(int worker, IEnumerable<UnchargedAttempt> attempts)
    {
        var freed = attempts.Where(attempt => crew.End(worker, attempt.Key, attempt.Attempt))
            .Select(JournalEvent (attempt) => new EvaluationEnded(attempt.Key, attempt.Attempt, worker, EvaluationResult.Stopped))
            .ToList();
        crew.Lose(worker);
        return freed;
    }

    private void GiveUp(int worker, string reason)
    {
        notices.Add($"worker {worker} cannot work: {reason}");
        crew.GiveUp(worker);
        if (crew.Count == 0)
            Stranded = $"no worker can work: {reason}";
    }
}
