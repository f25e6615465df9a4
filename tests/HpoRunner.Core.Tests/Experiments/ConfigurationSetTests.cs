using HpoRunner.Training;

namespace HpoRunner.Experiments;

internal sealed class ConfigurationSetTests
{
    [Test]
    public void Contains_WhatWasAddedAndNothingElse()
    {
        var set = new ConfigurationSet();
        for (var i = 0; i < 20_000; i += 2)
            set.Add(Of(i));
        Assert.That(Enumerable.Range(0, 20_000).Where(i => set.Contains(Of(i)) != (i % 2 == 0)), Is.Empty);
        Assert.That(set.Count, Is.EqualTo(10_000));
    }

    [Test]
    public void Add_Twice_CountsOnce()
    {
        var set = new ConfigurationSet();
        set.Add(Of(1));
        set.Add(Of(1));
        Assert.That(set.Count, Is.EqualTo(1));
    }

    [Test]
    public void Fingerprint_OtherOrder_IsTheSame() =>
        Assert.That(
            ConfigurationSet.Fingerprint(new([new("a", 1), new("b", 2)])),
            Is.EqualTo(ConfigurationSet.Fingerprint(new([new("b", 2), new("a", 1)]))));

    // Text "1", number 1 and true; a value moved to another name; a name and a value that read the same side by side.
    [Test]
    public void Fingerprint_OfConfigurationsThatDiffer_Differs()
    {
        Configuration[] all =
        [
            Configuration.Empty, new([new("a", 1)]), new([new("a", "1")]), new([new("a", true)]), new([new("a", "true")]),
            new([new("b", 1)]), new([new("a", 1), new("b", 2)]), new([new("a", 2), new("b", 1)]), new([new("ab", "c")]),
            new([new("a", "bc")]), new([new("a", -1)]), new([new("a", double.Epsilon)]), new([new("a", 0)]), new([new("a", "")]),
        ];
        Assert.That(all.Select(ConfigurationSet.Fingerprint), Is.Unique);
    }

    private static Configuration Of(int number) =>
        new(
        [
            new("learning_rate", number / 7.0), new("optimizer", number % 3 == 0 ? "adam" : "momentum"),
            new("nesterov", (Scalar)(number % 2 == 0)),
        ]);
}
