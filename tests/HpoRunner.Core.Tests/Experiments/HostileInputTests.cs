using System.Text;
using FsCheck;
using FsCheck.Fluent;
using HpoRunner.Training.Numerics;

namespace HpoRunner.Experiments;

/// <summary>Texts that are meant to hurt a reader: it reports an error, quickly, and never throws.</summary>
internal sealed class HostileInputTests
{
    /// <summary>
    /// Of processor time, so that a busy machine fails nothing. A safety net against quadratic time: a usual reading takes under a
    /// millisecond, a mebibyte of keys a quarter of a second (and several times that beside other work on the same core).
    /// </summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private static readonly string Valid = File.ReadAllText(Path.Combine(ShippedFolder.Path, "wine.yaml"));

    private static IEnumerable<TestCaseData> Bombs()
    {
        const int Many = 500_000;
        yield return Bomb("flow lists", new string('[', Many), "1:33: nested more than 32 levels deep; an experiment file needs at most 5");
        yield return Bomb("flow mappings", string.Concat(Enumerable.Repeat("{a: ", 100_000)), "nested more than 32 levels");
        yield return Bomb("block lists", string.Concat(Enumerable.Repeat("- ", 100_000)), "nested more than 32 levels");
        yield return Bomb("block mappings", Nested(700), "nested more than 32 levels");
        yield return Bomb("complex keys", string.Concat(Enumerable.Repeat("? ", 100_000)), "nested more than 32 levels");
        yield return Bomb("size", new string('a', (1 << 20) + 1), "the text has more than 1048576 bytes");
        yield return Bomb("size in bytes", new string('ä', (1 << 19) + 1), "the text has more than 1048576 bytes");
        yield return Bomb("billion laughs", Laughs(), "the anchor &a is not allowed");
        yield return Bomb(
            "tag of an object", "!!System.Diagnostics.Process {name: x}", "the tag !!System.Diagnostics.Process is not allowed");
        yield return Bomb("NUL", "name: a\0b", "1:8: the control character U+0000 is not allowed");
        yield return Bomb("escape sequence", "name: \u001b[31m", "1:7: the control character U+001B is not allowed");
        yield return Bomb("lone surrogate", "name: a\ud800", "1:8: the control character U+D800 is not allowed");
        yield return Bomb("one long plain text", "name: " + new string('a', 1_000_000), "is not allowed; a name is");
        yield return Bomb("one long key", new string('a', 1_000_000) + ": 1", "");
        yield return Bomb("one long quote", "\"" + new string('a', 1_000_000), "a quote that begins here is never closed");
        yield return Bomb("many keys", string.Concat(Enumerable.Range(0, 80_000).Select(i => $"k{i}: 1\n")), "more errors follow");
        yield return Bomb("many duplicates", string.Concat(Enumerable.Repeat("a: 1\n", 200_000)), "more errors follow");
        yield return Bomb("many blank keys", string.Concat(Enumerable.Repeat(": \n", 200_000)), "");
        yield return Bomb("many list entries", "metrics: [" + string.Concat(Enumerable.Repeat("a,", 200_000)) + "]", "more errors follow");
        yield return Bomb("many tabs", string.Concat(Enumerable.Repeat("a:\tb\n", 200_000)), "more errors follow");
        yield return Bomb(
            "many equal choices",
            "parameters: {batch_size: [" + string.Join(",", Enumerable.Repeat("1", 200_000)) + "]}", "more errors follow");
        yield return Bomb(
            "many columns",
            "data: {file: a, task: classification, target: [" + string.Join(",", Enumerable.Range(0, 100_000)) + "]}",
            "100000 columns");
        yield return Bomb("comments", string.Concat(Enumerable.Repeat("#\n", 500_000)), "the file is empty");
        yield return Bomb("commas", new string(',', Many), "");
        yield return Bomb("colons", new string(':', Many), "");
        yield return Bomb("quotes", string.Concat(Enumerable.Repeat("\"\"", 100_000)), "");
        yield return Bomb("carriage returns", new string('\r', Many), "the file is empty");
        yield return Bomb("percent", "%" + new string('x', Many), "a % directive is not allowed");
        yield return Bomb("percent encoding", "!%zz x", "tags are not allowed");
    }

