using HpoRunner.Training;
using HpoRunner.Training.Datasets;
using HpoRunner.Training.Metrics;

namespace HpoRunner.Experiments;

/// <summary>What sound files mean.</summary>
internal sealed class ReadingTests
{
    /// <summary>The example of the file format's description, without what later versions bring.</summary>
    [Test]
    public void Read_WholeExample_IsUnderstood()
    {
        var experiment = Sample.Sound(
            """
            !# yaml-language-server: $schema=experiment.schema.json
            name: digits                      # [A-Za-z0-9][A-Za-z0-9._-]{0,63}
            description: Which settings of a small network read handwritten digits best?
            seed: 7                           # default 0
            data:
              file: data/digits.csv           # relative to this file
              target: target
              task: classification
              ignore: [id]
              types: {zip: categorical}
              missing: ["", NA, "?"]
              test: 20%
              class_weights: none
            preprocessing:
              scale: standard
              impute: median
              encode: one_hot
            validation:
              method: k_fold
              folds: 5
              repeats: 1
              stratify: true
            metric: {name: accuracy, goal: maximize}
            metrics: [log_loss, f1_macro]
            search:
              method: random
              racing: false
            parameters:
              learning_rate: {min: 1e-4, max: 1e-1, scale: log}
              batch_size:    [16, 32, 64, 128]
              optimizer:     [momentum, adam]
              momentum:      {min: 0.5, max: 0.99, when: {optimizer: momentum}}
              beta1:         {min: 0.8, max: 0.99, when: {optimizer: adam}}
              beta2:         {min: 0.9, max: 0.9999, when: {optimizer: adam}}
              l2:            {min: 1e-6, max: 1e-2, scale: log}
              init:          [glorot_uniform, he_normal, orthogonal]
              hidden:        ["64", "64-64", "128-64"]
              dropout:       {min: 0, max: 0.5, step: 0.1}
              epochs:        30
            constraints:
              - beta1 < beta2
            points:
              - {learning_rate: 0.001, batch_size: 32, optimizer: momentum}
            budget:
              trials: 60
              time: 8h
              until: "07:00"
              max_failed: 20
              disk: 10GiB
            workers:
              count: auto
              threads: 1
              timeout: 30m
              retries: 2
              recycle: 0
              launcher: local
            report: {top: 20}
            durability: full
            """);
        Assert.Multiple(() =>
        {
            Assert.That(experiment.Name, Is.EqualTo("digits"));
            Assert.That(experiment.Dataset.Kind, Is.EqualTo(TargetKind.Classification));
            Assert.That(experiment.Dataset.Types["zip"], Is.EqualTo(ColumnKind.Categorical));
            Assert.That(experiment.Validation, Is.EqualTo(new ValidationSettings(Stratify: true)));
            Assert.That(experiment.Metric, Is.EqualTo(new MetricSettings("accuracy", MetricGoal.Maximize, null)));
            Assert.That(experiment.Budget, Is.EqualTo(new BudgetSettings(60, TimeSpan.FromHours(8), new TimeOnly(7, 0), Disk: 10L << 30)));
            Assert.That(experiment.Workers, Is.EqualTo(new WorkerSettings(null, 1, TimeSpan.FromMinutes(30))));
            Assert.That(experiment.Parameters, Has.Count.EqualTo(11));
            Assert.That(experiment.Constraints.Single().ToString(), Is.EqualTo("beta1 < beta2"));
            Assert.That(experiment.Points.Single().ToString(), Is.EqualTo(
                "learning_rate=0.001 batch_size=32 optimizer=momentum momentum=0.9 l2=0 init=glorot_uniform hidden=64 dropout=0 "
                + "epochs=30"));
            Assert.That(experiment.Baseline.ToString(), Is.EqualTo(
                "learning_rate=0.001 batch_size=32 optimizer=adam beta1=0.9 beta2=0.999 l2=0 init=glorot_uniform hidden=64 dropout=0 "
                + "epochs=30"));
        });
    }

    private static IEnumerable<TestCaseData> Domains()
    {
        yield return new TestCaseData("{l2: 1e-3}", new FixedDomain(0.001));
        yield return new TestCaseData("{l2: .5}", new FixedDomain(0.5));
        yield return new TestCaseData("{l2: {value: 0.5}}", new FixedDomain(0.5));
        yield return new TestCaseData("{hidden: 64}", new FixedDomain("64"));
        yield return new TestCaseData("{hidden: none}", new FixedDomain("none"));
        yield return new TestCaseData("{batch_size: full}", new FixedDomain("full"));
        yield return new TestCaseData(
            "{learning_rate: {min: 1e-4, max: 1e-1, scale: log}}", new RangeDomain(1e-4, 0.1, false, true, null, null));
        yield return new TestCaseData("{learning_rate: {min: 1.0, max: 2}}", new RangeDomain(1, 2, false, false, null, null));
        yield return new TestCaseData("{learning_rate: {min: 1, max: 2}}", new RangeDomain(1, 2, true, false, null, null));
        yield return new TestCaseData("{epochs: {min: 1.0, max: 1e3, scale: log}}", new RangeDomain(1, 1000, true, true, null, null));
        yield return new TestCaseData("{dropout: {min: 0, max: 0.5, step: 0.1}}", new RangeDomain(0, 0.5, false, false, 0.1, null));
        yield return new TestCaseData(
            "{l2: {min: 1e-6, max: 1e-2, scale: log, count: 5}}", new RangeDomain(1e-6, 0.01, false, true, null, 5));
        yield return new TestCaseData("{dropout: {mean: 0.2, sd: 0.1}}", new NormalDomain(0.2, 0.1));
        yield return new TestCaseData("{batch_size: {mean: 32, sd: 8}}", new NormalDomain(32, 8) { Whole = true });
    }

