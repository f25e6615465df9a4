namespace HpoRunner.Ranking;

/// <summary>Approved texts, also under a culture with decimal commas.</summary>
[SetCulture("de-DE")]
internal sealed class AdviceTests
{
    private static readonly SearchedParameter LearningRate = new(
        "learning_rate", 1e-4, 0.1, IsLog: true, IsChoice: false, 0.1, [0.1, 0.08, 0.05], [0.1, 0.08, 0.05, 0.001, 0.0001], []);
    private static readonly SearchedParameter BatchSize = new(
        "batch_size", 16, 128, IsLog: false, IsChoice: true, 16, [16], [16, 32, 64, 128], []);

    [Test]
    public void Of_BestAtABound_SaysToWidenIt()
    {
        Assert.That(Said(AdviceKind.Bound, parameters: [LearningRate]), Is.EqualTo(
            "learning_rate is best at its upper bound, 0.1 of [0.0001, 0.1]: widen it."));
        Assert.That(Said(AdviceKind.Bound, parameters: [LearningRate with { Winner = 0.0876 }]), Is.EqualTo(
            "learning_rate is best near its upper bound, 0.0876 of [0.0001, 0.1]: widen it."));
        Assert.That(Said(AdviceKind.Bound, parameters: [BatchSize]), Is.EqualTo(
            "batch_size is best at its lower bound, 16 of [16, 128]: widen it."));
    }

    [Test]
    public void Of_BaselineOutsideTheRangeIsBest_SaysSo() => Assert.That(
        Said(AdviceKind.Bound, parameters: [LearningRate with { Name = "l2", Low = 1e-6, High = 0.01, Winner = 0, Tied = [0] }]),
        Is.EqualTo("l2 is best outside its range, 0 where [1e-06, 0.01] was searched: widen it."));

    [Test]
    public void Of_BestNearABoundByLuck_IsSilent()
    {
        Assert.That(Said(AdviceKind.Bound, parameters: [LearningRate with { Tied = [0.1, 0.001, 0.0001, 0.002] }]), Is.Null,
            "the tied trials are all over the range");
        Assert.That(
            Said(AdviceKind.Bound, parameters: [LearningRate with { Winner = 0.05 }]), Is.Null, "10 % inside on the logarithmic scale");
        Assert.That(Said(AdviceKind.Bound, parameters: [BatchSize with { Winner = 32 }]), Is.Null);
        Assert.That(Said(AdviceKind.Bound, parameters: [LearningRate with { Winner = null }]), Is.Null, "inactive in the winner");
        Assert.That(
            Said(AdviceKind.Bound, parameters: [LearningRate with { Completed = [.. LearningRate.Completed.Select(_ => LearningRate.Winner!.Value)] }]),
            Is.Null, "nothing else was tried");
    }

    [Test]
    public void Of_BestAtANaturalLimit_IsSilent()
    {
        SearchedParameter dropout = new("dropout", 0, 0.5, false, false, 0, [0], [0, 0.1], [], Smallest: 0, Largest: 1);

        Assert.That(Said(AdviceKind.Bound, parameters: [dropout]), Is.Null);
        Assert.That(
            Said(AdviceKind.Bound, parameters: [dropout with { Winner = 0.5, Tied = [0.5] }]),
            Is.EqualTo("dropout is best at its upper bound, 0.5 of [0, 0.5]: widen it."));
    }

    [Test]
    public void Of_DivergenceAboveAValue_NamesIt()
    {
        var cause = LearningRate with { Diverged = [0.09, 0.12, 0.3], Winner = 0.001 };

        Assert.That(
            Said(AdviceKind.Divergence, counts: new TrialCounts(8, Diverged: 3), parameters: [cause]),
            Is.EqualTo("Three trials diverged, all with learning_rate of 0.09 or more: lower its upper bound."));
        Assert.That(
            Said(
                AdviceKind.Divergence, counts: new TrialCounts(8, Diverged: 3),
                parameters: [cause with { Diverged = [0.0002, 0.12, 0.3] }]),
            Is.EqualTo("3 of 11 trials diverged: try lower learning rates."));
        Assert.That(Said(AdviceKind.Divergence, counts: new TrialCounts(8, Diverged: 1), parameters: [cause]), Is.Null);
    }

    [Test]
    public void Of_ManyFailures_SaysHowToSeeWhy()
    {
        Assert.That(
            Said(AdviceKind.Failures, counts: new TrialCounts(50, Failed: 10)),
            Is.EqualTo("10 of 60 trials failed: hpo show RUN TRIAL says why."));
        Assert.That(Said(AdviceKind.Failures, counts: new TrialCounts(50, Failed: 2)), Is.Null);
    }

    [Test]
    public void Of_NothingCompleted_SaysWhereToLook()
    {
        Assert.That(
            Advice.Of(Outcomes.Of([], counts: new TrialCounts(0, Failed: 20))).Select(advice => advice.Kind),
            Is.EqualTo(new[] { AdviceKind.NoResult }));
        Assert.That(
            Advice.Of(Outcomes.Of([], counts: new TrialCounts(0, Diverged: 20))).Single().Text,
            Does.StartWith("Every trial diverged: try much lower learning rates"));
        Assert.That(
            Advice.Of(Outcomes.Of([], counts: new TrialCounts(0, Diverged: 12, Failed: 8))).Select(advice => advice.Kind),
            Is.EqualTo(new[] { AdviceKind.NoResult, AdviceKind.Divergence }));
        Assert.That(Advice.Of(Outcomes.Of([], counts: new TrialCounts(0))), Is.Empty);
    }