    [TestCaseSource(nameof(Bombs))]
    public void Fault60_Bomb_IsAnErrorAtOnce(string text, string expected)
    {
        var before = Environment.CpuUsage.TotalTime;
        var reading = ExperimentFile.ReadText(text, "e.yaml", Overrides.None);
        Assert.That(Environment.CpuUsage.TotalTime - before, Is.LessThan(Longest));
        Assert.That(reading.Experiment, Is.Null);
        Assert.That(reading.Errors, Has.Count.InRange(1, 101));
        Assert.That(string.Join("\n", reading.ErrorLines), Does.Contain(expected));
        Assert.That(reading.ErrorLines.Max(line => line.Length), Is.LessThan(1000), "messages stay short");
    }

    [Test]
    public void Read_RandomMutations_NeverThrowAndNeverTakeLong()
    {
        var random = RandomStream.Derive(2026, "mutations");
        var slowest = TimeSpan.Zero;
        for (var i = 0; i < 3_000; i++)
        {
            var text = Mutate(Valid, random);
            var before = Environment.CpuUsage.TotalTime;
            ReadingOf(text);
            var spent = Environment.CpuUsage.TotalTime - before;
            slowest = spent > slowest ? spent : slowest;
        }
        Assert.That(slowest, Is.LessThan(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public void Read_AnyText_NeverThrows() =>
        Prop.ForAll(
                Gen.Elements("[]{}:,-?&*!|>'\"%@`# \n\tab1.\\~<=".ToCharArray()).ArrayOf().Resize(60).ToArbitrary(),
                letters => ReadingOf(new string(letters)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));

    [Test]
    public void Read_ValidFileCutAnywhere_NeverThrows()
    {
        for (var length = 0; length < Valid.Length; length++)
            ReadingOf(Valid[..length]);
    }

    [Test]
    public void Set_AnyText_NeverThrows() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
        {
            var overrides = new Overrides([text ?? "", "l2=" + text], text, text, text, text, text);
            var reading = ExperimentFile.ReadText(Valid, "e.yaml", overrides);
            return reading.Experiment is not null || reading.Errors.Count > 0;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    /// <summary>Either an experiment or errors, and every error has a place.</summary>
    private static bool ReadingOf(string text)
    {
        var reading = ExperimentFile.ReadText(text, "e.yaml", Overrides.None);
        Assert.That(reading.Experiment is null, Is.EqualTo(reading.Errors.Count > 0), text);
        Assert.That(reading.Errors.Where(error => !error.IsRemark && (error.Line < 1 || error.Column < 1)), Is.Empty, text);
        return true;
    }

    private static string Mutate(string text, RandomStream random)
    {
        const string Pieces = "[]{}:,-?&*!|>'\"%@`# \n\t0.1e~<=\\\u0000\u0085\u2028é";
        var mutated = new StringBuilder(text);
        for (var edits = 1 + random.NextInt(6); edits > 0; edits--)
        {
            var at = random.NextInt(mutated.Length);
            switch (random.NextInt(4))
            {
                case 0:
                    mutated.Remove(at, Math.Min(1 + random.NextInt(20), mutated.Length - at));
                    break;
                case 1:
                    mutated.Insert(at, Pieces[random.NextInt(Pieces.Length)]);
                    break;
                case 2:
                    mutated[at] = Pieces[random.NextInt(Pieces.Length)];
                    break;
                default:
                    var from = random.NextInt(mutated.Length);
                    mutated.Insert(at, mutated.ToString(from, Math.Min(1 + random.NextInt(40), mutated.Length - from)));
                    break;
            }
        }
        return mutated.ToString();
    }

    private static TestCaseData Bomb(string name, string text, string expected) =>
        new TestCaseData(text, expected).SetArgDisplayNames(name);

    private static string Nested(int levels) => string.Concat(Enumerable.Range(0, levels).Select(level => new string(' ', level) + "a:\n"));

    private static string Laughs() =>
        "a: &a [lol, lol]\n" + string.Concat(Enumerable.Range(1, 20).Select(i =>
            $"{(char)('a' + i)}: &{(char)('a' + i)} [*{(char)('a' + i - 1)}, *{(char)('a' + i - 1)}]\n"));
}