    [TestCaseSource(nameof(Domains))]
    public void Read_Parameter_HasItsDomain(string parameter, Domain expected) =>
        Assert.That(Sample.Parameter(parameter).Domain, Is.EqualTo(expected));

    [TestCase("{batch_size: [16, full]}", "16 full")]
    [TestCase("{init: {values: [zeros, normal], weights: [1, 2.5]}}", "zeros normal", 1, 2.5)]
    [TestCase("{hidden: [none, 64, 64-64, \"128\"]}", "none 64 64-64 128")]
    public void Read_Choice_HasItsValuesAndWeights(string parameter, string values, params double[] weights)
    {
        var choice = (ChoiceDomain)Sample.Parameter(parameter).Domain;
        Assert.That(string.Join(" ", choice.Values), Is.EqualTo(values));
        Assert.That(choice.Weights ?? [], Is.EqualTo(weights));
    }

    [Test]
    public void Read_WhenList_HoldsForEachOfItsValues()
    {
        var when = Sample
            .Parameter("{optimizer: [adam, momentum, sgd], momentum: {min: 0.1, max: 0.9, when: {optimizer: [momentum, sgd]}}}")
            .When.Single();
        Assert.That(when.Parameter, Is.EqualTo("optimizer"));
        Assert.That(when.Values, Is.EqualTo(new Scalar[] { "momentum", "sgd" }));
    }

    [Test]
    public void Read_ConditionOnAParameterFurtherDown_IsFine() =>
        Assert.That(
            Sample.Errors("parameters: {momentum: {min: 0.1, max: 0.9, when: {optimizer: momentum}}, optimizer: [adam, momentum]}"),
            Is.Empty);

    [TestCase("{optimizer: sgd, learning_rate: {min: 1e-3, max: 1e-1}}", 0.01)]
    [TestCase("{learning_rate: {min: 1e-3, max: 1e-1}, optimizer: momentum}", 0.01)]
    [TestCase("{optimizer: [sgd, adam], learning_rate: {min: 1e-3, max: 1e-1}}", 0.001)]
    [TestCase("{optimizer: sgd, learning_rate: {min: 1e-3, max: 1e-1, default: 0.05}}", 0.05)]
    public void Baseline_LearningRate_IsThatOfTheOptimizer(string parameters, double expected) =>
        Assert.That(Sample.Sound("parameters: " + parameters).Baseline["learning_rate"], Is.EqualTo((Scalar)expected));

    [Test]
    public void Points_LearningRateLeftOut_IsThatOfThePointsOptimizer() =>
        Assert.That(
            Sample
                .Sound("parameters: {optimizer: [adam, sgd], learning_rate: {min: 1e-3, max: 1e-1}}\npoints: [{optimizer: sgd}]")
                .Points.Single()["learning_rate"],
            Is.EqualTo((Scalar)0.01));

    [TestCase("20%", 0.2)]
    [TestCase("12.5 %", 0.125)]
    [TestCase("0.3", 0.3)]
    [TestCase("none", null)]
    public void Read_TestShare_IsAPercentageANumberOrNone(string text, double? expected) =>
        Assert.That(Sample.Sound($"!data: {{file: a.csv, target: y, test: {text}}}").TestShare, Is.EqualTo(expected));

    [TestCase("no")]
    [TestCase("yes")]
    [TestCase("on")]
    [TestCase("010")]
    [TestCase("0x1F")]
    [TestCase("12:30")]
    [TestCase("1e3")]
    [TestCase("true")]
    [TestCase(".nan")]
    public void G6_ColumnThatLooksLikeSomethingElse_IsText_Fault61(string column) =>
        Assert.That(Sample.Sound($"!data: {{file: a.csv, target: {column}}}").Dataset.Targets, Is.EqualTo(new[] { column }));

    [TestCase("validation: {method: holdout, share: 25%, repeats: 3}", 3)]
    [TestCase("validation: {folds: 4, repeats: 3}", 12)]
    public void ScoreCount_EachMethod_CountsScoresOfATrial(string validation, int expected) =>
        Assert.That(Sample.Sound(validation).Validation.ScoreCount, Is.EqualTo(expected));

    [TestCase("", 40)]
    [TestCase("budget: {time: 1h}", null)]
    [TestCase("budget: {trials: 7, time: 1h}", 7)]
    [TestCase("budget: {max_failed: 3}", 40)]
    [TestCase("budget: {disk: 10GiB}", 40)]
    [TestCase("search: {method: grid}\nparameters: {init: [zeros]}", null)]
    public void TrialLimit_LimitsGiven_AreExactlyThose(string snippet, int? expected)
    {
        var experiment = Sample.Sound(snippet);
        Assert.That(experiment.Budget.TrialLimit(experiment.Search), Is.EqualTo(expected));
    }

    [Test]
    public void Read_ExampleOfAnotherStyle_IsTheSame()
    {
        var block = Sample.Sound("parameters:\n  init:\n    values:\n    - zeros\n    - \"normal\"\n  l2:\n    min: 0.1\n    max: 0.2\n");
        var flow = Sample.Sound("parameters: {init: {values: [zeros, 'normal']}, l2: {min: 0.1, max: 0.2}}");
        Assert.That(ExperimentDescription.Write(block), Is.EqualTo(ExperimentDescription.Write(flow)));
    }
}