    [Test]
    public void Of_OneScorePerTrial_SaysToUseFolds() => Assert.That(
        Advice.Of(Outcomes.Of(Scores.Trials([0.8], [0.9], [0.7]))).Single(advice => advice.Kind == AdviceKind.UseFolds).Text,
        Is.EqualTo("Each trial has one score, so luck cannot be told from skill: use folds (validation: {method: k_fold, folds: 5})."));

    [Test]
    public void Of_TwoCompleteTrials_AsksForMore() => Assert.That(
        Advice.Of(Outcomes.Of(Scores.Trials([0.8, 0.9], [0.7, 0.8]))).Single(advice => advice.Kind == AdviceKind.MoreTrials).Text,
        Is.EqualTo("Only two of the trials are complete; from three on the report can say how sure it is (hpo resume --trials N)."));

    [Test]
    public void Of_GainWithinLuck_SaysSo()
    {
        Assert.That(
            Said(AdviceKind.NoiseAboveGain, baseline: 1),
            Is.EqualTo("The gain over the baseline, 0.4 points, may be the luck of the best of many: such luck has a chance of 68 % " +
                "(one standard error is 0.5 points). More repeats, or more data, before you believe it."));
        Assert.That(Said(AdviceKind.NoiseAboveGain, baseline: 0), Is.Null);
    }

    [Test]
    public void Of_WinnerStillImproving_SaysToTrainLonger()
    {
        var curve = CurveDiagnosis.Of(
            new LearningCurve([], [.. Enumerable.Range(1, 30).Select(e => 0.5 + 0.01 * e)], true),
            0.005, null, new ScoreText("accuracy"));

        Assert.That(
            Said(AdviceKind.Curve, curve: curve),
            Is.EqualTo(
                "Trial 4 was still improving: the last fifth of the epochs still brought 6.0 points. "
                + "Try more epochs, or a higher learning rate."));
    }

    [Test]
    public void Of_CheaperTiedTrial_NamesItsPrice()
    {
        var trials = Scores
            .Trials(Scores.Eight)
            .Select(t => t with { Seconds = t.Trial == 1 ? 2 : 5, ParameterCount = t.Trial == 1 ? 1000 : 4000 })
            .ToArray();

        var text = Advice.Of(Outcomes.Of(trials)).Single(advice => advice.Kind == AdviceKind.Cheapest).Text.Plain();

        Assert.That(text, Is.EqualTo(
            "The cheapest of the four tied is trial 1: 40 % of the training time and 25 % of the weights of trial 4, "
            + "for a score 0.4 points worse."));
        Assert.That(Said(AdviceKind.Cheapest), Is.Null, "all take as long");
    }

    [Test]
    public void Of_ManyTied_SaysHowToTellThemApart() =>
        Assert.That(
            Advice.Of(Outcomes.Of(Scores.Trials(Scores.Surface(30, 5, 0, 0.02)))).Single(advice => advice.Kind == AdviceKind.ManyTied).Text,
            Is.EqualTo(
                "27 trials are tied with the best: repeats (validation: {repeats: 3}) would tell them apart, if it matters which it is."));

    [Test]
    public void Of_BestLongAgo_SaysThatTheSearchRanDry()
    {
        var rows = Enumerable.Range(0, 40)
            .Select(i => new[] { 0.9, 0.91, 0.92 }.Select((fold, j) => fold + (i == 19 ? 0.05 : 0) + 0.001 * ((i * 7 + j * 5) % 4))
            .ToArray()).ToArray();

        Assert.That(
            Advice.Of(Outcomes.Of(Scores.Trials(rows))).Single(advice => advice.Kind == AdviceKind.NothingBetter).Text,
            Is.EqualTo(
                "The last 20 trials brought nothing better than trial 19: "
                + "a narrower search around it will bring more than more of the same."));
    }

    [Test]
    public void Of_BestAtTheEnd_SaysThatMoreMayCome()
    {
        var rows = Enumerable.Range(0, 40)
            .Select(i => new[] { 0.9, 0.91, 0.92 }.Select((fold, j) => fold + (i == 37 ? 0.05 : 0) + 0.001 * ((i * 7 + j * 5) % 4))
            .ToArray()).ToArray();

        Assert.That(
            Advice.Of(Outcomes.Of(Scores.Trials(rows))).Single(advice => advice.Kind == AdviceKind.BestCameLate).Text,
            Is.EqualTo(
                "The best came late, two before the end of 40 complete trials: "
                + "more trials may well find better ones (hpo resume --trials N)."));
    }

    [Test]
    public void Of_EverythingAtOnce_PressingThingsFirst()
    {
        var outcome = Outcomes.Of(
            Scores.Trials(Scores.Eight), baseline: 1, counts: new TrialCounts(8, Failed: 4),
            parameters: [LearningRate, BatchSize]);

        Assert.That(
            Advice.Of(outcome).Select(advice => advice.Kind),
            Is.EqualTo(new[] { AdviceKind.Failures, AdviceKind.NoiseAboveGain, AdviceKind.Bound, AdviceKind.Bound }));
    }

    private static string? Said(AdviceKind kind, int baseline = 0, TrialCounts? counts = null, SearchedParameter[]? parameters = null,
        CurveDiagnosis? curve = null) =>
        Advice.Of(Outcomes.Of(Scores.Trials(Scores.Eight), baseline, counts: counts, parameters: parameters, curve: curve))
            .FirstOrDefault(advice => advice.Kind == kind)?.Text.Plain();
}
