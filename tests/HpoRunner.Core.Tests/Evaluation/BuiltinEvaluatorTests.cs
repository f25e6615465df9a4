using HpoRunner.Experiments;

namespace HpoRunner.Evaluation;

/// <summary>
/// What the experiment asks of the engine beyond parameters: seeds, weights, splits; and what is refused before a night begins.
/// </summary>
internal sealed class BuiltinEvaluatorTests
{
    private const string Small = "hidden: \"4\", epochs: 2";
    private static readonly string Data = Path.Combine(Path.GetTempPath(), $"hpo-evaluator-{Guid.NewGuid():N}");

    [OneTimeSetUp]
    public void WriteData()
    {
        Directory.CreateDirectory(Data);
        var random = new Training.Numerics.RandomStream(1);
        var rows = Enumerable.Range(0, 60).Select(i => (i, a: random.NextNormal(), b: random.NextNormal())).ToList();
        var lines = rows.Select(row =>
        {
            var name = row.a + row.b > 1 ? "yes" : row.a > 0 ? "no" : "maybe";
            return FormattableString.Invariant($"{row.a},{row.b},{row.i / 6},{60 - row.i},{name},{row.a * 3 - row.b}");
        });
        File.WriteAllLines(Path.Combine(Data, "rows.csv"), lines.Prepend("a,b,group,day,class,number"));
    }

    [OneTimeTearDown]
    public void RemoveData() => Directory.Delete(Data, recursive: true);

    [Test]
    public void Evaluate_SeedAsAParameter_ReplacesTheTrialsSeed()
    {
        var evaluator = Evaluator(Read($"parameters: {{{Small}, seed: [0, 1]}}"));

        Assert.That(Loss(evaluator, trial: 1, requestSeed: 5, seed: 1), Is.EqualTo(Loss(evaluator, trial: 2, requestSeed: 99, seed: 1)));
        Assert.That(Loss(evaluator, trial: 1, requestSeed: 5, seed: 0), Is.Not.EqualTo(Loss(evaluator, trial: 1, requestSeed: 5, seed: 1)));
        Assert.That(
            Loss(evaluator, trial: 1, requestSeed: 5, seed: null),
            Is.Not.EqualTo(Loss(evaluator, trial: 1, requestSeed: 6, seed: null)));
    }

    [Test]
    public void Evaluate_EachEpoch_MeasuresTheMetricOnBothKindsOfRows()
    {
        var evaluator = Evaluator(Read($"parameters: {{{Small}}}"));
        var seen = new List<IReadOnlyDictionary<string, double>>();

        evaluator.Evaluate(Request(1, 5, null), (_, metrics) => seen.Add(metrics), CancellationToken.None);

        Assert.That(seen.Select(metrics => string.Join(' ', metrics.Keys)), Is.All.EqualTo("accuracy train_accuracy loss train_loss"));
        Assert.That(seen, Has.Count.EqualTo(2));
    }

    [Test]
    public void Evaluate_MeasurementsAndCosts_ComeBesideTheMetrics()
    {
        var evaluator = Evaluator(Read($"metrics: [parameters, seconds]\nmeasurements: [gradient_norm]\nparameters: {{{Small}}}"));
        var seen = new List<IReadOnlyDictionary<string, double>>();

        var result = evaluator.Evaluate(Request(1, 5, null), (_, metrics) => seen.Add(metrics), CancellationToken.None);

        Assert.That(seen.Select(metrics => string.Join(' ', metrics.Keys)),
            Is.All.EqualTo("accuracy train_accuracy loss train_loss gradient_norm gradient_norm_1 gradient_norm_2"));
        // Five features (a, b, group, day, number), 4 hidden units, 3 classes: (5 + 1) · 4 + (4 + 1) · 3.
        Assert.That(result.Metrics["parameters"], Is.EqualTo(39));
        Assert.That(result.Metrics["seconds"], Is.EqualTo(result.Seconds).And.Positive);
    }

    [Test]
    public void Evaluate_RankedByACost_DrawsTheLoss()
    {
        var evaluator = Evaluator(Read($"metric: parameters\nparameters: {{{Small}}}"));
        var seen = new List<IReadOnlyDictionary<string, double>>();

        var result = evaluator.Evaluate(Request(1, 5, null), (_, metrics) => seen.Add(metrics), CancellationToken.None);

        Assert.That(seen.Select(metrics => string.Join(' ', metrics.Keys)), Is.All.EqualTo("loss train_loss"));
        Assert.That(result.Metrics.Keys, Is.EqualTo(new[] { "parameters" }));
    }

    [Test]
    public void Evaluate_BalancedClasses_GivesAnotherNetwork()
    {
        var plain = Evaluator(Read($"parameters: {{{Small}}}"));
        var balanced = Evaluator(Read($"parameters: {{{Small}}}", "class_weights: balanced"));

        Assert.That(Loss(balanced, 1, 5, null), Is.Not.EqualTo(Loss(plain, 1, 5, null)));
    }

