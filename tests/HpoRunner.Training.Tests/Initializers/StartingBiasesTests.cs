using HpoRunner.Training.Datasets;
using NUnit.Framework;

namespace HpoRunner.Training.Initializers;

[TestFixture]
internal sealed class StartingBiasesTests
{
    /// <summary>Five rows of class 0, three of class 1, none of class 2.</summary>
    private static readonly Samples Unbalanced = new()
    {
        Features = new float[16], RowCount = 8, FeatureCount = 2, Classes = [0, 0, 1, 0, 1, 0, 0, 1], ClassCount = 3,
    };

    // By hand: ln(5/8), ln(3/8), ln(0.5/8).
    [Test]
    public void Set_CrossEntropy_StartsTheOutputAtTheLogOfFrequencies() => Assert.That(
        Biases(Unbalanced)[^1], Is.EqualTo(new[] { -0.4700036292457356, -0.9808292530117262, -2.772588722239781 }).Within(1e-7));

    [Test]
    public void Set_SquaredErrorOfClasses_StartsTheOutputAtFrequencies() =>
        Assert.That(Biases(Unbalanced, ("loss", "mse"))[^1], Is.EqualTo(new[] { 0.625f, 0.375f, 0 }));

    // By hand: ln(5/3), ln(3/5), ln(0.5/8), so that the sigmoids are 5/8, 3/8 and a little over nothing.
    [Test]
    public void Set_BinaryCrossEntropy_StartsEachOutputAtItsOdds() => Assert.That(
        Biases(Unbalanced, ("loss", "binary_cross_entropy"))[^1],
        Is.EqualTo(new[] { 0.5108256237659907, -0.5108256237659907, -2.772588722239781 }).Within(1e-7));

    [Test]
    public void Set_Hinge_StartsTheOutputAtZero() => Assert.That(Biases(Unbalanced, ("loss", "hinge"))[^1], Is.All.Zero);

    [Test]
    public void Set_ZeroAskedForOrNumbersAsTarget_StartsTheOutputAtZero()
    {
        Assert.That(Biases(Unbalanced, ("output_bias", "zero"))[^1], Is.All.Zero);
        Assert.That(Biases(Rows.Numbers(8, 2, 2))[^1], Is.All.Zero);
    }

    [Test]
    public void Set_HiddenBiases_AreTheConstant()
    {
        var biases = Biases(Unbalanced, ("hidden", "5-3"), ("bias_init", 0.125), ("output_bias", "zero"));

        Assert.That(biases[0].Concat(biases[1]), Is.All.EqualTo(0.125f));
        Assert.That(biases[2], Is.All.Zero);
        Assert.That(Biases(Unbalanced)[0], Is.All.Zero);
    }

    /// <summary>A network that answers with the frequencies loses their entropy: −⅝ ln ⅝ − ⅜ ln ⅜ = 0.6615632381579821, by hand.</summary>
    [Test]
    public void Set_Marginal_MakesTheFirstLossTheEntropyOfTheClasses()
    {
        var samples = new Samples
        {
            Features = new float[16], RowCount = 8, FeatureCount = 2, Classes = Unbalanced.Classes, ClassCount = 2,
        };
        using var loop = new TrainingLoop(Rows.Settings(), samples, seed: 1);
        using var network = loop.Finish();

        Assert.That(loop.Objective([0, 1, 2, 3, 4, 5, 6, 7]), Is.EqualTo(0.6615632381579821).Within(1e-6));
    }

    private static float[][] Biases(Samples samples, params (string, Scalar)[] parameters)
    {
        using var loop = new TrainingLoop(Rows.Settings(parameters), samples, seed: 1);
        using var network = loop.Finish();
        return [.. network.ExportLayers().Select(layer => layer.Biases)];
    }
}
