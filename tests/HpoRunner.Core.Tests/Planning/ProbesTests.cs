using HpoRunner.Evaluation;
using HpoRunner.Experiments;
using HpoRunner.Journal;

namespace HpoRunner.Planning;

internal sealed class ProbesTests
{
    private readonly ManualClock _clock = new();

    [Test]
    public void Take_QuickEvaluations_TimesTwelveOfTheRunsFirstTrialsToTheirEnd()
    {
        var slow = new Timed(_clock, TimeSpan.FromMilliseconds(1));
        var probes = new Probes(Experiment(), slow, _clock).Take(TimeSpan.FromSeconds(10), CancellationToken.None);
        Assert.That(probes, Has.Count.EqualTo(12));
        Assert.That(probes.Select(probe => probe.Evaluation.Trial), Is.EqualTo(Enumerable.Range(0, 12)));
        Assert.That(probes.Select(probe => Math.Round(probe.Seconds, 9)), Is.All.EqualTo(0.03));
        Assert.That(slow.Seen.Distinct().Count(), Is.EqualTo(12));
    }

    // 30 epochs of 1 s each: four shares of 10 s are 2 s, then 8/3, 5/2 ... each broken off at the end of an epoch, and extrapolated.
    [Test]
    public void Take_SlowEvaluations_AreBrokenOffAndExtrapolated()
    {
        var probes = new Probes(Experiment(), new Timed(_clock, TimeSpan.FromSeconds(1)), _clock).Take(
            TimeSpan.FromSeconds(10), CancellationToken.None);
        Assert.That(probes.Select(probe => probe.Epochs), Is.EqualTo([3, 3, 2, 2]));
        Assert.That(probes.Select(probe => probe.Seconds), Is.All.EqualTo(30).Within(1e-9));
    }

    [Test]
    public void Take_FirstEpochBeyondTheLimit_IsWaitedFor()
    {
        var probes = new Probes(Experiment(), new Timed(_clock, TimeSpan.FromMinutes(1)), _clock).Take(
            TimeSpan.FromSeconds(10), CancellationToken.None);
        Assert.That(probes.Select(probe => (probe.Epochs, probe.Seconds)), Is.EqualTo([(1, 1800.0)]));
    }

    [Test]
    public void Take_Interrupted_Throws()
    {
        using var interrupted = new CancellationTokenSource();
        var evaluator = new Timed(_clock, TimeSpan.FromSeconds(1)) { Each = interrupted.Cancel };
        Assert.That(
            () => new Probes(Experiment(), evaluator, _clock).Take(TimeSpan.FromSeconds(10), interrupted.Token),
            Throws.InstanceOf<OperationCanceledException>());
    }

    private static Experiment Experiment() => SampleEvents.Header.Experiment;

    /// <summary>Thirty epochs, each as long as it is told.</summary>
    private sealed class Timed(ManualClock clock, TimeSpan epoch) : IEvaluator
    {
        public List<Configuration> Seen { get; } = [];

        public Action? Each { get; init; }

        public string DataHash => "";

        public EvaluationResult Evaluate(
            EvaluationRequest request, Action<int, IReadOnlyDictionary<string, double>> measured, CancellationToken cancellation)
        {
            Seen.Add(request.Parameters);
            for (var i = 1; i <= 30; i++)
            {
                clock.Set(clock.GetUtcNow() + epoch);
                measured(i, new Dictionary<string, double>());
                Each?.Invoke();
                cancellation.ThrowIfCancellationRequested();
            }
            return new EvaluationResult(EvaluationState.Completed, new Dictionary<string, double>(), 30, 1);
        }
    }
}
