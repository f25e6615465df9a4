using NUnit.Framework;

namespace HpoRunner.Training.Datasets;

/// <summary>Two pixels of two channels; by hand: channel 0 holds 0, 2, 4, 6 (mean 3, deviation √5), channel 1 holds 1, 1, 1, 5.</summary>
[TestFixture]
internal sealed class ChannelScalingTests
{
    private static readonly int[] AllRows = [0, 1];

    [Test]
    public void Fit_Standard_ScalesAllPixelsOfAChannelAlike()
    {
        var columns = Fit(ScaleMethod.Standard);
        Assert.Multiple(() =>
        {
            Assert.That(columns.Select(column => column.Centre), Is.EqualTo(new double[] { 3, 2, 3, 2 }));
            Assert.That(
                columns.Select(column => column.Scale),
                Is.EqualTo(new[] { Math.Sqrt(5), Math.Sqrt(3), Math.Sqrt(5), Math.Sqrt(3) }).Within(1e-12));
        });
    }

    [Test]
    public void Fit_MinMax_TakesTheBoundsOfTheChannel()
    {
        var columns = Fit(ScaleMethod.MinMax);
        Assert.That(
            columns.Select(column => (column.Centre, column.Scale)),
            Is.EqualTo(new (double, double)[] { (0, 6), (1, 4), (0, 6), (1, 4) }));
    }

    [Test]
    public void Fit_None_LeavesPixelsAsTheyAre() =>
        Assert.That(Fit(ScaleMethod.None).Select(column => (column.Centre, column.Scale)), Is.All.EqualTo((0.0, 1.0)));

    private static IEnumerable<FittedNumbers> Fit(ScaleMethod method)
    {
        var dataset = TemporaryCsv.Read(
            "a,b,c,d,y\n0,1,2,1,u\n4,1,6,5,v\n", change: settings => settings with { Image = new ImageShape(1, 2, 2) });
        return Preprocessor.Fit(dataset, AllRows, new PreprocessingSettings { Scale = method }).Columns.Cast<FittedNumbers>();
    }
}
