using NUnit.Framework;

namespace HpoRunner.Training;

internal sealed class NearestNameTests
{
    private static readonly string[] Names = ["learning_rate", "batch_size", "beta1", "beta2", "l2", "momentum"];

    [TestCase("learning_rte", "learning_rate")]
    [TestCase("learningrate", "learning_rate")]
    [TestCase("Momentum", "momentum")]
    [TestCase("momnetum", "momentum")]
    [TestCase("bacthsize", "batch_size")]
    [TestCase("l1", "l2")]
    [TestCase("beta3", "beta1")]
    public void Find_MisspeltName_GivesTheNearest(string name, string expected) =>
        Assert.That(NearestName.Find(name, Names), Is.EqualTo(expected));

    [TestCase("dropout")]
    [TestCase("")]
    [TestCase("xyz")]
    public void Find_NothingNear_GivesNull(string name) => Assert.That(NearestName.Find(name, Names), Is.Null);

    [Test]
    public void Find_NoCandidates_GivesNull() => Assert.That(NearestName.Find("a", []), Is.Null);

    // A swap of neighbours is one edit, so "ab" → "ba" is near although both letters moved.
    [Test]
    public void Find_SwappedNeighbours_CountAsOneEdit() => Assert.That(NearestName.Find("ab", ["ba"]), Is.EqualTo("ba"));

    [Test]
    public void Hint_NothingNear_IsEmpty() => Assert.That(NearestName.Hint("zzz", Names), Is.Empty);
}
