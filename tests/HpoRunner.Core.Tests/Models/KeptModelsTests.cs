using HpoRunner.Evaluation;
using HpoRunner.Journal;

namespace HpoRunner.Models;

/// <summary>Which models stay in a run's folder, by what its journal says: decided one by one, with drafts as workers leave them.</summary>
internal sealed class KeptModelsTests
{
    private TemporaryFolder _folder = null!;
    private DecidedRun _run = null!;

    [SetUp]
    public void SetUp() => (_folder, _run) = (new TemporaryFolder(), Run(keep: 2));

    [TearDown]
    public void TearDown() => _folder.Dispose();

    // Two folds each; by mean the order is 3, 1, 2, 0.
    [Test]
    public void Prune_AtTheEnd_TheBestTrialsWithAllTheirFoldsAreThere()
    {
        Lead(Models(_run), (key, _) => DecidedRun.Completed(new[] { 0.1, 0.7, 0.3, 0.8 }[key.Trial] + (0.01 * key.Fold)));
        Assert.That(KeptModels.TrialsOf(RunFolder), Is.EqualTo((int[])[1, 3]));
        Assert.That(Marks(3), Is.EqualTo((string[])["3.0.0 1", "3.0.1 1"]));
        Assert.That(Directory.GetDirectories(RunFolder.Path, ModelDraft.Pattern), Is.Empty);
    }

    [Test]
    public void Prune_WhileTheSearchGoesOn_HoldsNoMoreThanTheBestAndTheOpenTrial()
    {
        var models = Models(_run);
        Lead(
            models,
            (key, _) => DecidedRun.Completed(key.Trial),
            () => Assert.That(KeptModels.TrialsOf(RunFolder), Has.Count.LessThanOrEqualTo(3)));
        Assert.That(KeptModels.TrialsOf(RunFolder), Is.EqualTo((int[])[2, 3]));
    }

    [Test]
    public void Keep_ModelIsMissing_TheEvaluationIsTriedAgain()
    {
        var models = Models(_run);
        var started = _run.Decide(1).OfType<EvaluationStarted>().First();
        Assert.That(
            models.Keep(started.Evaluation, 1, DecidedRun.Completed(1)),
            Has.Property("State").EqualTo(EvaluationState.Failed).And.Property("Kind").EqualTo(FailureKind.Crash));
    }

    [Test]
    public void Keep_LateAnswerOfAnEarlierAttempt_ReplacesNothing()
    {
        var models = Models(_run);
        var started = _run.Decide(1).OfType<EvaluationStarted>().First();
        _run.Answer(started, EvaluationResult.Failed(FailureKind.Crash, "killed", 1));
        var again = _run.Decide(1).OfType<EvaluationStarted>().First();
        Draft(again.Evaluation, again.Attempt);
        _run.Answer(again, models.Keep(again.Evaluation, again.Attempt, DecidedRun.Completed(1)));
        Draft(started.Evaluation, started.Attempt);
        models.Keep(started.Evaluation, started.Attempt, DecidedRun.Completed(1));
        Assert.That(Marks(0), Is.EqualTo((string[])["0.0.0 2"]));
        Assert.That(Directory.GetDirectories(RunFolder.Path, ModelDraft.Pattern), Is.Empty);
    }

    [Test]
    public void Prune_TrialWithAFailure_KeepsItsModelsForARetry()
    {
        Lead(Models(_run), (key, _) => key == new EvaluationKey(1, 0, 1)
            ? EvaluationResult.Failed(FailureKind.Trainer, "no", 1) : DecidedRun.Completed(key.Trial));
        Assert.That(KeptModels.TrialsOf(RunFolder), Is.EqualTo((int[])[1, 2, 3]));
        Assert.That(Marks(1), Is.EqualTo((string[])["1.0.0 1"]));
    }

    // A trial that reaches the target ends the search; those after it do not count, however good they are.
    [Test]
    public void Prune_TargetReached_LaterTrialsLeaveNothing()
    {
        _run = Run(keep: 2, target: 0.5);
        Lead(Models(_run), (key, _) => DecidedRun.Completed(new[] { 0.1, 0.6, 0.9, 0.9 }[key.Trial]), slots: [1, 2, 3, 4, 5, 6]);
        Assert.That(_run.State.SearchEnd!.LastTrial, Is.EqualTo(1));
        Assert.That(KeptModels.TrialsOf(RunFolder), Is.EqualTo((int[])[0, 1]));
    }

    [Test]
    public void Prune_ByTheNextCoordinator_RemovesWhatTheKilledOneLeft()
    {
        Lead(Models(_run), (key, _) => DecidedRun.Completed(key.Trial));
        Directory.CreateDirectory(Path.Combine(RunFolder.Models, "trial-0", "fold-1"));
        Draft(new EvaluationKey(3, 0, 1), 1);
        ModelDraft.DiscardAll(RunFolder.Path);
        Models(_run).Prune();
        Assert.That(KeptModels.TrialsOf(RunFolder), Is.EqualTo((int[])[2, 3]));
        Assert.That(Directory.GetDirectories(RunFolder.Path, ModelDraft.Pattern), Is.Empty);
    }

    [Test]
    public void NotAskedFor_NothingIsKeptOrMissed()
    {
        _run = Run(keep: 0);
        var started = _run.Decide(1).OfType<EvaluationStarted>().First();
        Assert.That(Models(_run).Keep(started.Evaluation, 1, DecidedRun.Completed(1)).State, Is.EqualTo(EvaluationState.Completed));
        Assert.That(Directory.Exists(RunFolder.Models), Is.False);
    }

    private RunFolder RunFolder => new(_folder.Path);

    private static DecidedRun Run(int keep, double? target = null) => new(experiment => experiment with
    {
        KeepModels = keep, Metric = experiment.Metric with { Target = target },
    });

    private KeptModels Models(DecidedRun run) => new(RunFolder, run.Decides);

    private void Lead(KeptModels models, Func<EvaluationKey, int, EvaluationResult> answer, Action? look = null, int[]? slots = null)
    {
        while (_run.State.Closed is null)
        {
            foreach (var started in _run.Decide(slots ?? [1]).OfType<EvaluationStarted>().ToList())
            {
                var result = answer(started.Evaluation, started.Attempt);
                if (result.State == EvaluationState.Completed && !started.Evaluation.IsFinal)
                    Draft(started.Evaluation, started.Attempt);
                _run.Answer(started, started.Evaluation.IsFinal ? result : models.Keep(started.Evaluation, started.Attempt, result));
                models.Prune();
                look?.Invoke();
            }
            models.Prune();
        }
    }

    private void Draft(EvaluationKey key, int attempt)
    {
        var draft = ModelDraft.PathOf(RunFolder.Path, key, attempt);
        Directory.CreateDirectory(draft);
        File.WriteAllText(Path.Combine(draft, "mark"), $"{key} {attempt}");
    }

    private IEnumerable<string> Marks(int trial) =>
        KeptModels.FoldersOf(RunFolder, trial).Select(folder => File.ReadAllText(Path.Combine(folder, "mark")));
}