    [Test]
    public void Read_Groups_AreNeverParted()
    {
        var prepared = PreparedExperiment.Read(
            Read($"validation: {{method: group_k_fold, group: group, folds: 3}}\nparameters: {{{Small}}}"));

        for (var fold = 0; fold < 3; fold++)
        {
            var (training, validation) = prepared.Splits.Fold(0, fold);
            Assert.That(training.Select(row => row / 6).Intersect(validation.Select(row => row / 6)), Is.Empty);
            Assert.That(prepared.Splits.TestRows.Select(row => row / 6).Intersect(training.Select(row => row / 6)), Is.Empty);
        }
        Assert.That(prepared.Dataset.FeatureColumns.Select(column => column.Name), Does.Not.Contain("group"));
    }

    [Test]
    public void Read_TimeSeries_TrainsOnThePast()
    {
        // Days fall from the first row to the last.
        var prepared = PreparedExperiment.Read(Read($"validation: {{method: time_series, order: day, folds: 4}}\nparameters: {{{Small}}}"));

        for (var fold = 0; fold < 4; fold++)
        {
            var (training, validation) = prepared.Splits.Fold(0, fold);
            Assert.That(training.Min(), Is.GreaterThan(validation.Max()));
        }
        Assert.That(prepared.Splits.TestRows, Is.EqualTo(Enumerable.Range(0, 12)));
    }

    [TestCase("parameters: {loss: [auto, hinge]}", "",
        "parameters.loss[1]: hinge needs classes, and the target is a number; allowed: auto, mse")]
    [TestCase("parameters: {label_noise: {min: 0, max: 0.3}}", "",
        "parameters.label_noise.max: 0.3 needs classes, and the target is a number; allowed: 0")]
    [TestCase("parameters: {early_stopping_metric: accuracy}", "",
        "parameters.early_stopping_metric: accuracy is not defined for numbers as the target; allowed: rmse, mae, r2, loss")]
    [TestCase("parameters: {loss: {values: [auto], default: hinge}}", "",
        "parameters.loss.default: hinge needs classes, and the target is a number; allowed: auto, mse")]
    [TestCase("parameters: {loss: [auto, mse]}\npoints: [{loss: mse}, {loss: hinge}]", "",
        "points[1].loss: hinge needs classes, and the target is a number; allowed: auto, mse")]
    [TestCase("parameters: {epochs: 3}", "class_weights: balanced",
        "data.class_weights: a regression has no classes to weigh; allowed: none")]
    public void Read_WhatNeedsClassesOnNumbers_IsRefused(string text, string data, string expected) => Assert.That(
        () => PreparedExperiment.Read(Read(text, data, "number")),
        Throws.InstanceOf<InvalidExperimentException>().With.Message.EqualTo(expected));

    [TestCase("metrics: [roc_auc]\nparameters: {epochs: 3}")]
    [TestCase("parameters: {early_stopping_metric: [loss, roc_auc]}")]
    public void Read_RocAucOfThreeClasses_IsRefused(string text) => Assert.That(
        () => PreparedExperiment.Read(Read(text)),
        Throws.InstanceOf<InvalidExperimentException>().With.Message.Contains("two classes alone, and the target has 3"));

    [Test]
    public void Check_GradientsOfTheBaseline_Agree() => Assert.That(
        BaselineGradients.Check(
            PreparedExperiment.Read(Read("parameters: {hidden: \"5-4\", activation: tanh, batch_norm: true}"))).Agrees, Is.True);

    private static BuiltinEvaluator Evaluator(Experiment experiment) => new(experiment, (_, _, _, _) => { });

    private static Experiment Read(string text, string data = "", string target = "class")
    {
        var reading = ExperimentFile.ReadText(
            $"name: t\ndata: {{file: rows.csv, target: {target}{(data.Length > 0 ? ", " + data : "")}}}\n{text}",
            Path.Combine(Data, "t.yaml"), Overrides.None);
        return reading.Experiment ?? throw new InvalidOperationException(string.Join("\n", reading.ErrorLines));
    }

    private static EvaluationRequest Request(int trial, int requestSeed, int? seed)
    {
        var values = new Dictionary<string, Training.Scalar> { ["hidden"] = "4", ["epochs"] = 2 };
        if (seed is { } given)
            values["seed"] = given;
        return new EvaluationRequest(new EvaluationKey(trial, 0, 0), 1, requestSeed, new Configuration(values), null);
    }

    private static double Loss(BuiltinEvaluator evaluator, int trial, int requestSeed, int? seed)
    {
        var loss = double.NaN;
        evaluator.Evaluate(Request(trial, requestSeed, seed), (_, metrics) => loss = metrics["loss"], CancellationToken.None);
        return loss;
    }
}
