using HpoRunner.Training.Datasets;
using NUnit.Framework;

namespace HpoRunner.Training.Metrics;

[TestFixture]
internal sealed class MetricTests
{
    // scikit-learn 1.2.1: p = [[.7,.2,.1],[.1,.1,.8],[.3,.4,.3],[.25,.5,.25],[.6,.3,.1],[.05,.05,.9],[.2,.2,.6]]; t = [0,2,0,1,1,2,1]
    //   accuracy_score(t, p.argmax(1)), f1_score(t, p.argmax(1), average="macro"), log_loss(t, p)
    [TestCase("accuracy", 0.5714285714285714)]
    [TestCase("f1_macro", 0.5666666666666668)]
    [TestCase("log_loss", 0.7708156732223836)]
    public void Measure_Classes_AgreesWithScikitLearn(string name, double expected)
    {
        float[] probabilities =
        [
            .7f, .2f, .1f, .1f, .1f, .8f, .3f, .4f, .3f, .25f, .5f, .25f, .6f, .3f, .1f, .05f, .05f, .9f, .2f, .2f, .6f,
        ];

        Assert.That(OnClasses(name, probabilities, 3, [0, 2, 0, 1, 1, 2, 1]), Is.EqualTo(expected).Within(1e-7));
    }

    // scikit-learn 1.2.1: balanced_accuracy_score([0,0,0,1,1,3], [0,0,1,1,0,0]) = 0.38888888888888884 (class 2 is absent)
    [Test]
    public void BalancedAccuracy_RareAndAbsentClasses_AgreesWithScikitLearn() => Assert.That(
        OnClasses("balanced_accuracy", [1, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0], 4, [0, 0, 0, 1, 1, 3]),
        Is.EqualTo(0.38888888888888884).Within(1e-12));

    // roc_auc_score([0,1,1,0,1,0,1], [.1,.4,.35,.4,.8,.35,.9]) = 0.8333333333333334 (two ties)
    [Test]
    public void RocAuc_WithTies_AgreesWithScikitLearn() => Assert.That(
        OnClasses("roc_auc", [.9f, .1f, .6f, .4f, .65f, .35f, .6f, .4f, .2f, .8f, .65f, .35f, .1f, .9f], 2, [0, 1, 1, 0, 1, 0, 1]),
        Is.EqualTo(0.8333333333333334).Within(1e-12));

    [TestCase(0.1f, 0.9f, 1)]
    [TestCase(0.9f, 0.1f, 0)]
    [TestCase(0.5f, 0.5f, 0.5)]
    public void RocAuc_TwoRows_IsWhetherTheyAreInOrder(float first, float second, double expected) =>
        Assert.That(OnClasses("roc_auc", [1 - first, first, 1 - second, second], 2, [0, 1]), Is.EqualTo(expected));

    [Test]
    public void RocAuc_OneClassAloneOrNaN_IsAHalfOrNaN()
    {
        Assert.That(OnClasses("roc_auc", [0.2f, 0.8f, 0.9f, 0.1f], 2, [1, 1]), Is.EqualTo(0.5));
        Assert.That(OnClasses("roc_auc", [0.2f, float.NaN, 0.9f, 0.1f], 2, [0, 1]), Is.NaN);
    }

    // f1_score([0,0,1], [0,2,0], average="macro") = 0.16666666666666666
    [Test]
    public void MacroF1_ClassesThatAreNeverRight_CountZeroAndAbsentOnesNot() =>
        Assert.That(OnClasses("f1_macro", [1, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0], 4, [0, 0, 1]), Is.EqualTo(1.0 / 6).Within(1e-12));

    // log_loss([0,0], [[1.,0.],[0.,1.]], labels=[0,1], eps=1e-15) = 17.269388197455342
    [Test]
    public void LogLoss_CertainAndWrong_IsClipped() =>
        Assert.That(OnClasses("log_loss", [1, 0, 0, 1], 2, [0, 0]), Is.EqualTo(17.269388197455342).Within(1e-12));

    // a = [[3,10],[-0.5,20],[2,35],[7,31]] true, b = [[2.5,12],[0,18],[2,33],[8,37]] predicted
    //   mean_squared_error(a, b, squared=False), r2_score(a, b), mean_absolute_error(a, b); the same for [:,0]
    [TestCase("rmse", 2, 2.0382370254167745)]
    [TestCase("r2", 2, 0.9114768433915938)]
    [TestCase("rmse", 1, 0.6123724356957945)]
    [TestCase("r2", 1, 0.9486081370449679)]
    [TestCase("mae", 2, 1.75)]
    [TestCase("mae", 1, 0.5)]
    public void Measure_Numbers_AgreesWithScikitLearn(string name, int targets, double expected)
    {
        float[] truth = targets == 2 ? [3, 10, -0.5f, 20, 2, 35, 7, 31] : [3, -0.5f, 2, 7];
        float[] predicted = targets == 2 ? [2.5f, 12, 0, 18, 2, 33, 8, 37] : [2.5f, 0, 2, 8];

        Assert.That(OnNumbers(name, predicted, truth, targets), Is.EqualTo(expected).Within(1e-7));
    }

    // r2_score([2,2,2], [2,2,2]) = 1.0, r2_score([2,2,2], [2,2,3]) = 0.0
    [TestCase(2f, 1)]
    [TestCase(3f, 0)]
    public void RSquared_ConstantTarget_IsOneOrZero(float last, double expected) =>
        Assert.That(OnNumbers("r2", [2, 2, last], [2, 2, 2], 1), Is.EqualTo(expected));

    [Test]
    public void Find_EveryMetricWithAndWithoutPrefix_IsThere()
    {
        foreach (var metric in MetricTable.All)
        {
            Assert.That(MetricTable.Find(metric.Name), Is.EqualTo(metric));
            Assert.That(
                MetricTable.Find("train_" + metric.Name),
                Has.Property("Name").EqualTo("train_" + metric.Name).And.Property("Goal").EqualTo(metric.Goal));
        }
        Assert.That(MetricTable.Find("train_"), Is.Null);
        Assert.That(MetricTable.Find("train_train_accuracy"), Is.Null);
        Assert.That(MetricTable.Find("precision"), Is.Null);
    }

    [Test]
    public void Create_EveryMetricOfTheTableButTheLoss_IsThere() =>
        Assert.That(
            MetricTable.All.Select(metric => metric.Name).Where(name => name != MetricTable.Loss).Select(MetricFactory.Create),
            Is.All.Not.Null);

    private static double OnClasses(string name, float[] probabilities, int classes, int[] truth)
    {
        var samples = new Samples { Features = [], RowCount = truth.Length, FeatureCount = 0, Classes = truth, ClassCount = classes };
        return MetricFactory.Create(name).Measure(new Predictions(probabilities, classes, samples));
    }

    private static double OnNumbers(string name, float[] predicted, float[] truth, int targets)
    {
        var samples = new Samples
        {
            Features = [], RowCount = truth.Length / targets, FeatureCount = 0, Targets = truth, TargetCount = targets,
        };
        return MetricFactory.Create(name).Measure(new Predictions(predicted, targets, samples));
    }
}
