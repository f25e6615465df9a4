using NUnit.Framework;

namespace HpoRunner.Training.Numerics;

[TestFixture]
internal sealed class LaneRandomTests
{
    // The published reference code of xoshiro128++, by hand from a state of four words per lane.
    [Test]
    public void Next_FromSeededStates_FollowsThePublishedGeneratorInEveryLane()
    {
        var lanes = new LaneRandom(new RandomStream(11));
        var seeds = new RandomStream(11);
        var states = new uint[4, 16];
        for (var word = 0; word < 4; word++)
        for (var lane = 0; lane < 16; lane++)
            states[word, lane] = (uint)(seeds.NextBits() >> 32) | (word == 3 ? 1u : 0);

        for (var draw = 0; draw < 100; draw++)
        {
            var next = lanes.Next();
            for (var lane = 0; lane < 16; lane++)
                Assert.That(next[lane], Is.EqualTo(Reference(states, lane)));
        }
    }

    [Test]
    public void Next_ManyDraws_AreUniformAndLanesUnrelated()
    {
        var random = new LaneRandom(new RandomStream(2));
        var draws = Enumerable.Range(0, 20_000).Select(_ => random.Next()).ToArray();
        for (var lane = 0; lane < 16; lane++)
        {
            Assert.That(draws.Average(x => x[lane] / 4294967296.0), Is.EqualTo(0.5).Within(0.01));
            var next = (lane + 1) % 16;
            var correlation = 12 * draws.Average(x => (x[lane] / 4294967296.0 - 0.5) * (x[next] / 4294967296.0 - 0.5));
            Assert.That(correlation, Is.EqualTo(0).Within(0.035));
        }
    }

    private static uint Reference(uint[,] s, int lane)
    {
        var result = uint.RotateLeft(s[0, lane] + s[3, lane], 7) + s[0, lane];
        var t = s[1, lane] << 9;
        s[2, lane] ^= s[0, lane];
        s[3, lane] ^= s[1, lane];
        s[1, lane] ^= s[2, lane];
        s[0, lane] ^= s[3, lane];
        s[2, lane] ^= t;
        s[3, lane] = uint.RotateLeft(s[3, lane], 11);
        return result;
    }
}
