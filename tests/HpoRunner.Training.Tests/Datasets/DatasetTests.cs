using NUnit.Framework;

namespace HpoRunner.Training.Datasets;

/// <summary>Data sets as a whole: rows set apart, and the files that are shipped.</summary>
internal sealed class DatasetTests
{
    [Test]
    public void WithoutRows_DroppedRows_HaveNoValuesLeft()
    {
        var dataset = TemporaryCsv.Read("a,b,c,y\n1,x,0.1,p\n2,z,0.2,q\n3,x,0.3,p\n").WithoutRows([1]);
        Assert.That(dataset.FeatureColumns.Select(column => column.IsMissing(1)), Is.All.True);
        Assert.That(dataset.FeatureColumns.Select(column => column.IsMissing(2)), Is.All.False);
        Assert.That(dataset.Classes.ToArray(), Is.EqualTo(new[] { 0, -1, 0 }));
        Assert.That(dataset.RowCount, Is.EqualTo(3));
        Assert.That(new[] { dataset.IsDropped(0), dataset.IsDropped(1) }, Is.EqualTo(new[] { false, true }));
    }

    [Test]
    public void WithoutRows_RegressionTargets_AreGone() =>
        Assert.That(
            TemporaryCsv
                .Read("u,a,v\n1,2,3\n4,5,6\n", "u", settings => settings with { Targets = ["v", "u"] })
                .WithoutRows([0])
                .Targets.ToArray(),
            Is.EqualTo(new[] { double.NaN, double.NaN, 6, 4 }));

    [Test]
    public void WithoutRows_OfTheOriginal_LeavesItAsItWas()
    {
        var dataset = TemporaryCsv.Read("a,y\n1,p\n2,q\n");
        dataset.WithoutRows([0]);
        Assert.That(dataset.FeatureColumns[0].IsMissing(0), Is.False);
        Assert.That(dataset.Classes[0], Is.Zero);
    }

    [Test]
    public void Read_WithoutATarget_GivesRowsToPredict()
    {
        var dataset = TemporaryCsv.Read("a,b\n1,x\n", "", settings => settings with { Targets = [] });
        var samples = new Preprocessor([new FittedNumbers("a", 0, 0.5, 2), new FittedCategories("b", ["w", "x"], "w")]).Transform(
            dataset,
            [0]);
        Assert.That(samples.Features, Is.EqualTo(new[] { 0.25f, 0, 1 }));
        Assert.That((samples.ClassCount, samples.TargetCount, dataset.Warnings.Count), Is.EqualTo((0, 0, 0)));
    }

    // More rows than are read before the size of the arrays is estimated, first short lines and then long ones.
    [Test]
    public void Read_RowsOfUnevenLength_KeepsThemAll()
    {
        var rows = string.Concat(
            Enumerable.Range(0, 500).Select(i => i < 100 ? $"{i % 7},,{i % 2}\n" : $"{i}.125,name number {i},{i % 2}\n"));
        var dataset = TemporaryCsv.Read("a,b,y\n" + rows);
        var numbers = (NumericColumn)dataset.FeatureColumns[0];
        var texts = (CategoricalColumn)dataset.FeatureColumns[1];
        Assert.That(dataset.RowCount, Is.EqualTo(500));
        Assert.That(
            Enumerable.Range(0, 500).Select(row => numbers[row]),
            Is.EqualTo(Enumerable.Range(0, 500).Select(i => i < 100 ? i % 7 : i + 0.125)));
        Assert.That(texts.Categories[texts[499]], Is.EqualTo("name number 499"));
        Assert.That(dataset.LineOf(499), Is.EqualTo(501));
    }

    [TestCase("iris.csv", 150, 4, TargetKind.Classification, 3)]
    [TestCase("wine.csv", 178, 13, TargetKind.Classification, 3)]
    [TestCase("breast_cancer.csv", 569, 30, TargetKind.Classification, 2)]
    [TestCase("digits.csv", 1797, 64, TargetKind.Classification, 10)]
    [TestCase("diabetes.csv", 442, 10, TargetKind.Regression, 0)]
    public void Read_ShippedFile_HasItsKnownShape(string name, int rows, int features, TargetKind kind, int classes)
    {
        var dataset = Dataset.Read(new DatasetSettings { File = ShippedFile.Path(name), Targets = ["target"] });
        Assert.That(
            (dataset.RowCount, dataset.FeatureColumns.Count, dataset.Kind, dataset.ClassCount),
            Is.EqualTo((rows, features, kind, classes)));
    }

    // numpy: [float(v) for v in numpy.genfromtxt('diabetes.csv', delimiter=',', names=True)['s5'][[0, 441]]] → [4.8598, 4.5951]
    [Test]
    public void Read_ShippedFile_HasItsKnownValues()
    {
        var column = (NumericColumn)
            Dataset
                .Read(new DatasetSettings { File = ShippedFile.Path("diabetes.csv"), Targets = ["target"] })
                .FeatureColumns.Single(c => c.Name == "s5");
        Assert.That(new[] { column[0], column[441] }, Is.EqualTo(new[] { 4.8598, 4.5951 }));
    }
}
