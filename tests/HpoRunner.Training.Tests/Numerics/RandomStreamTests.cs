using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;

namespace HpoRunner.Training.Numerics;

[TestFixture]
internal sealed class RandomStreamTests
{
    // The published reference code of xoshiro256** with SplitMix64 seeding, transcribed to Python; seed 0 also as in Rust's rand_xoshiro:
    //   g = stream(seed); [hex(next(g)) for _ in range(4)]
    [TestCase(0ul, new[] { 0x99ec5f36cb75f2b4ul, 0xbf6e1f784956452aul, 0x1a5f849d4933e6e0ul, 0x6aa594f1262d2d2cul })]
    [TestCase(42ul, new[] { 0x15780b2e0c2ec716ul, 0x6104d9866d113a7eul, 0xae17533239e499a1ul, 0xecb8ad4703b360a1ul })]
    public void NextBits_FromASeed_FollowsThePublishedGenerator(ulong seed, ulong[] expected)
    {
        var random = new RandomStream(seed);

        Assert.That(Enumerable.Range(0, expected.Length).Select(_ => random.NextBits()), Is.EqualTo(expected));
    }

    [Test]
    public void DeriveSeed_FromOtherLabelsOrPurposes_Differs()
    {
        var seeds = new List<ulong>();
        foreach (var purpose in (string[])["weights", "order", "orde", "r"])
        {
            seeds.Add(RandomStream.DeriveSeed(1, purpose));
            for (var label = 0; label < 50; label++)
            {
                seeds.Add(RandomStream.DeriveSeed(1, purpose, label));
                seeds.Add(RandomStream.DeriveSeed(1, purpose, label, 0));
                seeds.Add(RandomStream.DeriveSeed(1, purpose, 0, label + 1));
            }
        }

        Assert.That(seeds, Is.Unique);
    }

    [Test]
    public void NextInt_ManyDraws_HitsEveryValueEquallyOften()
    {
        var random = new RandomStream(5);
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++)
            counts[random.NextInt(7)]++;

        // Standard deviation of a count is 93.
        Assert.That(counts, Is.All.InRange(9_600, 10_400));
    }

    [Test]
    public void NextInt_BoundOfZero_Throws() =>
        Assert.That(() => new RandomStream(1).NextInt(0), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void NextDouble_ManyDraws_HasTheMomentsOfTheUniform()
    {
        var random = new RandomStream(6);
        var draws = Enumerable.Range(0, 100_000).Select(_ => random.NextDouble()).ToArray();

        Assert.That(draws, Is.All.InRange(0, 1 - 1e-16));
        Assert.That(draws.Average(), Is.EqualTo(0.5).Within(0.004));
        Assert.That(draws.Average(x => (x - 0.5) * (x - 0.5)), Is.EqualTo(1.0 / 12).Within(0.002));
    }

    [Test]
    public void NextNormal_ManyDraws_HasTheMomentsOfTheNormal()
    {
        var random = new RandomStream(7);
        var draws = Enumerable.Range(0, 100_000).Select(_ => random.NextNormal()).ToArray();

        Assert.That(draws.Average(), Is.EqualTo(0).Within(0.015));
        Assert.That(draws.Average(x => x * x), Is.EqualTo(1).Within(0.02));
        Assert.That(draws.Average(x => x * x * x * x), Is.EqualTo(3).Within(0.15));
        Assert.That(draws.Zip(draws.Skip(1), (x, y) => x * y).Average(), Is.EqualTo(0).Within(0.015));
    }

    [Test]
    public void Shuffle_AnyItems_IsAPermutation() => Prop.ForAll<int[], ulong>((items, seed) =>
    {
        var shuffled = items.ToArray();
        new RandomStream(seed).Shuffle(shuffled.AsSpan());
        return shuffled.Order().SequenceEqual(items.Order());
    }).QuickCheckThrowOnFailure();

    [Test]
    public void Shuffle_ThreeItemsManyTimes_GivesEveryOrderEquallyOften()
    {
        var random = new RandomStream(8);
        var counts = new Dictionary<string, int>();
        for (var i = 0; i < 60_000; i++)
        {
            var items = "abc".ToCharArray();
            random.Shuffle(items.AsSpan());
            var order = new string(items);
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        Assert.That(counts, Has.Count.EqualTo(6));
        Assert.That(counts.Values, Is.All.InRange(9_600, 10_400));
    }
}
