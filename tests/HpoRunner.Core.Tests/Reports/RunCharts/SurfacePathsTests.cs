using HpoRunner.Evaluation;
using HpoRunner.Experiments;
using HpoRunner.Journal;
using HpoRunner.Reports.Page;
using NUnit.Framework;

namespace HpoRunner.Reports.RunCharts;

/// <summary>From the journal's measurements to the paths that are drawn: a run that is decided step by step and computed for real.</summary>
internal sealed class SurfacePathsTests
{
    private const string Text =
        """
        !trainer: {surface: quadratic}
        search: {method: grid}
        parameters: {optimizer: {values: [sgd, momentum], default: sgd}, learning_rate: {values: [0.01, 0.05, 3], default: 3}, epochs: 60}
        """;

    [Test]
    public void Of_FinishedRun_ShowsTheBestTrialOfEachOptimizerFromTheStart()
    {
        var (results, curves) = Run(Text);
        var surface = SurfacePaths.Of(results, curves)!;
        Assert.That(surface.Name, Is.EqualTo("quadratic"));
        Assert.That(surface.Paths.Select(path => path.Label), Is.EquivalentTo(new[] { "sgd", "momentum" }));
        foreach (var path in surface.Paths)
        {
            var same = results.State.Trials.Where(trial =>
                trial.Mean is not null && trial.Parameters["optimizer"].ToString() == path.Label);
            Assert.That(path.Trial, Is.EqualTo(same.MinBy(trial => trial.Mean)!.Number));
            Assert.That((path.Steps[0].Update, path.Steps[0].At.X, path.Steps[0].At.Y), Is.EqualTo((0, -4.0, 1.0)));
            Assert.That(path.Steps[^1].Update, Is.EqualTo(60));
        }
    }

    [Test]
    public void Of_OnlyDivergedTrials_ShowsThem()
    {
        var (results, curves) = Run(Text.Replace("[0.01, 0.05, 3]", "[3, 4]", StringComparison.Ordinal));
        var surface = SurfacePaths.Of(results, curves)!;
        Assert.That(surface.Paths.All(path => path.Diverged));
        Assert.That(surface.Paths.Select(path => path.Label), Is.EquivalentTo(new[] { "sgd", "momentum" }));
    }

    [Test]
    public void Charts_OfAFinishedRun_NamePathsPlacesAndNumbers()
    {
        var (results, curves) = Run(Text);
        var model = SampleReports.Diabetes() with { Surface = SurfacePaths.Of(results, curves) };
        var chart = PathChart.Create(new Standings(model))!;
        var labels = chart.Marks.OfType<Charts.Label>().Select(label => label.Text).ToList();
        Assert.That(labels, Is.SupersetOf(new[] { "start", "lowest", "sgd", "momentum" }));
        Assert.That(chart.Marks.OfType<Charts.Lines>(), Is.Not.Empty, "contours");
        Assert.That(chart.Table.Rows, Has.Count.EqualTo(2));
        Assert.That(HeightChart.Create(new Standings(model))!.Marks, Has.Count.EqualTo(2));
        Assert.That(ReportSections.Of(model), Does.Contain(ReportSection.Paths).And.Not.Contain(ReportSection.Winner));
    }

    [Test]
    public void Of_RunOnData_IsNothing() =>
        Assert.That(SurfacePaths.Of(RunResults.From(new DecidedRun().State), new Dictionary<int, Curve>()), Is.Null);

    private static (RunResults Results, Dictionary<int, Curve> Curves) Run(string text)
    {
        var experiment = PreparedExperiment.Read(Sample.Sound(text)).Experiment;
        var run = new DecidedRun(_ => experiment);
        var evaluator = new SurfaceEvaluator(experiment);
        var curves = new Dictionary<int, Curve>();
        run.RunToTheEnd((key, attempt) =>
        {
            var measured = new Workers.CurveBuilder();
            var request = new EvaluationRequest(key, attempt, 1, run.State.AllTrials[key.Trial].Parameters, null);
            var result = evaluator.Evaluate(request, (update, values) => measured.Add(update, values), default);
            curves[key.Trial] = measured.Build()!;
            return result;
        });
        return (RunResults.From(run.State), curves);
    }
}
