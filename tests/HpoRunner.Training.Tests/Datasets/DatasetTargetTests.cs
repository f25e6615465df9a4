using NUnit.Framework;

namespace HpoRunner.Training.Datasets;

/// <summary>What is learnt is read off the target, unless declared.</summary>
internal sealed class DatasetTargetTests
{
    [Test]
    public void Read_TextTarget_IsClassificationInOrdinalOrder()
    {
        var dataset = TemporaryCsv.Read("a,y\n1,b\n2,Z\n3,a\n4,b\n");
        Assert.That(dataset.Kind, Is.EqualTo(TargetKind.Classification));
        Assert.That(dataset.ClassNames, Is.EqualTo(new[] { "Z", "a", "b" }));
        Assert.That(dataset.Classes.ToArray(), Is.EqualTo(new[] { 2, 0, 1, 2 }));
    }

    // Sorted as texts 10 would stand before 9.
    [Test]
    public void Read_FewWholeNumbers_AreClassesInNumericOrder()
    {
        var dataset = TemporaryCsv.Read("a,y\n1,10\n2,9\n3,-1\n4,9.0\n");
        Assert.That(dataset.ClassNames, Is.EqualTo(new[] { "-1", "9", "10" }));
        Assert.That(dataset.Classes.ToArray(), Is.EqualTo(new[] { 2, 1, 0, 1 }));
    }

    [TestCase(20, TargetKind.Classification)]
    [TestCase(21, TargetKind.Regression)]
    public void Read_WholeNumberTarget_IsClassificationUpToTwentyValues(int different, TargetKind expected)
    {
        var rows = string.Concat(Enumerable.Range(0, 60).Select(i => $"{i * 7 % 5},{i % different}\n"));
        Assert.That(TemporaryCsv.Read("a,y\n" + rows).Kind, Is.EqualTo(expected));
    }

    [Test]
    public void Read_FractionsInTheTarget_AreRegression()
    {
        var dataset = TemporaryCsv.Read("a,y\n1,0.5\n2,1\n");
        Assert.That(dataset.Kind, Is.EqualTo(TargetKind.Regression));
        Assert.That(dataset.Targets.ToArray(), Is.EqualTo(new[] { 0.5, 1 }));
        Assert.That(dataset.ClassCount, Is.Zero);
    }

    [Test]
    public void Read_DeclaredRegression_KeepsWholeNumbers() =>
        Assert.That(
            TemporaryCsv.Read("a,y\n1,0\n2,1\n", "y", settings => settings with { Kind = TargetKind.Regression }).Targets.ToArray(),
            Is.EqualTo(new[] { 0.0, 1 }));

    [Test]
    public void Read_DeclaredClassification_TakesFractionsAsNames() =>
        Assert.That(
            TemporaryCsv.Read("a,y\n1,0.5\n2,1.5\n", "y", settings => settings with { Kind = TargetKind.Classification }).ClassNames,
            Is.EqualTo(new[] { "0.5", "1.5" }));

    [Test]
    public void Read_SeveralTargets_AreARegressionRowByRow()
    {
        var dataset = TemporaryCsv.Read("u,a,v\n1,2,3\n4,5,6\n", "u", settings => settings with { Targets = ["v", "u"] });
        Assert.That(dataset.Kind, Is.EqualTo(TargetKind.Regression));
        Assert.That(dataset.TargetNames, Is.EqualTo(new[] { "v", "u" }));
        Assert.That(dataset.Targets.ToArray(), Is.EqualTo(new[] { 3.0, 1, 6, 4 }));
    }

    [Test]
    public void Read_SeveralTargetsDeclaredClassification_IsAnError() =>
        Assert.That(
            TemporaryCsv.Problems(
                "u,a,v\n1,2,3\n4,5,6\n", "u",
                settings => settings with { Targets = ["v", "u"], Kind = TargetKind.Classification }),
            Is.EqualTo("data.csv: classification has one target, 2 are named: v, u"));

    [Test]
    public void Read_TextInARegressionTarget_NamesTheLine() =>
        Assert.That(
            TemporaryCsv.Problems("a,y\n1,2\n3,high\n", "y", settings => settings with { Kind = TargetKind.Regression }),
            Does.StartWith("data.csv:3: column 'y': 'high' is not a number"));

    [Test]
    public void Read_OneClassOnly_SaysClassAndCount_Fault49() =>
        Assert.That(
            TemporaryCsv.Problems("a,y\n1,yes\n2,yes\n3,yes\n"),
            Is.EqualTo("data.csv: the target 'y' is 'yes' in all 3 rows; at least two classes are needed to learn anything"));

    [Test]
    public void Read_ConstantRegressionTarget_SaysSo_Fault49() =>
        Assert.That(
            TemporaryCsv.Problems("a,y\n1,2.5\n2,2.5\n"),
            Is.EqualTo("data.csv: the target 'y' is 2.5 in all 2 rows; at least two different values are needed to learn anything"));
}
