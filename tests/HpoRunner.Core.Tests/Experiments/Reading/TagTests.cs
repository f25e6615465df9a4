namespace HpoRunner.Experiments.Reading;

/// <summary>A tag names a type; a reader that made objects of it would run code of the file's choice.</summary>
internal sealed class TagTests
{
    [TestCase("!!HpoRunner.Experiments.Reading.Trap")]
    [TestCase("!HpoRunner.Experiments.Reading.Trap,HpoRunner.Core.Tests")]
    [TestCase("!<!HpoRunner.Experiments.Reading.Trap>")]
    [TestCase("!!System.IO.FileInfo")]
    [TestCase("!!python/object/apply:os.system")]
    public void Fault65_Tag_MakesNoObject(string tag)
    {
        foreach (var snippet in (string[])[$"seed: {tag} {{Path: x}}", $"{tag} seed: 1", $"points: [{tag} {{learning_rate: 0.1}}]",
            $"!{tag} {{data: {{file: a.csv, target: y}}}}"])
        {
            Assert.That(Sample.Errors(snippet), Is.Not.Empty, snippet);
            Assert.That(Sample.Read(snippet).Experiment, Is.Null);
        }
        Assert.That(Trap.Sprung, Is.False);
    }
}

/// <summary>Tells whether anybody made one.</summary>
public sealed class Trap
{
    public Trap() => Sprung = true;

    public static bool Sprung { get; private set; }
}
